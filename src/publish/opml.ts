import type { Source } from '../model/source.ts';
import { toOneLine } from '../text/one-line.ts';
import { markup, type Markup } from './markup.ts';

/** The feeds of sources as a list that feed readers read: a folder for the first topic of a source, all of its topics as
 *  categories. Sitemaps and front pages are left out: readers read feeds only. `now`: epoch ms. Spec: OPML 2.0. */
export function renderOpml(
  sources: readonly Source[],
  options: { readonly title: string; readonly now: number },
): string {
  const folders = new Map<string, Source[]>();
  for (const source of sources) {
    const topic = source.topics[0] ?? '';
    const members = folders.get(topic);
    if (members) members.push(source);
    else folders.set(topic, [source]);
  }
  const loose = outlines(folders.get('') ?? [], '    ');
  const sorted = [...folders].filter(([topic]) => topic !== '').sort(([a], [b]) => (a < b ? -1 : 1));
  const nested = sorted.map(([topic, members]): readonly Markup[] => {
    const inner = outlines(members, '      ');
    if (inner.length === 0) return [];
    return [markup`    <outline text="${topic}" title="${topic}">\n${inner}    </outline>\n`];
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${
    markup`<opml version="2.0">
  <head>
    <title>${toOneLine(options.title)}</title>
    <dateCreated>${new Date(options.now).toUTCString()}</dateCreated>
    <docs>https://opml.org/spec2.opml</docs>
  </head>
  <body>
${nested.flat()}${loose}  </body>
</opml>
`.markup
  }`;
}

function outlines(sources: readonly Source[], indent: string): readonly Markup[] {
  return sources.flatMap(({ name, home, language, topics, feeds }) => {
    const readable = feeds.filter(({ kind }) => kind === 'feed');
    const text = toOneLine(name);
    // Commas and slashes part categories.
    const category = topics.map((topic) => `/${toOneLine(topic).replace(/[,/]+/g, ' ')}`).join(',');
    return readable.map(({ url }) => {
      const page = home === undefined ? '' : markup` htmlUrl="${home}"`;
      const tongue = language === undefined ? '' : markup` language="${language}"`;
      const about = category === '' ? '' : markup` category="${category}"`;
      const head = markup`${indent}<outline type="rss" text="${text}" title="${text}" xmlUrl="${url}"`;
      return markup`${head}${page}${tongue}${about}/>\n`;
    });
  });
}
