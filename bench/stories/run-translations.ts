/** `npx tsx bench/stories/run-translations.ts <corpora> <translations> <languages>`: what translations into English add to the grouping of
 *  the articles of ntrex16 in some languages (`es,en`). `translations`: JSON Lines with `id`, `title` and `text`, as a machine translated
 *  the articles of those ids. Prints B-cubed of headlines, of half
 *  headlines, half whole articles, and of whole ones, without and with them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { groupSet } from './group-set.ts';
import { scoreGroups } from './score-groups.ts';
import { halfOf, readStorySets, titlesOf, type LabelledArticle, type StorySet } from './story-sets.ts';
import { trainLinks } from './train-links.ts';

type Translated = Pick<LabelledArticle, 'id' | 'title' | 'text'>;

const [folder = '', file = '', languages = ''] = process.argv.slice(2);
const lines = readFileSync(file, 'utf8').trim().split('\n');
const translations = new Map(lines.map((line) => JSON.parse(line) as Translated).map((one) => [one.id, one]));
const sets = readStorySets(folder);

function headline(article: LabelledArticle): LabelledArticle {
  const { translation, ...own } = article;
  return { ...own, text: '', ...(translation && { translation: { ...translation, text: '' } }) };
}

function isShort({ id }: LabelledArticle): boolean {
  return (createHash('sha256').update(`x1${id}`).digest()[0] ?? 0) % 2 === 0;
}

function withTranslation(article: LabelledArticle): LabelledArticle {
  const { title, text } = translations.get(article.id) ?? {};
  return title === undefined ? article : { ...article, translation: { lang: 'en', title, text: text ?? '' } };
}

for (const half of [0, 1] as const) {
  const taught = sets.map((set) => halfOf(set, half));
  const forest = trainLinks(
    taught.flatMap((set) => [
      { set, weight: 1 },
      { set: titlesOf(set), weight: 0.6 },
    ]),
  );
  const all = sets.find(({ name }) => name === 'ntrex16') ?? { name: 'ntrex16', articles: [] };
  const tested = halfOf(all, half === 0 ? 1 : 0).articles.filter(({ lang }) => languages.split(',').includes(lang));
  for (const [view, cut] of [
    ['headlines', headline],
    ['half headlines', (article: LabelledArticle) => (isShort(article) ? headline(article) : article)],
    ['whole', (article: LabelledArticle) => article],
  ] as const)
    for (const [how, give] of [
      ['without', (article: LabelledArticle) => article],
      ['with', withTranslation],
    ] as const) {
      const set: StorySet = { name: view, articles: tested.map(give).map(cut) };
      const gold = set.articles.map(({ story }) => story);
      console.log(JSON.stringify({ half, view, how, ...scoreGroups(groupSet(set, forest), gold) }));
    }
}
