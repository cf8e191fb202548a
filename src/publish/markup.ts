/** Text that is HTML or XML already; everything else a template meets is escaped. */
export interface Markup {
  readonly markup: string;
}

export type MarkupValue = string | number | Markup | false | null | undefined | readonly MarkupValue[];

// Besides the five special characters: what XML 1.0 forbids, and halves of surrogate pairs, which no UTF-8 file can hold.
const unsafe = /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|[\ud800-\udfff]/gu;

// Finds at once whether there is anything to look at: in most texts there is not.
const suspect = /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff\ud800-\udfff]/;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for element content and quoted attributes of HTML and XML 1.0; characters neither can hold become U+FFFD. */
export function escapeText(text: string): string {
  if (!suspect.test(text)) return text;
  return text.replace(unsafe, (character) => entities[character] ?? '\ufffd');
}

/** Fills a template of HTML or XML: strings are escaped, `Markup` stays, arrays are joined, `false`, `null` and `undefined` vanish.
 *  Attributes must be quoted in the template. */
export function markup(parts: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  let text = parts[0] ?? '';
  for (let index = 0; index < values.length; index++) text += render(values[index]) + (parts[index + 1] ?? '');
  return { markup: text };
}

function render(value: MarkupValue): string {
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number') return String(value);
  if (value === false || value === null || value === undefined) return '';
  if ('markup' in value) return value.markup;
  let text = '';
  for (const item of value) text += render(item);
  return text;
}

/** Marks text as markup that needs no escaping; only for what this program made. */
export function trusted(text: string): Markup {
  return { markup: text };
}

export const nothing: Markup = { markup: '' };

/** JSON that can stand in a `<script type="application/ld+json">`: nothing in it ends the element or opens a comment. */
export function scriptData(value: unknown): Markup {
  const json = JSON.stringify(value).replace(
    /[<>&\u2028\u2029]|[\ud800-\udfff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return { markup: json };
}

/** Joins pieces with a separator, leaving out empty ones. */
export function joined(pieces: readonly MarkupValue[], separator: Markup): Markup {
  return { markup: pieces.map(render).filter(Boolean).join(separator.markup) };
}

/** Pieces in one line with a dot between, each on its own whatever direction it is written in. */
export function dotted(pieces: readonly MarkupValue[]): Markup {
  return joined(
    pieces.map((piece) => piece && markup`<bdi>${piece}</bdi>`),
    { markup: '\u00a0· ' },
  );
}
