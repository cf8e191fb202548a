import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { findModule, memberOf, type BrowserPage } from './find-browser.ts';

export const viewports = { desk: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

/** What validates a page, as the rules of HTML that it breaks; undefined, said, where html-validate is not. */
export async function loadValidator(
  modules: string | undefined,
): Promise<((html: string, name: string) => Promise<readonly string[]>) | undefined> {
  const path = findModule('html-validate', modules);
  const loaded: unknown = path && (await import(pathToFileURL(path).href));
  const make = memberOf(loaded, 'HtmlValidate') ?? memberOf(memberOf(loaded, 'default'), 'HtmlValidate');
  if (typeof make !== 'function') {
    console.error('html-validate is not here: HTML is not checked.');
    return undefined;
  }
  const validator: unknown = Reflect.construct(make, [{ extends: ['html-validate:standard'] }]);
  const validate = memberOf(validator, 'validateString');
  if (typeof validate !== 'function') throw new TypeError('html-validate is of another version');
  return async (html, name) => {
    const report: unknown = await Reflect.apply(validate, validator, [html]);
    return listOf(memberOf(report, 'results')).flatMap((result) =>
      listOf(memberOf(result, 'messages')).map(
        (message) => `${String(memberOf(message, 'ruleId'))}: ${String(memberOf(message, 'message'))}  ${name}`,
      ),
    );
  };
}

/** What looks at an open page, as the violations that axe finds; undefined, said, where axe-core is not. */
export async function loadAxe(
  modules: string | undefined,
): Promise<((page: BrowserPage, name: string) => Promise<readonly string[]>) | undefined> {
  const path = findModule('axe-core', modules);
  if (path === undefined) {
    console.error('axe-core is not here: accessibility is not checked.');
    return undefined;
  }
  const axe = await readFile(path, 'utf8');
  return async (page, name) => {
    await page.evaluate(axe);
    const violations = await page.evaluate('axe.run().then(({ violations }) => violations)');
    return listOf(violations).map((violation) => {
      const nodes = listOf(memberOf(violation, 'nodes'));
      const first = String(memberOf(nodes[0], 'html')).slice(0, 120);
      return `${String(memberOf(violation, 'id'))} ×${nodes.length}  ${name}: ${first}`;
    });
  };
}

/** Says what was found, and returns how much. */
export function say(what: string, found: readonly string[]): number {
  console.error(`${what}: ${found.length === 0 ? 'nothing wrong' : `${found.length} wrong`}`);
  for (const line of found.slice(0, 40)) console.error(`  ${line}`);
  return found.length;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
