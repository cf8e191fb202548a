import type { FrontMatter, Provenance } from '../../src/model/article-file.ts';
import { frontMatterDefaults, optionalProvenance, provenanceDefaults } from '../../src/store/front-matter.ts';
import type { Generator } from './generators.ts';
import { sampleArticle, sampleTranslation } from './sample-article.ts';
import { toTable } from './to-table.ts';

export const frontMatterPage: Generator = { path: 'docs/reference/front-matter.md', content: frontMatterText };

const fields: Readonly<Record<keyof Omit<FrontMatter, 'courant' | 'extra'>, string>> = {
  title: 'The headline, on one line. Must be there.',
  date: '`YYYY-MM-DD HH:MM:SS` in the zone `site.timeZone`: published; of a page that states no date that of its feed, else when it was fetched. Must be there.',
  summary:
    'The first 50 words of the text without captions, `...` when more follow; less where the outlet allows less.',
  categories: 'The outlet: the name of its source file.',
  lang: 'The language of this file, in a list of one (BCP 47).',
  translations: 'The languages that the article can be had in, its own first; left out: as `lang`.',
  tags: 'The outlet, then at most 12 topics of the article; with `frontMatter: mainroad` the outlet alone.',
  menu: 'For Hugo: a menu that the page is in.',
  thumbnail: 'The address of the lead picture at the outlet. The copy in `static/media/` is named after it.',
  lead: 'A line above the text.',
  comments: 'For Mainroad; shown nowhere else.',
  authorbox: 'A box that names the authors.',
  pager: 'Links to the articles before and behind.',
  toc: 'A table of contents.',
  mathjax: 'Formulas between `$` are set as formulas.',
  sidebar: '`right`, `left`, or `false` for none.',
  widgets: 'What the sidebar holds.',
};

const provenance: Readonly<Record<keyof Omit<Provenance, 'extra'>, string>> = {
  url: 'The address that the article is known by; its id is a hash of it.',
  canonical: 'The address that its page names as its own.',
  outlet: 'The name of its source file.',
  authors: 'As the outlet names them.',
  published: 'When, as its page says; RFC 3339 with the offset of the page. Empty: it does not say.',
  modified: 'When it was changed last, as its page says.',
  fetched: 'When the page was fetched that this version was read from; RFC 3339, UTC.',
  kind: '`article`, `live-blog`, `opinion`, `video` or `gallery`.',
  free: '`false`: its page says that it is not free to read.',
  hash: '`sha256:` of title and body.',
  confidence:
    'From 0.00 to 1.00: how sure the extractor is that the text is whole and nothing else. Of a translation: how sure that it says the same.',
  revision: 'The version: 1 is the first that was stored.',
  rights:
    "The outlet's signals about use, as `noarchive` or `max-snippet:160` ([rights.md](../explanation/rights.md)).",
  seal: 'Of the whole file but this line: shows that nobody changed it since. A file whose seal is broken is yours: nothing writes over it.',
  gone: 'When it was found first that the outlet has it no longer; RFC 3339, UTC.',
  moved: 'Where its address leads, when not to itself.',
  translationKey: 'The id of the article, the same in all of its translations.',
  translatedFrom: 'The language of the original (BCP 47).',
  engine: 'What translated it, as `apertium`; `hand`: a person.',
  model: 'Which model of it, with version; of a way over a third language each step.',
  translated: 'When; RFC 3339, UTC.',
  translationOf: '`hash` of the version of the original that it was made from.',
  glossary: 'The version of the glossary that was given.',
  untranslated: 'What of it is in the original language: numbers of blocks of the body, from 0, and `title`.',
};

