import { createRandom } from '../../bench/create-random.ts';

/** What an article says at a time. */
export interface PageText {
  readonly title: string;
  readonly authors: readonly string[];
  readonly paragraphs: readonly string[];
  /** Epoch ms. */
  readonly publishedAt: number;
}

export interface Churn {
  /** Which of the templates. */
  readonly template: number;
  /** The number of the request: everything around the article follows it. */
  readonly request: number;
  /** Epoch ms. */
  readonly now: number;
  readonly teasers: readonly { readonly path: string; readonly title: string }[];
}

/** The page of an article, in one of six templates. All but the article itself is another at each request: related links (beside the text
 *  and in it), counters, clocks, advertisements, names of classes, scripts, the dates of the page. */
export function renderArticlePage(text: PageText, churn: Churn): string {
  const random = createRandom(churn.request * 977 + churn.now / 1000 + text.title.length);
  const number = (most: number): number => Math.floor(random() * most);
  const pick = <T>(items: readonly T[]): T | undefined => items[number(items.length)];
  // Digits alone: letters at random make a word now and then, and a paragraph of class `p_ad` is taken for what it says it is.
  const css = (name: string): string => `${name} ${name}_${number(1e6)}`;
  const teaser = (): string => {
    const one = pick(churn.teasers) ?? { path: '/', title: 'More' };
    return `<a href="${one.path}?ref=${number(999)}">${one.title}</a>`;
  };
  const ago = Math.max(1, Math.round((churn.now - text.publishedAt) / 60_000));
  const clock = ago < 120 ? `Updated ${ago} minutes ago` : `Updated ${Math.round(ago / 60)} hours ago`;
  const style = churn.template % 6;
  const inner = text.paragraphs.map((paragraph) => `<p class="${css('p')}">${paragraph}</p>`);
  const inText = [
    `<aside class="${css('related-inline')}"><h3>Read also</h3><ul><li>${teaser()}</li><li>${teaser()}</li></ul></aside>`,
    `<p><strong>Read more:</strong> ${teaser()}</p>`,
    `<div class="${css('ad-slot')}"><span>Advertisement</span><p>${pick(['Save on tyres today', 'A bank that listens', 'Fly to the sun'])}</p></div>`,
    `<p class="${css('read-more')}">${teaser()}</p>`,
    `<div class="${css('newsletter')}"><p>${pick(['Get our newsletter every morning.', 'Do not miss our daily briefing. Sign up now.'])}</p><form><input type="email"></form></div>`,
    `<figure class="${css('promo')}"><a href="/shop"><img src="/promo-${number(50)}.jpg" alt=""></a></figure>`,
  ];
  inner.splice(3, 0, inText[style] ?? '');
  inner.splice(6, 0, inText[(style + 2) % 6] ?? '');
  const byline = `<p class="${css('byline')}">By ${text.authors.map((name) => `<span class="author">${name}</span>`).join(' and ')}</p>`;
  const meta = [
    `<div class="${css('meta')}"><time datetime="${new Date(text.publishedAt).toISOString()}">${new Date(text.publishedAt).toUTCString()}</time> <span>${clock}</span></div>`,
    `<p>${number(9000) + 100} views</p>`,
    `<p class="${css('stats')}">${number(90)} comments · ${number(900)} shares</p>`,
    `<div>${clock} · 4 min read</div>`,
    `<p>${clock}</p>`,
    `<ul class="${css('share')}"><li>Share ${number(500)}</li><li>Tweet</li></ul>`,
  ];
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: text.title,
    datePublished: new Date(text.publishedAt).toISOString(),
    dateModified: new Date(style % 2 === 0 ? churn.now : text.publishedAt).toISOString(),
    author: text.authors.map((name) => ({ '@type': 'Person', name })),
    commentCount: number(100),
  };
  const list = (count: number): string => Array.from({ length: count }, () => `<li>${teaser()}</li>`).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${text.title} | Outlet ${churn.template}</title>
<meta property="og:type" content="article"><meta property="og:title" content="${text.title}"><meta name="csrf" content="${number(1e9)}">
${style < 4 ? `<script type="application/ld+json">${JSON.stringify(data)}</script>` : `<meta property="article:published_time" content="${new Date(text.publishedAt).toISOString()}">`}
<script nonce="${number(1e9)}">window.__v=${number(1e9)}</script></head>
<body class="${css('page')}"><header><nav><ul><li><a href="/">Home</a></li><li><a href="/s/1">City</a></li></ul></nav><div class="${css('weather')}">${number(30)}° today</div></header>
<main><article class="${css('article')}"><h1>${text.title}</h1>${byline}${meta[style] ?? ''}
<div class="${css('body')}">${inner.join('\n')}</div>${meta[(style + 3) % 6] ?? ''}</article>
<section class="${css('comments')}"><h2>${number(90)} comments</h2><p>Reader ${number(99)}: I have been saying so for ${number(30)} years.</p></section>
<aside class="${css('most-read')}"><h2>Most read</h2><ol>${list(5)}</ol></aside></main>
<footer><p>Made at ${new Date(churn.now).toISOString()} by server ${number(20)}</p></footer></body></html>`;
}
