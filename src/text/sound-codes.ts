import anyAscii from 'any-ascii';

/** How words sound, roughly, so that a name can be known again in another spelling or script: `Merkel`, `Меркель`, `メルケル`, `ميركل`. */
export interface SoundCodes {
  /** Consonants in order, `a` before them for a vowel at the beginning; at most 5. Empty when there are fewer than 3 consonants. For
   *  related words of languages that share an alphabet, or nearly so. */
  readonly near: string;
  /** The same with the consonants that scripts confuse made one (p b v, t d, k g, l r, m n); at most 4, and 6 when there are more than
   *  4. For names in any script. Empty when there are fewer than 3. */
  readonly far: readonly string[];
}

const none: SoundCodes = { near: '', far: [] };
const maxKept = 50_000;
const kept = new Map<string, SoundCodes>();

/** `word`: one word in any script, upper or lower case. */
export function soundCodesOf(word: string): SoundCodes {
  const known = kept.get(word);
  if (known !== undefined) return known;
  if (kept.size >= maxKept) kept.clear();
  const codes = codesOf(
    anyAscii(word)
      .toLowerCase()
      .replace(/[^a-z]/g, ''),
  );
  kept.set(word, codes);
  return codes;
}

function codesOf(latin: string): SoundCodes {
  if (latin.length < 3) return none;
  const consonants = latin
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/sch|sh|ch|zh|cz|sz/g, 's')
    .replace(/kh|gh|ck|q|c(?![eiy])/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/ts|[czj]/g, 's')
    .replace(/[fw]/g, 'v')
    .replace(/[aeiouyh]/g, '')
    .replace(/(.)\1+/g, '$1');
  const merged = consonants
    .replace(/[bv]/g, 'p')
    .replace(/d/g, 't')
    .replace(/g/g, 'k')
    .replace(/l/g, 'r')
    .replace(/m/g, 'n')
    .replace(/(.)\1+/g, '$1');
  return {
    near: consonants.length < 3 ? '' : ((/^[aeiouy]/.test(latin) ? 'a' : '') + consonants).slice(0, 5),
    far: merged.length < 3 ? [] : merged.length > 4 ? [merged.slice(0, 4), merged.slice(0, 6)] : [merged],
  };
}
