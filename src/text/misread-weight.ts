import type { MisreadEncoding } from './misread-encodings.ts';

/** A stretch of a text that could be one character of UTF-8, misread. */
export interface Sequence {
  readonly start: number;
  readonly end: number;
  /** What it was; U+FFFD when a byte of it is lost. */
  readonly decoded: string;
  /** Bytes of its UTF-8 form; 6 for a surrogate pair (CESU-8). */
  readonly length: number;
  /** A space stands where a byte 0xA0 (no-break space) was. */
  readonly isLossy: boolean;
}

/** How surely a sequence is misread: `sure` alone, `likely` when nothing speaks against it or in company, `possible` when all
 *  else agrees, `wrong` never. */
export type Weight = 'sure' | 'likely' | 'possible' | 'wrong';

/** Characters that end a word or stand behind it in correct text: after a letter they prove nothing. */
const closing = /[\u00a0 ’”»›…–—®ªº°²³¹†‡´`¿¡?!]/;

/** Characters that published text is made of: what a misread sequence may turn out to be. */
const plausible = new RegExp(
  '[' +
    '\\u00a0-\\u00b7\\u00b9-\\u0137\\u0139-\\u013e\\u0141-\\u0148\\u014a-\\u017e' + // Latin-1 and Latin Extended-A but for dead letters
    '\\u0192\\u01a0\\u01a1\\u01af\\u01b0\\u01c4-\\u01cc\\u0218-\\u021b\\u0259\\u018f\\u02c6\\u02db\\u02dc' +
    '\\u0300-\\u0304\\u0306-\\u030c\\u0323\\u0327\\u0328\\u0335-\\u0338' + // combining accents and strokes
    '\\u0386-\\u03ce\\u0400-\\u045f\\u0490-\\u0493\\u049a\\u049b\\u04a2\\u04a3\\u04ae-\\u04b1\\u04ba\\u04bb\\u04d8\\u04d9\\u04e8\\u04e9' +
    '\\u0531-\\u0556\\u0561-\\u0587\\u05b0-\\u05bc\\u05d0-\\u05ea\\u05f3\\u05f4' +
    '\\u060c\\u061b\\u061f\\u0621-\\u0652\\u0660-\\u066c\\u0670-\\u06d3\\u06f0-\\u06f9' +
    '\\u0900-\\u0dff\\u0e01-\\u0e5b\\u0e80-\\u0edf\\u0f00-\\u0fbc\\u1000-\\u10ff\\u1200-\\u135a\\u1780-\\u17e9' +
    '\\u1e00-\\u1eff\\u1f00-\\u1ffe\\u2000-\\u206f\\u2070-\\u209c\\u20a0-\\u20bf\\u2100-\\u214e\\u2150-\\u218b' +
    '\\u2190-\\u23ff\\u2460-\\u27bf\\u2800-\\u28ff\\u2900-\\u29ff\\u2b00-\\u2bff' +
    '\\u3000-\\u30ff\\u3105-\\u312f\\u3131-\\u318e\\u3200-\\u33ff\\u4e00-\\u9fff\\uac00-\\ud7a3' +
    '\\ufb00-\\ufb06\\ufb1d-\\ufb4f\\ufb50-\\ufdff\\ufe00-\\ufe0f\\ufe20-\\ufe2f\\ufe70-\\ufefc\\ufeff\\uff01-\\uffe6\\ufffd' +
    ']|\\ud83c[\\udc00-\\udfff]|\\ud83d[\\udc00-\\udfff]|\\ud83e[\\udc00-\\udfff]|[\\ud840-\\ud87f][\\udc00-\\udfff]',
);
/** Plausible, but in few languages, or seldom: needs more to go on. */
const rare = /[ĠġĦħŊŋ¨¯¬¦ª¹¤\u00ad\u0531-\u0587]/;

/** Weighs one sequence by what stands around it. `company`: whether another sequence touches it, and of what script. */
export function weighSequence(
  text: string,
  sequence: Sequence,
  company: 'same-script' | 'other' | 'none',
  encoding: MisreadEncoding,
): Weight {
  const isInCompany = company === 'same-script';
  const { start, end, decoded, length } = sequence;
  const before = text[start - 1] ?? '';
  const after = text[end] ?? '';
  const source = text.slice(start, end);
  if (sequence.isLossy) return weighLossy(text, sequence);
  // The second of two layers often lies on a control character: no proof, no objection.
  if (/^[\u0080-\u009f]$/.test(decoded)) return company !== 'none' || length > 2 ? 'possible' : 'wrong';
  const startsInside = /\p{Ll}/u.test(before) && /\p{Lu}/u.test(source[0] ?? '');
  if (source.includes('\ufffd') || source.endsWith('?')) return startsInside ? 'likely' : 'possible';
  if (!plausible.test(decoded)) return isInCompany && decoded < '\u0100' ? 'possible' : 'wrong';
  const hasControl = /[\u0080-\u009f]/.test(source);
  const isClosing = [...source.slice(1)].every((character) => closing.test(character));
  const follows = /\p{L}/u.test(before);
  if (length >= 4) return 'sure';
  if (length === 3) {
    const isForeign = decoded > '\u2e7f' && decoded < '\uf000';
    if (isForeign && !isInCompany) return follows || isClosing ? 'possible' : 'likely';
    const endsWord = !/\p{L}/u.test(after) || /[’–—\u00a0]$/.test(source);
    if (isClosing && follows && endsWord && !isInCompany) return 'possible';
    return 'sure';
  }
  if (company === 'none' && breaksCase(text, sequence)) return 'wrong';
  if (rare.test(decoded)) return isInCompany || hasControl ? 'likely' : 'possible';
  const isForeign = /[\u0400-\u06ff]/.test(decoded);
  if (isForeign && !isInCompany) return 'possible';
  if (hasControl) return isInCompany || /\p{Ll}/u.test(before) || decoded < '\u0100' ? 'likely' : 'possible';
  return isOdd(source, before, after, encoding) || isInCompany ? 'likely' : 'possible';
}

/** True when the two characters of a pair would hardly stand together, there, in correct text. */
function isOdd(source: string, before: string, after: string, encoding: MisreadEncoding): boolean {
  const lead = source[0] ?? '';
  const tail = source[1] ?? '';
  const isLetterBefore = /\p{L}/u.test(before);
  const isLetterAfter = /\p{L}/u.test(after);
  if (!/\p{L}/u.test(lead)) return !/\s/.test(lead) && (isLetterBefore || (isLetterAfter && !/[´`]/.test(tail)));
  if (/\p{Script=Cyrillic}/u.test(lead))
    return /[A-Za-z]/.test(before) || (/[A-Za-z]/.test(after) && !closing.test(tail));
  if (/\p{Ll}/u.test(before) && /\p{Lu}/u.test(lead)) return true;
  if (/[’‘]/.test(tail)) return /\p{Lu}/u.test(before) && /\p{Lu}/u.test(after);
  if (tail === '\u00a0' && lead === 'Ã') return /[\p{Ll} ]/u.test(after);
  if (/[\u00a0–—]/.test(tail)) return lead === 'Â' && !/\p{Lu}/u.test(before);
  if (closing.test(tail)) return isLetterAfter;
  // A trademark sign behind a word in capitals: a name in most languages, `Ù` in those that have an accented U.
  if (tail === '™' && !isLetterAfter) return encoding.name === 'windows-1252' && lead === 'Ã';
  return !/\p{L}/u.test(tail) || /\p{Ll}/u.test(tail) !== /\p{Ll}/u.test(before + after);
}

