/** Characters of a told text that are read: more than any article has. */
const longest = 1_000_000;
/** Characters that all look-ups together may pass over: a second of work, and a thousand lines not found in a text of
 *  the greatest length. */
const mostSearched = 1_000_000_000;

/** The text that a page tells of itself, to look its lines up in. */
export class ToldText {
  readonly #text: string;
  #searched = 0;

  /** `text` is squeezed. */
  constructor(text: string) {
    this.#text = text.slice(0, longest);
  }

  /** True when squeezed text stands in it. Once the work of a long page is used up, nothing does. */
  holds(key: string): boolean {
    if (this.#searched > mostSearched) return false;
    const at = this.#text.indexOf(key);
    this.#searched += at === -1 ? this.#text.length : at;
    return at !== -1;
  }
}
