import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ArticleFile } from '../../src/model/article-file.ts';
import { formatArticleFile } from '../../src/store/article-file.ts';
import { createRandom } from '../create-random.ts';

const syllables = [
  'ka',
  'lo',
  'mi',
  'ren',
  'sta',
  'vo',
  'tel',
  'an',
  'dor',
  'hu',
  'sil',
  'pra',
  'be',
  'nu',
  'ger',
  'qui',
];
const vocabulary = Array.from({ length: 30_000 }, (_, index) => spell(index));
const outletCount = 40;
const topicCount = 2000;
const articlesPerDay = 200;
const firstDay = Date.UTC(2024, 0, 1);

function spell(index: number): string {
  let word = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor(rest / syllables.length))
    word += syllables[rest % syllables.length];
  return word;
}

/** A made-up article of about 600 words, the same for the same number; a greater number is newer. Words and topics are as
 *  frequent as those of a language (Zipf): few of them are common, most are rare. */
export function makeFile(index: number): ArticleFile {
  const random = createRandom(index + 1);
  const word = (): string => vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? 'ka';
  const sentence = (length: number): string => {
    const text = Array.from({ length }, word).join(' ');
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  const paragraph = (): string => [sentence(11), sentence(16), sentence(13)].join(' ');
  const paragraphs = Array.from({ length: 15 }, paragraph);
  paragraphs[3] = `${sentence(9)} [${word()} ${word()}](https://other.example/${index}) **${word()}** ${sentence(20)}`;
  paragraphs.splice(8, 0, `## ${sentence(5).slice(0, -1)}`);
  const outlet = `outlet-${index % outletCount}`;
  const moment = new Date(firstDay + index * (86_400_000 / articlesPerDay)).toISOString();
  const url = `https://${outlet}.example/news/${index}`;
  const topics = Array.from({ length: 2 }, () => `topic ${vocabulary[Math.floor(topicCount ** random()) - 1] ?? 'ka'}`);
  return {
    path: `content/post/${moment.slice(0, 10).replaceAll('-', '/')}/${outlet}/${slugOf(paragraphs[0] ?? '')}-${index}.md`,
    frontMatter: {
      title: `${sentence(9).slice(0, -1)} ${index}`,
      date: `${moment.slice(0, 10)} ${moment.slice(11, 19)}`,
      summary: `${(paragraphs[0] ?? '').slice(0, 300)}...`,
      categories: [outlet],
      lang: ['en'],
      translations: ['en'],
      tags: [outlet, ...topics],
      menu: '',
      thumbnail: '',
      lead: '',
      comments: false,
      authorbox: false,
      pager: true,
      toc: false,
      mathjax: false,
      sidebar: 'right',
      widgets: ['search', 'recent', 'taglist'],
    },
    body: `${paragraphs.join('\n\n')}\n\n[${outlet}](${url})`,
  };
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .slice(0, 40)
    .replace(/-$/, '');
}

/** Writes articles `from` up to `to` below a folder; returns their paths. */
export function generateArchive(root: string, from: number, to: number): readonly string[] {
  const made = new Set<string>();
  const paths: string[] = [];
  for (let index = from; index < to; index += 1) {
    const file = makeFile(index);
    const target = join(root, file.path);
    const folder = dirname(target);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    writeFileSync(target, formatArticleFile(file));
    paths.push(file.path);
  }
  return paths;
}
