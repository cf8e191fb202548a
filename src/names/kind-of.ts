import type { NameKind } from '../model/story.ts';
import {
  givenNames,
  legalForms,
  lonelyOrganisations,
  organisationEnding,
  organisationWords,
  placeWords,
} from './name-words.ts';
import type { NameToken } from './name-tokens.ts';
import { isKnownPlace } from './places.ts';

/** What stands beside a name. */
export interface RunCues {
  /** "President". */
  readonly hasTitle: boolean;
  /** Beside "said". */
  readonly isSpeaker: boolean;
  /** ", 54". */
  readonly isAged: boolean;
  /** "in", "near". */
  readonly isAfterPlaceCue: boolean;
  /** "the". */
  readonly isDetermined: boolean;
}

/** Where the word for a place follows its name. */
const lastPlaceWords = new Set(['en', 'de', 'nl']);

/** Whose name it is, by its words and what stands beside it; `other` when nothing tells. */
export function kindOf(tokens: readonly NameToken[], language: string, cues: RunCues): NameKind {
  const name = tokens.map(({ text }) => text).join(' ');
  const folded = tokens.map((token) => token.folded);
  const [first = '', last = ''] = [folded[0], folded.at(-1)];
  const has = (set: ReadonlySet<string>): boolean => folded.some((word) => set.has(word));
  if (isKnownPlace(name, language) && !(tokens.length === 1 && cues.hasTitle)) return 'place';
  if (tokens.length > 1 && legalForms.has(last)) return 'organisation';
  const isOrganisation =
    has(organisationWords) ||
    has(lonelyOrganisations) ||
    folded.some((word) => organisationEnding.test(word) && word.length > 8);
  // "Lake Orrin", "Port Ellery", but "Orrin Bay": it stands at an end.
  const isPlace =
    !givenNames.has(first) && (placeWords.has(first) || (lastPlaceWords.has(language) && placeWords.has(last)));
  if (isOrganisation && !(isPlace && placeWords.has(last))) return 'organisation';
  if (cues.hasTitle || cues.isAged) return 'person';
  if (isPlace && tokens.length > 1) return 'place';
  if (tokens.length === 1 && tokens[0]?.isAllCapital === true) return 'organisation';
  if (tokens.length > 1 && isGivenName(first, language)) return 'person';
  if (cues.isAfterPlaceCue) return tokens.length < 3 && !cues.isDetermined ? 'place' : 'other';
  const isPersonal =
    tokens.length > 1 && tokens.length < 5 && !cues.isDetermined && !tokens.some(({ isAllCapital }) => isAllCapital);
  if (isPersonal && (cues.isSpeaker || /^\p{Lu}\.$/u.test(tokens[1]?.text ?? ''))) return 'person';
  return cues.isSpeaker && !cues.isDetermined ? 'person' : 'other';
}

function isGivenName(word: string, language: string): boolean {
  if (givenNames.has(word)) return true;
  return language === 'ru' && givenNames.has(word.replace(/(?:а|у|ом|е|я|ю|ем|ой|ы|и)$/u, ''));
}
