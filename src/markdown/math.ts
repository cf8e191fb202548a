import { createRequire } from 'node:module';
import type Temml from 'temml';
import { escapeHtml } from './render-plainly.ts';

/** Turns TeX into markup; `isBlock` for a formula that stands alone. */
export type MathRenderer = (tex: string, isBlock: boolean) => string;

const code = /(```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)|`[^`\n]*`)/;
const formula = /\$\$([^$]+)\$\$|(?<![\\$\p{L}\p{N}])\$(?![\s$])((?:\\.|[^$\n\\])*?[^\s$\\])\$(?![$\p{L}\p{N}])/gu;

/** A formula of a text. */
export interface Formula {
  /** With its dollars. */
  readonly source: string;
  readonly tex: string;
  /** It stands alone. */
  readonly isBlock: boolean;
}

/** Markdown with its formulas taken out: they are between `$` or `$$`, as MathJax reads them, and full of what means something to
 *  Markdown. `\ue000`, its number and `\ue001` stand in place of each. Code and escaped `\$` stay. */
export function markFormulas(markdown: string): { readonly marked: string; readonly formulas: readonly Formula[] } {
  const formulas: Formula[] = [];
  const marked = markdown
    .replace(/[\ue000\ue001]/g, '\ufffd')
    .split(code)
    .map((part, index) => {
      if (index % 2 === 1) return part;
      return part.replace(formula, (source, block: string | undefined, inline: string | undefined) => {
        formulas.push({ source, tex: (block ?? inline ?? '').trim(), isBlock: block !== undefined });
        return `\ue000${formulas.length - 1}\ue001`;
      });
    })
    .join('');
  return { marked, formulas };
}

/** The text with what is made of each formula in its place. */
export function putFormulas(marked: string, made: readonly string[]): string {
  return marked.replace(/\ue000(\d+)\ue001/g, (_, number: string) => made[Number(number)] ?? '');
}

/** Renders Markdown with formulas: they are taken out first, and put back as MathML. */
export function withMath(markdown: string, renderMath: MathRenderer, render: (markdown: string) => string): string {
  const { marked, formulas } = markFormulas(markdown);
  const made = formulas.map(({ tex, isBlock }) => renderMath(tex, isBlock));
  return putFormulas(render(marked), made);
}

const require = createRequire(import.meta.url);

/** TeX as MathML. What cannot be read is shown as code. Nothing in it can load or run anything. */
export const renderMath: MathRenderer = (tex, isBlock) => {
  // Few sites have a formula: the library is loaded with the first one.
  const temml = require('temml') as typeof Temml;
  try {
    const math = temml.renderToString(tex, { displayMode: isBlock, throwOnError: true, trust: false, maxExpand: 500 });
    return math.replace(/ style="[^"]*"/g, ''); // the policy of the site lets no style attribute through
  } catch {
    return `<code>${escapeHtml(tex)}</code>`; // its own kind of error, for what is no TeX
  }
};
