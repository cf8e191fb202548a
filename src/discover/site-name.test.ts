import { describe, expect, test } from 'vitest';
import { urlOf } from '../../test/sample-archive.ts';
import { findSections } from './find-sections.ts';
import { readSiteFacts } from './site-facts.ts';
import { siteNameOf } from './site-name.ts';

const encode = (html: string) => ({ bytes: new TextEncoder().encode(html), headers: [] });

describe('siteNameOf', () => {
  const url = urlOf('https://www.harbor-gazette.example/');

  test.each([
    ['what the site states comes first', ['Gazette News', 'Gazette News', 'The Harbor Gazette'], 'The Harbor Gazette'],
    ['without its slogan', ['', '', 'Harbor Gazette | News of the coast'], 'Harbor Gazette'],
    ['a statement that says nothing is no name', ['The Pilot', '', 'Latest news', 'Home'], 'The Pilot'],
    ['what both titles have', ['Coast - The Pilot', 'the pilot: all about ships'], 'The Pilot'],
    ['marks and case do not count', ['Sport | Él Píloto', 'El Piloto – Portada'], 'Él Píloto'],
    ['a part that is the host', ['News by sea – Harbor Gazette', 'Ships'], 'Harbor Gazette'],
    ['with an article before it', ['News by sea – The Harbor Gazette', 'Ships'], 'The Harbor Gazette'],
    ['else the first of the feed', ['The Pilot » Ships', 'Something'], 'The Pilot'],
    ['without the words of feeds', ['The Pilot RSS 2.0 Feed', ''], 'The Pilot'],
    ['in brackets too', ['The Pilot (RSS)', ''], 'The Pilot'],
    ['else the shortest of the page', ['RSS Feed', 'Ships and all that sails: Pilot'], 'Pilot'],
    ['else nothing', ['Latest news', 'Home'], ''],
  ])('%s', (_, [feedTitle = '', pageTitle = '', ...stated], expected) => {
    expect(siteNameOf({ url, stated, feedTitle, pageTitle })).toBe(expected);
  }); // prettier-ignore
});

describe('readSiteFacts', () => {
  test('names are those the page states, the surest first, each once', () => {
    const facts = readSiteFacts(
      encode(
        `<html lang="en_us"><head><title> Harbor  Gazette: home </title><meta name="application-name" content="Gazette">
        <meta property="OG:site_name" content=" Harbor  Gazette "><meta property="og:site_name" content="Second">
        <meta name="apple-mobile-web-app-title" content="Gazette"><meta name="generator" content="">
        <script type="application/ld+json">[{"@type":"Organization","name":"Gazette Ltd"},{"@type":"WebSite","name":"Gazette online"},{"@type":"Person","name":"Ada"}]</script>`,
      ),
    );
    expect(facts).toEqual({
      names: ['Harbor Gazette', 'Gazette', 'Gazette online', 'Gazette Ltd'],
      pageTitle: 'Harbor Gazette: home',
      language: 'en-US',
    });
  });

  test('a page that says nothing is empty, and so is a name as long as a text', () => {
    const facts = readSiteFacts(encode(`<meta property="og:site_name" content="${'long '.repeat(30)}"><p>text`));
    expect(facts).toEqual({ names: [], pageTitle: '', language: '' });
  });

  test.each([
    ['the first tag that is one', '<html lang="?"><meta http-equiv="Content-Language" content="pt-br">', 'pt-BR'],
    ['in XHTML', '<html xml:lang="fr">', 'fr'],
    ['the locale at last', '<meta property="og:locale" content="de_AT">', 'de-AT'],
  ])('language: %s', (_, html, language) => {
    expect(readSiteFacts(encode(html)).language).toBe(language);
  });
});

describe('findSections', () => {
  const url = urlOf('https://gazette.example/');
  const sections = (html: string): readonly string[] => findSections({ url, ...encode(html) });

  test('short paths that the navigation names, in its order, each once', () => {
    const html = `<nav><a href="/politics">Politics</a><a href="/world/europe/">Europe</a><a href="/politics#top">Politics</a></nav>
      <header><a href="https://www.gazette.example/sport">Sport</a></header><a href="/elsewhere">Elsewhere</a>`;
    expect(sections(html)).toEqual([
      'https://gazette.example/politics',
      'https://gazette.example/world/europe/',
      'https://www.gazette.example/sport',
    ]);
  });

  test.each([
    ['the page itself', '<a href="/">Home</a>'],
    ['another site', '<a href="https://other.example/sport">Sport</a>'],
    ['a headline', '<a href="/sport">The whole town came to see it</a>'],
    ['a link without text', '<a href="/sport"><img alt="Sport"></a>'],
    ['a deeper path', '<a href="/a/b/c">C</a>'],
    ['a query', '<a href="/sport?id=1">Sport</a>'],
    ['a number', '<a href="/sport-2025">Sport</a>'],
    ['a file', '<a href="/sport.pdf">Sport</a>'],
    ['a page of the service', '<a href="/about-us">Who we are</a>'],
    ['no address', '<a href="mailto:a@b.example">Mail</a>'],
  ])('%s is no section', (_, anchor) => {
    expect(sections(`<nav>${anchor}</nav>`)).toEqual([]);
  });
});
