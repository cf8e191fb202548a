import { fromControl, misreadEncodings, type MisreadEncoding } from './misread-encodings.ts';
import { findSequences, type WeighedSequence } from './misread-sequences.ts';

// Weighing takes up to 8 µs and 300 bytes a character: 20 MB of mojibake would fill the memory.
const maxLength = 200_000;

/** Repairs text that was UTF-8 and has been read as another encoding, up to several times over (`â€™` → `’`, `Â` before a
 *  no-break space), reads C1 control characters as windows-1252 and drops other stray controls. Correct text stays as it
 *  is: a sequence is repaired only when it would hardly stand where it stands, or when all of the text agrees.
 *  Idempotent. Text without suspicious characters costs one scan; one of more than 200,000 characters, which nobody wrote,
 *  stays as it is. Spec: RFC 3629 (what a sequence is). */
export function repairText(text: string): string {
  if (text.length > maxLength || !/[^\t\n\r -~]/.test(text)) return text;
  let repaired = dropControls(text);
  // Each round makes the text shorter or rids it of controls, so this ends; more than four layers have not been seen.
  for (;;) {
    const next = readControls(removeLayer(repaired));
    if (next === repaired) return repaired;
    repaired = next;
  }
}

function dropControls(text: string): string {
  if (!/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)) return text;
  return text.replace(/[\u000b\u000c]/g, ' ').replace(/[\u0000-\u0008\u000e-\u001f\u007f]/g, '');
}

/** C1 controls as windows-1252 reads them, once no layer can be removed that needs them. */
function readControls(text: string): string {
  if (!/[\u0080-\u009f]/.test(text) || removeLayer(text) !== text) return text;
  return text.replace(/[\u0080-\u009f]/g, (control) => fromControl.get(control) ?? '');
}

/** Undoes one misreading: the one that explains most of the text. */
function removeLayer(text: string): string {
  let best: { readonly sequences: readonly WeighedSequence[]; readonly score: number } = { sequences: [], score: 0 };
  for (const encoding of misreadEncodings) {
    if (!encoding.suspicion.test(text)) continue;
    const accepted = judge(text, encoding);
    if (accepted.score > best.score) best = accepted;
  }
  let repaired = '';
  let end = 0;
  for (const sequence of best.sequences) {
    repaired += text.slice(end, sequence.start) + sequence.decoded;
    end = sequence.end;
  }
  return repaired + text.slice(end);
}

/** The sequences of one encoding that are to be decoded, and how much they explain. */
function judge(
  text: string,
  encoding: MisreadEncoding,
): { readonly sequences: readonly WeighedSequence[]; readonly score: number } {
  const { sequences, others } = findSequences(text, encoding);
  const count = (weight: WeighedSequence['weight']): number =>
    sequences.filter((sequence) => sequence.weight === weight).length;
  const [sure, likely, possible, wrong] = [count('sure'), count('likely'), count('possible'), count('wrong')];
  const unexplained = others + wrong * 2;
  const isCyrillic = encoding.name === 'windows-1251';
  const holds =
    (sure >= 1 && (!isCyrillic || sure + likely >= unexplained / 4)) ||
    (likely >= 2 && (isCyrillic || wrong > 0 ? likely >= unexplained : true)) ||
    (likely >= 1 && unexplained === 0) ||
    (possible >= 3 && unexplained === 0);
  if (!holds) return { sequences: [], score: 0 };
  const isWhole = unexplained === 0 || sure + likely >= unexplained * 5;
  const chosen = sequences.filter(
    ({ weight }) => weight === 'sure' || weight === 'likely' || (weight === 'possible' && isWhole),
  );
  const score = chosen.reduce((sum, { weight, length }) => sum + (weight === 'possible' ? length / 2 : length), 0);
  return { sequences: chosen, score: score - Math.min(others, score / 2) };
}
