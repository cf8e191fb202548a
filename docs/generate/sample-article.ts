import type { Article } from '../../src/model/article.ts';
import type { ArticleFile } from '../../src/model/article-file.ts';
import { parseSourceId } from '../../src/model/ids.ts';
import { formatArticleFile } from '../../src/store/article-file.ts';
import { sealed } from '../../src/store/seal.ts';
import { toArticleFile } from '../../src/store/to-article-file.ts';
import { joinArticle, partArticle } from '../../src/translate/translated-article.ts';
import { toUrl } from '../../src/url/normalize.ts';

const { url, outlet } = {
  url: toUrl('https://harbor.example/2026/ferry'),
  outlet: parseSourceId('harbor-gazette'),
};

/** A made-up article as a file, as the store writes it. */
export async function sampleArticle(): Promise<string> {
  return formatArticleFile(await sampleFile());
}

/** Its translation. */
export async function sampleTranslation(): Promise<string> {
  const parted = partArticle(await sampleFile(), 'all');
  const texts = ['Neue Fähre über die Bucht', 'Die neue Fähre legte am Montag um sieben Uhr ab.'];
  const making = {
    ...{ to: 'de', translations: ['en', 'de'], translationKey: 'a1b2c3d4e5f60718', engine: 'apertium' },
    ...{ model: 'eng-deu 0.1.0', translated: '2026-09-14T09:00:00Z', glossary: '', confidence: 0.9 },
  };
  return formatArticleFile(sealed(joinArticle(parted, texts, making)));
}

async function sampleFile(): Promise<ArticleFile> {
  if (url === null || outlet === null) throw new TypeError('the address of the sample is none');
  const article: Article = {
    url,
    title: 'New ferry crosses the bay',
    standfirst: '',
    authors: ['Ines Marlow'],
    language: 'en',
    published: { instant: '2026-09-14T07:30:00+01:00', precision: 'time' },
    kind: 'article',
    section: '',
    topics: ['ferries'],
    isFree: true,
    rights: ['max-snippet:160'],
    blocks: [{ kind: 'paragraph', inlines: [{ kind: 'text', text: 'The new ferry left at seven on Monday.' }] }],
    confidence: 0.97,
    evidence: {},
  };
  return toArticleFile({
    ...{ article, url, outlet, timeZone: 'Europe/Lisbon', frontMatter: 'courant', revision: 1 },
    fetchedAt: '2026-09-14T06:41:09Z',
    isPathTaken: () => Promise.resolve(false),
  });
}
