import { examine } from '../pipeline/doctor/examine.ts';
import type { Finding } from '../pipeline/doctor/finding.ts';
import { exitCodes, type GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';

export interface DoctorFlags {
  /** Ask services that others run, too. */
  readonly network: boolean;
}

/** `courant doctor`: looks at machine and project, and says how to mend what is wrong. */
export async function runDoctor(options: GlobalOptions & DoctorFlags, terminal: Terminal): Promise<void> {
  terminal.progress('looking at machine and project');
  const findings = await examine({ folder: options.dir, isAsking: options.network });
  const count = (state: Finding['state']): number => findings.filter((finding) => finding.state === state).length;
  const [warnings, failures] = [count('warning'), count('failed')];
  if (failures > 0) process.exitCode = exitCodes.failed;
  if (options.json) return terminal.data(JSON.stringify({ findings, warnings, failed: failures }, null, 2));
  const widths = Math.max(...findings.map(({ check }) => check.length));
  for (const { state, check, what, do: todo } of findings) {
    terminal.data(`${state.padEnd(7)}  ${check.padEnd(widths)}  ${what}`);
    if (todo !== undefined) terminal.data(`${' '.repeat(widths + 11)}do: ${todo}`);
  }
  terminal.say(verdict(warnings, failures, terminal));
}

function verdict(warnings: number, failures: number, terminal: Terminal): string {
  const told = [
    ...(failures > 0 ? [terminal.style('red', `${failures} failed`)] : []),
    ...(warnings > 0 ? [terminal.style('yellow', `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`)] : []),
  ];
  return told.length === 0 ? terminal.style('green', 'All is well.') : `${told.join(', ')}.`;
}
