import { decodeHTML, decodeHTMLAttribute } from 'entities';

/** Receives what a tokenizer reads, in order. Names are in lower case. */
export interface TokenSink {
  /** A run of text, entities decoded. */
  text(data: string): void;
  openTag(name: string, attributes: Record<string, string>, isSelfClosing: boolean): void;
  closeTag(name: string): void;
  /** A comment, declaration or processing instruction stood here. */
  comment(): void;
  /** True within SVG and MathML, where no element holds nothing but text. */
  isForeign(): boolean;
}

const maxAttributes = 128;

/** Elements that hold nothing but text up to their own end tag, and whether entities count in it. */
const textOnly: ReadonlyMap<string, 'decoded' | 'raw'> = new Map([
  ['title', 'decoded'],
  ['textarea', 'decoded'],
  ['script', 'raw'],
  ['style', 'raw'],
  ['iframe', 'raw'],
  ['noembed', 'raw'],
  ['noframes', 'raw'],
  ['xmp', 'raw'],
  ['plaintext', 'raw'],
]);

const exclamation = 0x21;
const doubleQuote = 0x22;
const singleQuote = 0x27;
const slash = 0x2f;
const equals = 0x3d;
const greater = 0x3e;
const question = 0x3f;

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d || code === 0x0c;
}
function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}
function endsName(code: number): boolean {
  return code === greater || code === slash || isSpace(code);
}

/** The longest start that tells what a `<!` begins: `<![CDATA[`. */
const longestMark = 9;

/** Reads HTML, given in parts of any size, into tags and text, in time linear in it. Every text is some HTML: nothing fails.
 *  As the standard's tokenizer, but that CDATA counts everywhere. Spec: WHATWG HTML, 13.2.5. */
export class Tokenizer {
  private readonly sink: TokenSink;
  /** What is left to read: the last part, after what could not be read without it. */
  private html = '';
  private at = 0;
  private isLast = false;
  private mode: 'markup' | 'text only' | 'comment' | 'bogus comment' | 'cdata' = 'markup';
  /** The text since the last tag or comment, as written, and whether entities count in it. */
  private run = '';
  private isRaw = false;
  /** The element that holds the text, in the mode `text only`. */
  private holder = '';
  /** A tag that is longer than all that is there is read again when twice as much is. */
  private awaited = 0;
  /** One string for each name: the engine compares such by their address. */
  private readonly names = new Map<string, string>();

  constructor(sink: TokenSink) {
    this.sink = sink;
  }

  write(part: string): void {
    this.html = this.at < this.html.length ? this.html.slice(this.at) + part : part;
    this.at = 0;
    if (this.html.length >= this.awaited) this.read();
  }

  /** Reads what is left; unfinished tags and comments are nothing. */
  end(): void {
    this.isLast = true;
    this.read();
    const rest = this.html.slice(this.at);
    const isText = this.mode === 'markup' ? rest === '<' || rest === '</' : this.mode === 'text only';
    if (isText) this.run += rest;
    else if (this.mode === 'cdata') this.run = '';
    this.endRun();
  }

  private read(): void {
    this.awaited = 0;
    let goesOn = true;
    while (goesOn) goesOn = this.readNext();
  }

  /** Reads one tag, comment or text that ends; false when there is too little text to say. */
  private readNext(): boolean {
    switch (this.mode) {
      case 'markup':
        return this.readMarkup();
      case 'text only':
        return this.readTextOnly();
      case 'comment':
        return this.readComment();
      case 'bogus comment':
        return this.readBogusComment();
      case 'cdata':
        return this.readCdata();
    }
  }

  private readMarkup(): boolean {
    this.takeText(this.findMarkup());
    const next = this.html.charCodeAt(this.at + 1);
    if (isLetter(next)) return this.readOpenTag();
    if (next === slash) return this.readCloseTag();
    return (next === exclamation || next === question) && this.readDeclaration();
  }

  /** Where a `<` begins something, or may when more text follows; the end of what is there otherwise. */
  private findMarkup(): number {
    const { html } = this;
    for (let open = html.indexOf('<', this.at); open !== -1; open = html.indexOf('<', open + 1)) {
      const next = html.charCodeAt(open + 1);
      const isMarkup = isLetter(next) || next === slash || next === exclamation || next === question;
      if (isMarkup || open + 1 === html.length) return open;
    }
    return html.length;
  }

  private takeText(end: number): void {
    this.run += this.html.slice(this.at, end);
    this.at = end;
  }

  /** Hands on the text before a tag or comment; no entity reaches across one. */
  private endRun(): void {
    if (this.run !== '') this.sink.text(!this.isRaw && this.run.includes('&') ? decodeHTML(this.run) : this.run);
    this.run = '';
    this.isRaw = false;
  }

  private readOpenTag(): boolean {
    const { html } = this;
    const nameEnd = endOfName(html, this.at + 1);
    const attributes: Record<string, string> = {};
    let count = 0;
    for (let at = nameEnd; ;) {
      at = skipSpace(html, at);
      const isSlash = html.charCodeAt(at) === slash;
      if (isSlash) at = skipSpace(html, at + 1);
      const code = html.charCodeAt(at);
      if (code === greater) return this.openTag(this.nameIn(this.at + 1, nameEnd), attributes, isSlash, at + 1);
      if (code === slash) continue;
      const end = endOfAttributeName(html, at + 1);
      const sign = skipSpace(html, end);
      let next = sign;
      let value = '';
      if (html.charCodeAt(sign) === equals) {
        const from = skipSpace(html, sign + 1);
        const quote = html.charCodeAt(from) === doubleQuote ? '"' : html.charCodeAt(from) === singleQuote ? "'" : '';
        const to = quote === '' ? endOfBareValue(html, from) : html.indexOf(quote, from + 1);
        if (to === -1) return this.awaitMore();
        value = html.slice(from + quote.length, to);
        next = to + quote.length;
      }
      if (next >= html.length) return this.awaitMore();
      const name = this.nameIn(at, end);
      if (count < maxAttributes && attributes[name] === undefined) {
        attributes[name] = value.includes('&') ? decodeHTMLAttribute(value) : value;
        count++;
      }
      at = next;
    }
  }

