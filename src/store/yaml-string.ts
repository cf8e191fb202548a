/** What may stand in a double-quoted scalar as it is: printable by YAML 1.1 and 1.2, except what ends a line there. */
const mustEscape = /["\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
const loneSurrogate = /\p{Surrogate}/gu;

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A text as a YAML double-quoted scalar on one line. The escapes are those that JSON has too, so that a fast reader can use
 *  JSON.parse. Lone surrogates, which no file can hold, become U+FFFD. Spec: YAML 1.2, 5.7. */
export function formatYamlString(text: string): string {
  const escaped = text
    .replace(loneSurrogate, '\ufffd')
    .replace(mustEscape, (character) => shortEscapes[character] ?? unicodeEscape(character));
  return `"${escaped}"`;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Reads what `formatYamlString` writes; undefined for any other notation. */
export function parseYamlString(source: string): string | undefined {
  if (!source.startsWith('"') || !source.endsWith('"') || source.length < 2) return undefined;
  if (!source.includes('\\')) {
    const text = source.slice(1, -1);
    return /["\u0000-\u001f]/.test(text) ? undefined : text;
  }
  try {
    const value: unknown = JSON.parse(source);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined; // another notation of YAML: the caller asks the full parser
  }
}
