import { gzipSync } from 'node:zlib';
import { createRandom } from '../create-random.ts';
import { makeArticle } from '../synthetic.ts';

/** A made-up web on loopback: `outlets` hosts (127.1.x.y) with one feed each, that has `entries` articles. */
export interface WebSize {
  readonly outlets: number;
  readonly entries: number;
}

export function hostOf(outlet: number): string {
  return `127.1.${Math.floor(outlet / 250)}.${(outlet % 250) + 1}`;
}

/** RSS 2.0 with the beginning of each article. */
export function feedOf(origin: string, outlet: number, { entries }: WebSize): string {
  const items = Array.from({ length: entries }, (_, entry) => {
    const { article, page } = makeArticle(outlet * entries + entry);
    const link = `${origin}/news/${entry}`;
    return `<item><title>${article.title}</title><link>${link}</link><guid>${link}</guid><pubDate>${new Date(page.fetchedAt).toUTCString()}</pubDate><description>${paragraphsOf(outlet * entries + entry)[0]}</description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Outlet ${outlet}</title><link>${origin}/</link><description>Made up</description>${items.join('')}</channel></rss>`;
}

/** What stands around the article, made once. */
const random = createRandom(7);
const teasers = Array.from(
  { length: 60 },
  (_, i) =>
    `<li class="teaser teaser--small" data-id="${Math.floor(random() * 1e9)}"><a class="teaser__link" href="/news/other-${i}"><img class="teaser__image" src="/media/${i}.jpg" width="320" height="180" alt=""><span class="teaser__kicker">Harbor</span><h3 class="teaser__title">${makeArticle(i).article.title}</h3></a></li>`,
).join('');
const menu = Array.from(
  { length: 120 },
  (_, i) => `<li class="menu__item"><a class="menu__link" href="/section/${i}">Section ${i}</a></li>`,
).join('');
const script = `<script>window.__data=${JSON.stringify(Array.from({ length: 600 }, () => random().toString(36)))};</script>`;
const style = `<style>${Array.from({ length: 300 }, (_, i) => `.c${i}{margin:${i}px;padding:${i}px;color:#${(i * 4099).toString(16)}}`).join('')}</style>`;

/** A page as outlets make them, compressed: 600 words of article among some 80 kB of head, menus, teasers and scripts. */
export function pageOf(number: number): Buffer {
  const { article, page } = makeArticle(number);
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: article.title,
    datePublished: page.fetchedAt,
  };
  return gzipSync(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${article.title} | Made up</title><meta property="og:type" content="article"><meta property="og:title" content="${article.title}"><script type="application/ld+json">${JSON.stringify(data)}</script>${style}${script}</head><body><nav class="menu"><ul>${menu}</ul></nav><main><article class="article"><h1 class="article__title">${article.title}</h1><p class="byline">By <span class="author">Ada Harbor</span></p><div class="article__body">${paragraphsOf(
      number,
    )
      .map((text) => `<p>${text}</p>`)
      .join('')}</div></article><aside class="related"><ul>${teasers}</ul></aside></main></body></html>`,
  );
}

function paragraphsOf(number: number): readonly string[] {
  return makeArticle(number).article.blocks.flatMap((block) =>
    block.kind === 'paragraph' ? block.inlines.flatMap((inline) => (inline.kind === 'text' ? [inline.text] : [])) : [],
  );
}
