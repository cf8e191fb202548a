import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readProject, type Project } from '../../config/project.ts';
import { policyFile } from '../../config/publication-policy.ts';
import { NewsError } from '../../errors.ts';
import { toPolicyRules, type PolicyRules } from '../../pipeline/decide-articles.ts';

const lookEveryMs = 5000;

/** The publication rules of a project, which follow its files: what is taken down is shown by the server no longer, a few seconds
 *  later. A file that cannot be read leaves the rules as they were, and is told once. Ends with the signal. */
export function followRules(
  project: Project,
  {
    signal,
    onBroken,
    everyMs = lookEveryMs,
  }: { readonly signal: AbortSignal; readonly onBroken: (error: NewsError) => void; readonly everyMs?: number },
): PolicyRules {
  let rules = toPolicyRules(project);
  let seen = stampOf(project.root);
  const look = async (): Promise<void> => {
    const stamp = await stampOf(project.root);
    if (stamp === (await seen)) return;
    seen = Promise.resolve(stamp);
    try {
      rules = toPolicyRules(await readProject(project.root));
    } catch (error) {
      if (!(error instanceof NewsError)) throw error;
      onBroken(error);
    }
  };
  let last: Promise<void> = Promise.resolve();
  const timer = setInterval(() => (last = last.then(look)), everyMs);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  return {
    policyOf: (outlet) => rules.policyOf(outlet),
    get decisions() {
      return rules.decisions;
    },
    get timeZone() {
      return rules.timeZone;
    },
  };
}

/** Changes when one of the files does, or one is added to sources/. */
async function stampOf(root: string): Promise<string> {
  const stamps = ['courant.yaml', policyFile, 'sources'].map(async (name) => {
    const found = await stat(join(root, name)).catch(() => undefined); // most projects have no policy.yaml
    return found === undefined ? '' : `${found.mtimeMs} ${found.size}`;
  });
  return (await Promise.all(stamps)).join('\n');
}
