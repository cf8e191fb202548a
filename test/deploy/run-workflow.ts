import { spawn } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { isAccessible } from '../../src/store/is-accessible.ts';

export interface WorkflowStep {
  readonly id?: string;
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, string | number>>;
}

export interface WorkflowJob {
  readonly needs?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly WorkflowStep[];
}

export interface Workflow {
  readonly on: { readonly schedule: readonly { readonly cron: string }[] };
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

export async function readWorkflow(file: string): Promise<Workflow> {
  return parse(await readFile(file, 'utf8')) as Workflow;
}

export interface Runner {
  /** What is pushed to, and checked out anew in each run. */
  readonly repository: string;
  /** Takes the place of the cache; empty before the first run. */
  readonly cache: string;
  /** Where the site that is to be published lands. */
  readonly artifact: string;
  /** Comes first in PATH. */
  readonly bin: string;
  /** Everything is made in here. */
  readonly folder: string;
}

export type StepOutcome = 'success' | 'failure' | 'skipped';

export interface JobRun {
  readonly isGreen: boolean;
  /** By name, in order; of steps without one by what they use. */
  readonly outcomes: Readonly<Record<string, StepOutcome>>;
  readonly log: string;
}

/** Runs the steps of a job as GitHub does, each `run` by its shell: a new checkout, and what other steps use done by their counterparts here. */
export async function runJob(job: WorkflowJob, runner: Runner): Promise<JobRun> {
  const work = join(runner.folder, 'work');
  await rm(work, { recursive: true, force: true });
  const paths = join(runner.folder, 'github-path');
  await writeFile(paths, '');
  const outcomes: Record<string, StepOutcome> = {};
  const byId: Record<string, StepOutcome> = {};
  let isGreen = true;
  let log = '';
  for (const step of job.steps) {
    let outcome: StepOutcome = 'skipped';
    if (isWanted(step.if, isGreen, byId)) {
      const done = await runStep(step, { ...runner, work, paths });
      log += `== ${step.name ?? step.uses ?? ''}\n${done.log}`;
      outcome = done.isGreen ? 'success' : 'failure';
      isGreen &&= done.isGreen;
    }
    outcomes[step.name ?? step.uses?.split('@', 1)[0] ?? ''] = outcome;
    if (step.id !== undefined) byId[step.id] = outcome;
  }
  return { isGreen, outcomes, log };
}

/** The two conditions that there are: none, and `not cancelled, and a step before went well`. */
function isWanted(condition: string | undefined, isGreen: boolean, byId: Readonly<Record<string, string>>): boolean {
  if (condition === undefined) return isGreen;
  const id = /^\$\{\{ !cancelled\(\) && steps\.(\w+)\.outcome == 'success' \}\}$/.exec(condition)?.[1];
  if (id === undefined) throw new Error(`A condition that is not known here: ${condition}`);
  return byId[id] === 'success';
}

interface At extends Runner {
  readonly work: string;
  /** GITHUB_PATH */
  readonly paths: string;
}

interface Done {
  readonly isGreen: boolean;
  readonly log: string;
}

async function runStep(step: WorkflowStep, at: At): Promise<Done> {
  if (step.run !== undefined) return runShell(step.run, at);
  const action = step.uses?.split('@', 1)[0] ?? '';
  const listed = String(step.with?.['path'] ?? '').split(/\s+/);
  switch (action) {
    case 'actions/checkout':
      return runProgram('git', ['clone', '--quiet', '--depth', '1', `file://${at.repository}`, at.work], at.folder);
    case 'actions/setup-node':
      return { isGreen: true, log: '' };
    case 'actions/cache/restore':
      return copyEach(listed, at.cache, at.work);
    case 'actions/cache/save':
      return copyEach(listed, at.work, at.cache);
    case 'actions/upload-pages-artifact':
      return copyEach(listed, at.work, at.artifact);
    default:
      throw new Error(`An action that is not known here: ${action}`);
  }
}

async function copyEach(names: readonly string[], from: string, to: string): Promise<Done> {
  await mkdir(to, { recursive: true });
  for (const name of names.filter((one) => one !== '')) {
    await rm(join(to, name), { recursive: true, force: true });
    if (await isAccessible(join(from, name))) await cp(join(from, name), join(to, name), { recursive: true });
  }
  return { isGreen: true, log: '' };
}

/** As a step without a `shell` of its own: `bash -e`. */
async function runShell(script: string, { work, paths, bin, folder }: At): Promise<Done> {
  const added = (await readFile(paths, 'utf8')).split('\n').filter((line) => line !== '');
  const file = join(folder, 'step.sh');
  await writeFile(file, script);
  const env = { ...process.env, GITHUB_PATH: paths, PATH: [...added, bin, process.env['PATH'] ?? ''].join(delimiter) };
  return runProgram('bash', ['-e', file], work, env);
}

function runProgram(program: string, args: readonly string[], cwd: string, env = process.env): Promise<Done> {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  child.stdout.on('data', (data) => (log += String(data)));
  child.stderr.on('data', (data) => (log += String(data)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ isGreen: code === 0, log }));
  });
}