/** The keys of a story's file; those below `courant:` are indented by a dot. */
export const storyFields: Readonly<Record<string, string>> = {
  title: 'The headline of its central article.',
  date: 'When its first article was published, in the zone `site.timeZone`.',
  lastmod: 'When its last one was.',
  summary: 'The first sentence of what it is about.',
  categories: '`stories`.',
  lang: 'The language of the headline.',
  tags: 'The names in it.',
  'courant.story': 'Its id, as `courant stories` lists it.',
  'courant.outlets': 'Who reported on it.',
  'courant.countries': 'Where these are, and …',
  'courant.languages': '… in what languages they wrote.',
  'courant.members': 'The files of its articles.',
  'courant.merged': 'Ids of stories that became part of it, and when.',
  'courant.partedFrom': 'The story that it was part of, and since when it is not; written where there is one.',
};

async function frontMatterText(): Promise<string> {
  const optional: ReadonlySet<string> = new Set(optionalProvenance);
  const translated = optionalProvenance.filter((key) => key !== 'gone' && key !== 'moved');
  return `# Files of the archive and their front matter

Each article is a file of Markdown with front matter in YAML between two lines \`---\`. The keys are those of the Hugo theme Mainroad, and a map \`courant:\` with what
a rebuild of the index needs; \`frontMatter: mainroad\` in courant.yaml leaves the map out. Edit what you like: other quotes, another order, keys left out
and keys of your own are read and kept. A key that is left out counts as the value named below.

| file | holds |
| --- | --- |
| \`content/post/<year>/<month>/<day>/<outlet>/<slug>.md\` | an article, by the day it was first stored under |
| \`content/post/…/<slug>.<language>.md\` | its translation into that language |
| \`history/post/…/<slug>.r<number>.md\` | an earlier version of it: the file as it was before the outlet changed the article |
| \`content/stories/<year>/<month>/<slug>-<id>.md\` | a story, made anew by each build: do not edit it |

## An article

\`\`\`markdown
${(await sampleArticle()).trimEnd()}
\`\`\`

The body ends with a line that links to the original: \`[outlet](address)\`.

${toTable(
  ['key', 'left out', 'holds'],
  Object.entries(fields).map(([key, meaning]) => [
    `\`${key}\``,
    shown(frontMatterDefaults[key as keyof typeof fields]),
    meaning,
  ]),
)}
### The map \`courant:\`

${toTable(
  ['key', 'left out', 'holds'],
  Object.entries(provenance)
    .filter(([key]) => !optional.has(key))
    .map(([key, meaning]) => [
      `\`${key}\``,
      shown(Object.entries(provenanceDefaults).find(([one]) => one === key)?.[1]),
      meaning,
    ]),
)}
Two are written behind these only where they say something:

${toTable(
  ['key', 'holds'],
  (['gone', 'moved'] as const).map((key) => [`\`${key}\``, provenance[key]]),
)}
## A translation

The front matter of the original, with \`title\`, \`summary\`, \`lang\`, \`confidence\` and \`seal\` of its own, an empty \`hash\`, and behind them what made it:

\`\`\`markdown
---
…
${courantMapOf(await sampleTranslation()).trimEnd()}
---
\`\`\`

${toTable(
  ['key', 'holds'],
  translated.map((key) => [`\`${key}\``, provenance[key]]),
)}
## An earlier version

As the article's file was, byte for byte, under the number of its \`revision\`. \`courant changes <article>\` shows what the outlet changed from one to the next.

## A story

${toTable(
  ['key', 'holds'],
  Object.entries(storyFields).map(([key, meaning]) => [`\`${key}\``, meaning]),
)}
The body has sections: in short, who reports what, what is only there, who said what, when what happened. Each sentence is an article's, with a link to it.
`;
}

function shown(value: unknown): string {
  if (value === '') return 'empty';
  return `\`${Array.isArray(value) ? `[${value.join(', ')}]` : String(value)}\``;
}

function courantMapOf(text: string): string {
  const lines = text.split('\n');
  const from = lines.indexOf('courant:');
  return lines.slice(from, lines.indexOf('---', from)).join('\n');
}