  private openTag(name: string, attributes: Record<string, string>, isSelfClosing: boolean, end: number): true {
    this.endRun();
    const text = this.sink.isForeign() ? undefined : textOnly.get(name);
    if (text !== undefined) {
      this.mode = 'text only';
      this.holder = name;
      this.isRaw = text === 'raw';
    }
    this.sink.openTag(name, attributes, isSelfClosing);
    this.at = end;
    return true;
  }

  private readCloseTag(): boolean {
    const { html } = this;
    const next = html.charCodeAt(this.at + 2);
    if (!isLetter(next)) {
      if (this.at + 2 >= html.length) return false;
      this.endRun();
      // `</>` is nothing at all.
      if (next !== greater) this.mode = 'bogus comment';
      this.at += next === greater ? 3 : 2;
      return true;
    }
    const nameEnd = endOfName(html, this.at + 2);
    const end = html.indexOf('>', nameEnd);
    if (end === -1) return this.awaitMore();
    this.endRun();
    this.sink.closeTag(this.nameIn(this.at + 2, nameEnd));
    this.at = end + 1;
    return true;
  }

  /** `<!` or `<?` stands here. */
  private readDeclaration(): boolean {
    const { html, at } = this;
    if (html.length - at < longestMark && !this.isLast) return false;
    this.endRun();
    if (html.startsWith('<!-->', at)) return this.endComment(at + 5);
    if (html.startsWith('<!--->', at)) return this.endComment(at + 6);
    if (html.startsWith('<!--', at)) this.mode = 'comment';
    else if (html.startsWith('<![CDATA[', at)) this.mode = 'cdata';
    else this.mode = 'bogus comment';
    this.at += this.mode === 'comment' ? 4 : this.mode === 'cdata' ? 9 : 2;
    return true;
  }

  private endComment(end: number): true {
    this.sink.comment();
    this.mode = 'markup';
    this.at = end;
    return true;
  }

  /** Ends at `-->` or `--!>`. */
  private readComment(): boolean {
    const { html } = this;
    for (let dashes = html.indexOf('--', this.at); dashes !== -1; dashes = html.indexOf('--', dashes + 1)) {
      const next = html.charCodeAt(dashes + 2);
      if (next === greater) return this.endComment(dashes + 3);
      if (next === exclamation && html.charCodeAt(dashes + 3) === greater) return this.endComment(dashes + 4);
    }
    this.at = Math.max(this.at, html.length - 3);
    return false;
  }

  private readBogusComment(): boolean {
    const end = this.html.indexOf('>', this.at);
    if (end !== -1) return this.endComment(end + 1);
    this.at = this.html.length;
    return false;
  }

  private readCdata(): boolean {
    const { html } = this;
    this.isRaw = true;
    const end = html.indexOf(']]>', this.at);
    this.takeText(end === -1 ? Math.max(this.at, html.length - 2) : end);
    if (end === -1) return false;
    this.endRun();
    this.mode = 'markup';
    this.at = end + 3;
    return true;
  }

  /** Ends before the holder's own end tag. */
  private readTextOnly(): boolean {
    const { html, holder } = this;
    let open = holder === 'plaintext' ? -1 : html.indexOf('</', this.at);
    for (; open !== -1; open = html.indexOf('</', open + 2)) {
      const end = open + 2 + holder.length;
      const isOwn = endsName(html.charCodeAt(end)) && html.slice(open + 2, end).toLowerCase() === holder;
      if (!isOwn && end < html.length) continue;
      this.takeText(open);
      if (isOwn) this.mode = 'markup';
      return isOwn;
    }
    this.takeText(html.endsWith('<') ? html.length - 1 : html.length);
    return false;
  }

  /** The tag that begins here goes on in parts still to come. */
  private awaitMore(): false {
    this.awaited = (this.html.length - this.at) * 2;
    return false;
  }

  private nameIn(start: number, end: number): string {
    const written = this.html.slice(start, end);
    const known = this.names.get(written);
    if (known !== undefined) return known;
    const name = written.toLowerCase();
    this.names.set(written, name);
    return name;
  }
}

function endOfName(html: string, from: number): number {
  let at = from;
  while (at < html.length && !endsName(html.charCodeAt(at))) at++;
  return at;
}

function endOfAttributeName(html: string, from: number): number {
  let at = from;
  while (at < html.length && html.charCodeAt(at) !== equals && !endsName(html.charCodeAt(at))) at++;
  return at;
}

function endOfBareValue(html: string, from: number): number {
  let at = from;
  while (at < html.length && html.charCodeAt(at) !== greater && !isSpace(html.charCodeAt(at))) at++;
  return at;
}

function skipSpace(html: string, from: number): number {
  let at = from;
  while (isSpace(html.charCodeAt(at))) at++;
  return at;
}
