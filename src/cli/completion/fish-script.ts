import type { CommandWords, Fill, OptionWords } from './list-words.ts';

/** A script for fish: `courant completion fish > ~/.config/fish/completions/courant.fish`. */
export function fishScript(all: readonly CommandWords[]): string {
  const paths = all.flatMap(({ path }) => (path === '' ? [] : [quote(path)]));
  return `# fish completion for courant, made by \`courant completion fish\`
function __courant_sources
  set -l folder $PWD
  while test -n "$folder"; and not test -e "$folder/courant.yaml"
    set folder (string replace -r '/[^/]*$' '' -- $folder)
  end
  for file in $folder/sources/*.yaml $folder/sources/*.yml
    string replace -r '^.*/([^/]*)\\.[a-z]+$' '$1' -- $file
  end
end

# Whether the words so far call this command.
function __courant_at
  set -l path
  for word in (commandline -opc)[2..-1]
    set -l longer (string trim -- "$path $word")
    contains -- $longer ${paths.join(' ')}; and set path $longer
  end
  test "$path" = "$argv[1]"
end

complete -c courant -f
${all.flatMap(commandLines).join('\n')}
`;
}

function commandLines({ path, commands, options, fills }: CommandWords): readonly string[] {
  const begin = `complete -c courant -n ${quote(`__courant_at ${quote(path)}`)}`;
  const rest = fills.at(-1);
  return [
    ...commands.map(({ name, description }) => `${begin} -a ${name} -d ${quote(description)}`),
    ...options.map((option) => `${begin} ${optionWords(option)}`),
    ...(rest === undefined || rest.kind === 'text' ? [] : [`${begin} ${fillOf(rest)}`]),
  ];
}

function optionWords({ flags, description, value }: OptionWords): string {
  const named = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const follows = value === undefined ? [] : value.kind === 'text' ? ['-x'] : ['-r', fillOf(value)];
  return [...named, ...follows, `-d ${quote(description)}`].join(' ');
}

function fillOf(fill: Fill): string {
  switch (fill.kind) {
    case 'choices':
      return `-f -a ${quote(fill.choices.join(' '))}`;
    case 'source':
      return `-f -a '(__courant_sources)'`;
    case 'folder':
      return `-f -a '(__fish_complete_directories)'`;
    case 'file':
    case 'text':
      return '-F';
  }
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
