import type { Project } from '../config/project.ts';
import { readPolicyFile } from '../config/publication-policy.ts';
import { toPolicyRules, type PolicyRules } from './decide-articles.ts';

/** The rules of a project in a process that goes on while policy.yaml changes. */
export interface LiveRules {
  /** One object for good: what it says of single articles is as policy.yaml had it when it was read last. */
  readonly rules: PolicyRules;
  /** Reads policy.yaml again. Throws NewsError `config/invalid`; then what was read before holds. */
  readonly reload: () => Promise<void>;
}

export function createLiveRules(project: Project): LiveRules {
  let current = toPolicyRules(project);
  const { policyOf, timeZone } = current;
  return {
    rules: {
      policyOf,
      timeZone,
      get decisions() {
        return current.decisions;
      },
    },
    reload: async () => {
      current = toPolicyRules({ ...project, policies: await readPolicyFile(project.root) });
    },
  };
}
