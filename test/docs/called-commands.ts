/** The calls of `courant` in a block for a shell: their words, without those of the shell. In a block `console` lines behind `$ ` are what is
 *  typed. */
export function calledCommands(text: string, language: string): readonly (readonly string[])[] {
  const typed = language === 'console' ? linesTyped(text) : text;
  return partCommands(typed).flatMap((words) => {
    const at = words.findIndex((word) => !/^\w+=/.test(word));
    const own = words.slice(at);
    const start = own[0] === 'npx' ? 1 : 0;
    return own[start] === 'courant' ? [own.slice(start + 1)] : [];
  });
}

function linesTyped(text: string): string {
  return text.split('\n').flatMap((line) => (line.startsWith('$ ') ? [line.slice(2)] : [])).join('\n'); // prettier-ignore
}

/** In this order: what a reader fills in, a comment, what ends a command, a redirection, a word. */
const token =
  /[ \t]*(?:(?<filled><[a-z][\w -]*>)|#.*|(?<end>\n|&&|\|\||[|;&()]|\$\()|\d?(?:>>?|<)&?[ \t]*\S*|(?<word>(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'|;&<>()\\])+))/y;

/** The words of each command. Redirections and comments are left out; `<file>` is a word, as documents write what a reader fills in. */
function partCommands(text: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  const source = text.replace(/\\\n/g, ' ').replace(/[ \t]+$/gm, '');
  for (token.lastIndex = 0; token.lastIndex < source.length;) {
    const { lastIndex } = token;
    const found = token.exec(source)?.groups;
    if (found === undefined) throw new Error(`not a command: ${source.slice(lastIndex, lastIndex + 60)}`);
    const word = found['filled'] ?? found['word'];
    if (found['end'] !== undefined) commands.push([]);
    else if (word !== undefined) commands.at(-1)?.push(unquote(word));
  }
  return commands.filter((words) => words.length > 0);
}

function unquote(word: string): string {
  return word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'/g, (_, double?: string, single?: string) =>
    double === undefined ? (single ?? '') : double.replace(/\\(.)/g, '$1'),
  );
}
