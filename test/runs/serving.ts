import { onTestFinished } from 'vitest';
import { startServing, type ListenOptions } from '../../src/cli/serve.ts';
import { hearTerminal } from '../heard-terminal.ts';
import type { NewsroomProject } from './newsroom-project.ts';

export interface ServedProject {
  /** Ends with a slash. */
  readonly url: string;
  /** What it said, line by line. */
  readonly said: readonly string[];
  stop(): Promise<void>;
}

/** Serves a project on a free port of this machine until the test ends. */
export async function serveProject(
  project: NewsroomProject,
  options: Partial<ListenOptions> = {},
): Promise<ServedProject> {
  const terminal = hearTerminal();
  const { said } = terminal.heard;
  const server = await startServing(await project.read(), { port: 0, host: '127.0.0.1', ...options }, terminal);
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= server.stop());
  onTestFinished(stop);
  const url = /http:\S+/.exec(said.join('\n'))?.[0];
  if (url === undefined) throw new Error('the server does not say where it is');
  return { url, said, stop };
}
