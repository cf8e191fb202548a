/** Makes tables and code usable by everyone: what is wide scrolls by itself, by keyboard too; header cells say what they head.
 *  `html` is our own, so nothing but an element can look like one. */
export function makeUsable(html: string): string {
  return (
    html.includes('<table>')
      ? html
          .replaceAll('<table>', '<div class="table-frame" tabindex="0"><table>')
          .replaceAll('</table>', '</table></div>')
          .replace(/<th( class="[a-z-]+")?><\/th>/g, '<td$1></td>')
          .replace(/<th(?=[ >])/g, '<th scope="col"')
      : html
  ).replaceAll('<pre>', '<pre tabindex="0">');
}
