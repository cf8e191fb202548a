/** What ends a line somewhere, and tabs: all of it is a space in running text. No-break spaces are not. */
const breaks = /[\t\n\v\f\r \u0085\u2028\u2029]+/g;
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff\ufff9-\ufffb\ufffe\uffff]/g;
const suspicious = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufff9-\uffff\ud800-\udfff]| {2}/;

/** A text as it stands in a line: no control characters, every run of white space one space. Ends are not trimmed.
 *  Lone surrogates become U+FFFD. */
export function collapseSpace(text: string): string {
  if (!suspicious.test(text)) return text;
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(controls, '')
    .replace(breaks, ' ');
}

/** As `collapseSpace`, trimmed. */
export function toOneLine(text: string): string {
  return collapseSpace(text).trim();
}
