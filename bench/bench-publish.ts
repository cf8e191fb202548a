import MarkdownIt from 'markdown-it';
import { readInterface } from '../src/config/read-interface.ts';
import { readTheme } from '../src/config/read-theme.ts';
import type { ArticleFile } from '../src/model/article-file.ts';
import type { Edition } from '../src/model/edition.ts';
import { publishEdition } from '../src/pipeline/publish-edition.ts';
import { toTheme } from '../src/publish/theme.ts';
import { toArticleFile } from '../src/store/to-article-file.ts';
import { formatMeasured, measure } from './measure.ts';
import { makeArticle } from './synthetic.ts';

/** The making of a whole site (pages, lists, feeds), beside bare Markdown rendering of the same bodies. */
export async function benchPublish(count: number, rounds: number): Promise<string> {
  const articles: ArticleFile[] = [];
  for (let n = count - 1; n >= 0; n -= 1) {
    const { article, page, outlet } = makeArticle(n);
    const options = { timeZone: 'UTC', frontMatter: 'courant', fetchedAt: page.fetchedAt, revision: 1 } as const;
    articles.push(
      await toArticleFile({ article, url: page.url, outlet, ...options, isPathTaken: () => Promise.resolve(false) }),
    );
  }
  const outlets = Array.from({ length: 20 }, (_, i) => ({ id: `outlet-${i}`, name: `Outlet ${i}`, home: '' }));
  const site = {
    title: 'Bench',
    description: '',
    url: 'http://localhost/',
    language: 'en',
    timeZone: 'UTC',
    pageSize: 30,
    languages: [],
  };
  const edition: Edition = { site, outlets, articles, images: new Map() };
  const look = { theme: toTheme(await readTheme('.', 'courant')), texts: await readInterface(site.language) };
  const markdown = new MarkdownIt({ html: false });
  const measured = await measure(
    [
      {
        name: 'markdown-it, bodies only',
        run: () => articles.reduce((sum, { body }) => sum + markdown.render(body).length, 0),
      },
      {
        name: 'courant site, in memory',
        run: async () => {
          const files = await publishEdition(edition, look, Date.UTC(2026, 0, 1));
          return files.reduce((size, { content }) => size + content.length, 0);
        },
      },
    ],
    rounds,
  );
  return formatMeasured('Site', measured, count, 'articles');
}
