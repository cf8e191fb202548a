import { createRandom } from '../../bench/create-random.ts';

const subjects = [
  'The harbor council',
  'A group of neighbors',
  'The head of the school',
  'The ferry company',
  'The owner of the bakery',
  'A judge in the city',
  'The new minister',
  'The fire brigade',
  'The museum',
  'A spokesperson for the union',
  'The river authority',
  'The orchestra',
];
const verbs = [
  'has rejected',
  'wants to rebuild',
  'will close',
  'is looking for',
  'has promised to pay for',
  'has put off',
  'no longer supports',
  'will open',
  'has sold',
  'is asking about',
  'has found',
  'will repair',
];
const objects = [
  'the old bridge',
  'a plan for cheaper housing',
  'the last market hall',
  'three hundred new trees',
  'the night train to the coast',
  'a report on clean water',
  'the swimming pool',
  'two school buses',
  'the archive in the cellar',
  'a loan of four million',
  'the road along the river',
  'the winter festival',
];
const endings = [
  'after a long debate on Tuesday evening',
  'because the costs have doubled since last year',
  'although most people had asked for more time',
  'as soon as the weather allows',
  'without telling those who live next to it',
  'in spite of warnings from the insurers',
  'to make room for a larger building',
  'following an inquiry that took two years',
  'before the summer holidays begin',
  'according to a letter that this paper has read',
];

/** Made-up sentences, the same for the same number. `length`: of more than ten words when 12. */
export function sentencesOf(seed: number, count: number, length: number): readonly string[] {
  const random = createRandom(seed * 7919 + 13);
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? '';
  return Array.from({ length: count }, () => {
    const core = `${pick(subjects)} ${pick(verbs)} ${pick(objects)}`;
    return length > 10 ? `${core} ${pick(endings)}.` : `${core}.`;
  });
}
