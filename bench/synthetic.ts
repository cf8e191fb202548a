import type { Article } from '../src/model/article.ts';
import { toSourceId, type SourceId, type Url } from '../src/model/ids.ts';
import type { Page } from '../src/model/page.ts';
import { toUrl } from '../src/url/normalize.ts';
import { createRandom } from './create-random.ts';

const syllables = ['ka', 'lo', 'mi', 'ren', 'sta', 'vo', 'tel', 'an', 'dor', 'hu', 'sil', 'pra'];

/** A made-up article of about 600 words; the same for the same number. */
export function makeArticle(n: number): { readonly article: Article; readonly page: Page; readonly outlet: SourceId } {
  const random = createRandom(n + 1);
  const word = (): string =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, () => syllables[Math.floor(random() * syllables.length)]).join(
      '',
    );
  const sentence = (length: number): string => {
    const text = Array.from({ length }, word).join(' ');
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  const outlet = toSourceId(`outlet-${n % 20}`);
  const url = toUrl(`https://outlet-${n % 20}.example/news/${n}`);
  if (outlet === null || url === null) throw new Error('unreachable: both are well-formed');
  const instant = new Date(Date.UTC(2026, 0, 1) + n * 600_000).toISOString().replace('.000Z', 'Z');
  const article: Article = {
    url,
    title: `${sentence(8).slice(0, -1)} ${n}`,
    standfirst: '',
    authors: ['Ada Harbor'],
    language: 'en',
    published: { instant, precision: 'time' },
    kind: 'article',
    section: '',
    topics: [word(), word()],
    isFree: true,
    rights: [],
    blocks: Array.from({ length: 15 }, () => ({
      kind: 'paragraph' as const,
      inlines: [{ kind: 'text' as const, text: Array.from({ length: 3 }, () => sentence(13)).join(' ') }],
    })),
    confidence: 0.9,
    evidence: {},
  };
  return { article, page: pageOf(url, article, instant), outlet };
}

function pageOf(url: Url, article: Article, fetchedAt: string): Page {
  const text = article.blocks
    .map((block) => (block.kind === 'paragraph' ? `<p>${JSON.stringify(block.inlines)}</p>` : ''))
    .join('');
  const bytes = Buffer.from(`<title>${article.title}</title><article>${text}</article>`);
  return {
    requestedUrl: url,
    url,
    status: 200,
    headers: [['content-type', 'text/html']],
    raw: bytes,
    bytes,
    fetchedAt,
  };
}
