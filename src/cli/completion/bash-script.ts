import type { CommandWords, Fill, OptionWords } from './list-words.ts';

/** A script for bash 4 and later: `source <(courant completion bash)`. */
export function bashScript(all: readonly CommandWords[]): string {
  return `# bash completion for courant, made by \`courant completion bash\`
_courant_sources() {
  local folder=$PWD
  while [[ -n $folder && ! -e $folder/courant.yaml ]]; do folder=\${folder%/*}; done
  [[ -d $folder/sources ]] && (cd "$folder/sources" && printf '%s\\n' *.yaml *.yml) | sed -n 's/^\\([^*]*\\)\\.[a-z]*$/\\1/p'
}

_courant() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} path= commands= options= values= fills= count=0 i
  COMPREPLY=()
  _courant_at ""
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      -*) [[ " $values " == *" \${COMP_WORDS[i]} "* ]] && ((i++)) ;;
      *)
        if [[ " $commands " == *" \${COMP_WORDS[i]} "* ]]; then
          path="\${path:+$path }\${COMP_WORDS[i]}"
          _courant_at "$path"
        else
          ((count++))
        fi
        ;;
    esac
  done
  if [[ " $values " == *" $before "* ]]; then
    _courant_value "$path" "$before"
  elif [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  elif [[ -n $commands ]]; then
    COMPREPLY=($(compgen -W "$commands" -- "$word"))
  else
    local -a list=($fills)
    ((count >= \${#list[@]})) && count=$((\${#list[@]} - 1))
    ((count >= 0)) && _courant_fill "\${list[count]}"
  fi
}

_courant_fill() {
  case $1 in
    file) compopt -o filenames; COMPREPLY=($(compgen -f -- "$word")) ;;
    folder) compopt -o filenames; COMPREPLY=($(compgen -d -- "$word")) ;;
    source) COMPREPLY=($(compgen -W "$(_courant_sources)" -- "$word")) ;;
    choices:*) local list=\${1#choices:}; COMPREPLY=($(compgen -W "\${list//,/ }" -- "$word")) ;;
  esac
}

_courant_value() {
  case "$1:$2" in
${all.flatMap(({ path, options }) => options.flatMap((option) => valueCase(path, option))).join('\n')}
  esac
}

_courant_at() {
  case $1 in
${all.map(commandCase).join('\n')}
  esac
}

complete -F _courant courant
`;
}

function commandCase({ path, commands, options, fills }: CommandWords): string {
  const flags = options.flatMap((option) => option.flags);
  const values = options.filter(({ value }) => value !== undefined).flatMap((option) => option.flags);
  const parts = [
    ...[`commands='${commands.map(({ name }) => name).join(' ')}'`, `options='${flags.join(' ')}'`],
    ...[`values='${values.join(' ')}'`, `fills='${fills.map(toWord).join(' ')}'`],
  ];
  return `    '${path}') ${parts.join(' ')} ;;`;
}

function valueCase(path: string, { flags, value }: OptionWords): readonly string[] {
  if (value === undefined || value.kind === 'text') return [];
  return [`    ${flags.map((flag) => `'${path}:${flag}'`).join(' | ')}) _courant_fill '${toWord(value)}' ;;`];
}

/** Choices are words without spaces. */
function toWord(fill: Fill): string {
  return fill.kind === 'choices' ? `choices:${fill.choices.join(',')}` : fill.kind;
}
