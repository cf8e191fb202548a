import { parse, type Selector as Token } from 'css-what';

/** True of every element; names `:scope`. */
const always = ':not(:scope:nth-child(1):nth-child(2))';

/** CSS as css-select compiles it. What stands in `:is()`, `:not()` and `:nth-child(… of …)` within `:has()` is matched on the
 *  whole page, as Selectors level 4 has it: css-select looks only below the element that `:has()` is about, unless a selector
 *  names `:scope`, so each of these gets a part that does and changes nothing. */
export function parseCss(css: string): Token[][] {
  return parse(css).map((tokens) => tokens.map((token) => whole(token, false)));
}

function whole(token: Token, isInHas: boolean): Token {
  if (token.type !== 'pseudo' || token.data === null) return token;
  if (typeof token.data === 'string') {
    const isCounted = isInHas && /^nth-(?:last-)?child$/.test(token.name) && /^[^,]* of [^,]*$/.test(token.data);
    return isCounted ? { ...token, data: token.data + always } : token;
  }
  const isInner = isInHas || token.name === 'has';
  const data = token.data.map((tokens) => tokens.map((inner) => whole(inner, isInner)));
  return {
    ...token,
    data: isInHas && token.name !== 'has' ? data.map((tokens) => [...tokens, ...parse(always).flat()]) : data,
  };
}
