import type { Command } from 'commander';
import { bashScript } from './completion/bash-script.ts';
import { fishScript } from './completion/fish-script.ts';
import { listWords, type CommandWords } from './completion/list-words.ts';
import type { Shell } from './completion/shells.ts';
import { zshScript } from './completion/zsh-script.ts';

const scripts: Readonly<Record<Shell, (all: readonly CommandWords[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** `courant completion`: what a shell reads to complete commands, options, choices and sources. */
export function completionScript(shell: Shell, program: Command): string {
  return scripts[shell](listWords(program));
}