/** True when a small letter would stand in a word of capitals, or a capital inside a word of small ones. */
function breaksCase(text: string, { start, end, decoded }: Sequence): boolean {
  if (/[\u0370-\u03ff]/.test(decoded)) return false; // a Greek letter is a sign among Latin ones: IL2Rγc
  const before = text[start - 1] ?? '';
  const after = text[end] ?? '';
  if (/^\p{Ll}/u.test(decoded)) {
    return (
      /\p{Lu}/u.test(before) &&
      (/\p{Lu}/u.test(text[start - 2] ?? '') || /\p{Lu}/u.test(after)) &&
      !/\p{Ll}/u.test(after)
    );
  }
  return /^\p{Lu}/u.test(decoded) && /\p{Ll}/u.test(before) && /\p{Ll}/u.test(after);
}

function weighLossy(text: string, { start, end, decoded, length }: Sequence): Weight {
  const before = text[start - 1] ?? '';
  const after = text[end] ?? '';
  if (length > 2) {
    const endsWord = /\p{L}/u.test(before) && /\p{Ll}/u.test(text[start] ?? '');
    return plausible.test(decoded) && !endsWord ? 'possible' : 'wrong';
  }
  if (decoded === '\u00a0') {
    if (text[start] !== 'Â') return 'wrong';
    return /\p{L}/u.test(before) && !/\p{Ll}/u.test(before) ? 'possible' : 'likely';
  }
  if (decoded.startsWith('à')) {
    if (/\p{Lu}/u.test(before))
      return /\p{Ll}/u.test(after) && !/\p{L}/u.test(text[start - 2] ?? '') ? 'possible' : 'wrong';
    if (!/\p{L}/u.test(before))
      return /[a-zß-ÿ]/.test(after) || (decoded === 'à ' && /^ ?[a-zß-ÿ]/.test(text.slice(end, end + 2)))
        ? 'likely'
        : 'possible';
    return /\p{Script=Latin}/u.test(before) ? 'likely' : 'possible';
  }
  const startsWord = !/\p{L}/u.test(before) && /[^\u0000-\u0040[-`{-\u007f]/.test(after);
  return startsWord && plausible.test(decoded) ? 'possible' : 'wrong';
}
