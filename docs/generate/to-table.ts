/** A table of Markdown; cells may hold Markdown. Ends with a newline. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const toRow = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |\n`;
  return toRow(head) + toRow(head.map(() => '---')) + rows.map(toRow).join('');
}
