import { attr, collapse, findTags, textOf, type Document } from '../html/query.ts';
import type { Page } from '../model/page.ts';
import { languageTag } from './language-tag.ts';
import { documentOf } from './page-document.ts';
import { ldText, linkedDataOf, typesOf } from './linked-data.ts';

/** What a home page says of its site; empty where it says nothing. */
export interface SiteFacts {
  /** Names of the site as it states them, the surest first. */
  readonly names: readonly string[];
  readonly pageTitle: string;
  /** BCP 47. */
  readonly language: string;
}

const siteTypes = ['WebSite', 'NewsMediaOrganization', 'Newspaper', 'Organization'];

/** Reads name and language of a site from its home page: Open Graph, application name, JSON-LD, title, `lang`. */
export function readSiteFacts(page: Pick<Page, 'bytes' | 'headers'>): SiteFacts {
  const document = documentOf(page);
  const metas = metasOf(document);
  const nodes = linkedDataOf(document);
  const stated = siteTypes.flatMap((type) => nodes.filter((node) => typesOf(node).includes(type)));
  const names = [
    metas.get('og:site_name') ?? '',
    metas.get('application-name') ?? '',
    metas.get('apple-mobile-web-app-title') ?? '',
    ...stated.slice(0, 5).map((node) => ldText(node, 'name')),
  ];
  const root = findTags(document, 'html')[0];
  const title = findTags(document, 'title')[0];
  const languages = [
    root ? attr(root, 'lang') || attr(root, 'xml:lang') : '',
    metas.get('content-language') ?? '',
    metas.get('og:locale') ?? '',
  ];
  return {
    names: [...new Set(names.map((name) => collapse(name)).filter((name) => name !== '' && name.length <= 100))],
    pageTitle: title ? textOf(title, 1000).slice(0, 300) : '',
    language: languages.flatMap((text) => languageTag(text) ?? [])[0] ?? '',
  };
}

function metasOf(document: Document): ReadonlyMap<string, string> {
  const metas = new Map<string, string>();
  for (const element of findTags(document, 'meta').slice(0, 500)) {
    const name = (attr(element, 'property') || attr(element, 'name') || attr(element, 'http-equiv')).toLowerCase();
    const content = attr(element, 'content');
    if (name !== '' && content !== '' && !metas.has(name)) metas.set(name, content);
  }
  return metas;
}
