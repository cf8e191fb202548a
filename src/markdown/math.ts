import { createRequire } from 'node:module';
import type Temml from 'temml';
import { escapeHtml } from './render-plainly.ts';

/** Turns TeX into markup; `isBlock` for a formula that stands alone. */
export type MathRenderer = (tex: string, isBlock: boolean) => string;

const code = /(```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)|`[^`\n]*`)/;
const formula = /\$\$([^$]+)\$\$|(?<![\\$\p{L}\p{N}])\$(?![\s$])((?:\\.|[^$\n\\])*?[^\s$\\])\$(?![$\p{L}\p{N}])/gu;

/** Renders Markdown with formulas between `$` or `$$`, as MathJax reads them: they are taken out first, since TeX is full of what
 *  means something to Markdown, and put back as MathML. Code and escaped `\$` stay. */
export function withMath(markdown: string, renderMath: MathRenderer, render: (markdown: string) => string): string {
  const made: string[] = [];
  const marked = markdown
    .replace(/[\ue000\ue001]/g, '\ufffd')
    .split(code)
    .map((part, index) => {
      if (index % 2 === 1) return part;
      return part.replace(formula, (_, block: string | undefined, inline: string | undefined) => {
        made.push(renderMath((block ?? inline ?? '').trim(), block !== undefined));
        return `\ue000${made.length - 1}\ue001`;
      });
    })
    .join('');
  return render(marked).replace(/\ue000(\d+)\ue001/g, (_, number: string) => made[Number(number)] ?? '');
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
