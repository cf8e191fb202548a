import type { CommandWords, Fill, OptionWords } from './list-words.ts';

/** A script for zsh: `source <(courant completion zsh)`, or as `_courant` in a folder of `fpath`. */
export function zshScript(all: readonly CommandWords[]): string {
  return `#compdef courant
# zsh completion for courant, made by \`courant completion zsh\`
__courant_source_names() {
  local folder=$PWD
  while [[ -n $folder && ! -e $folder/courant.yaml ]]; do folder=\${folder%/*}; done
  local -a names=($folder/sources/*.(yaml|yml)(N:t:r))
  compadd -a names
}

${all.map(functionOf).join('\n\n')}

if [[ $funcstack[1] == _courant ]]; then _courant "$@"; else compdef _courant courant; fi
`;
}

function functionOf(words: CommandWords): string {
  const { path, commands, options, fills } = words;
  const name = functionName(path);
  const specs = options.flatMap(optionSpecs);
  if (commands.length === 0) {
    const rest = fills.map((fill, i) => quote(`${i === fills.length - 1 ? '*' : i + 1}:word:${actionOf(fill)}`));
    return `${name}() {\n  _arguments -S \\\n    ${[...specs, ...rest].join(' \\\n    ')}\n}`;
  }
  const list = commands.map((one) => quote(`${one.name}:${one.description}`)).join(' \\\n      ');
  const cases = commands.map(
    (one) => `${one.name}) ${functionName(path === '' ? one.name : `${path} ${one.name}`)} ;;`,
  );
  return `${name}() {
  local context state state_descr line
  typeset -A opt_args
  _arguments -C \\
    ${specs.join(' \\\n    ')} \\
    '1: :->command' '*:: :->rest'
  case $state in
    command)
      local -a commands=(
      ${list}
      )
      _describe command commands
      ;;
    rest)
      case $line[1] in
        ${cases.join('\n        ')}
      esac
      ;;
  esac
}`;
}

function functionName(path: string): string {
  return `_courant${path === '' ? '' : `_${path.replaceAll(' ', '_')}`}`;
}

/** One for each flag: `-p[…]:word:…`. */
function optionSpecs({ flags, description, value }: OptionWords): readonly string[] {
  const told = description.replace(/[[\]:\\]/g, '\\$&');
  const excluded = flags.length > 1 ? `(${flags.join(' ')})` : '';
  const follows = value === undefined ? '' : `:word:${actionOf(value)}`;
  return flags.map((flag) => quote(`${excluded}${flag}[${told}]${follows}`));
}

function actionOf(fill: Fill): string {
  switch (fill.kind) {
    case 'choices':
      return `(${fill.choices.join(' ')})`;
    case 'file':
      return '_files';
    case 'folder':
      return '_files -/';
    case 'source':
      return '__courant_source_names';
    case 'text':
      return ' ';
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
