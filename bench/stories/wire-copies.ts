import { createRandom } from '../create-random.ts';
import * as vocabulary from './made-up-words.ts';

/** A made-up article, and which wire text it is a copy of. */
export interface MadeUpArticle {
  readonly key: string;
  readonly publishedMs: number;
  readonly text: string;
  /** The articles of one wire text have the same number; other articles have none of another. */
  readonly group: number;
  readonly made: 'original' | 'copy' | 'same words' | 'follow-up' | 'same quotes';
}

interface Event {
  readonly people: readonly string[];
  readonly places: readonly string[];
  readonly orgs: readonly string[];
}

interface Sentence {
  readonly text: string;
  readonly isQuote: boolean;
}

type Paragraph = readonly Sentence[];

const hourMs = 3_600_000;

/** Endless days of made-up news, each day's articles in the order of publication: reports, a third of them with copies that outlets edited
 *  (cut, with another lead, with paragraphs of their own, words changed, other quotation marks and datelines), and what is no copy though it
 *  looks like one: other events told in the same words, follow-ups that repeat paragraphs, reports by others with the same quotations. */
export function* writeWireDays(seed: number, eventsOfDay: number): Generator<readonly MadeUpArticle[]> {
  const writer = new WireWriter(seed);
  for (let day = 0; ; day += 1) {
    const articles = Array.from({ length: eventsOfDay }, () => writer.writeEvent(day * 24 * hourMs)).flat();
    yield articles.sort((a, b) => a.publishedMs - b.publishedMs);
  }
}

class WireWriter {
  readonly #random: () => number;
  #groups = 0;
  #articles = 0;

  constructor(seed: number) {
    this.#random = createRandom(seed);
  }

  /** All articles about one event, and about another one that is told in the same words. */
  writeEvent(dayMs: number): readonly MadeUpArticle[] {
    const event = this.#inventEvent();
    const patterns = Array.from({ length: 10 + this.#below(30) }, () => this.#pickPattern());
    const report = this.#toParagraphs(patterns.map((pattern) => this.#fill(pattern, event)));
    const at = dayMs + this.#random() * 20 * hourMs;
    const isUnspaced = this.#random() < 0.1;
    const group = this.#groups++;
    const articles: MadeUpArticle[] = [];
    const add = (made: MadeUpArticle['made'], of: number, text: string, afterHours: number): void => {
      const key = `${String(this.#articles++)}.md`;
      const written = isUnspaced ? writeUnspaced(text) : text;
      articles.push({ key, publishedMs: Math.round(at + afterHours * hourMs), text: written, group: of, made });
    };
    add('original', group, this.#print(report, event, true), 0);
    const copies = this.#random() < 0.35 ? 1 + Math.floor(this.#random() ** 3 * 12) : 0;
    for (let copy = 0; copy < copies; copy += 1) {
      const isEarly = this.#random() < 0.03; // clocks of outlets are wrong, and pages are dated anew
      add('copy', group, this.#editCopy(report, event), isEarly ? -0.2 : this.#random() * 30);
    }
    if (this.#random() < 0.3) add('follow-up', this.#groups++, this.#followUp(report, event), 6 + this.#random() * 40);
    if (this.#random() < 0.3) add('same quotes', this.#groups++, this.#rival(report, event), this.#random() * 8);
    if (this.#random() < 0.2) {
      const other = this.#inventEvent();
      const told = this.#toParagraphs(patterns.map((pattern) => this.#fill(pattern, other)));
      add('same words', this.#groups++, this.#print(told, other, true), this.#random() * 30);
    }
    return articles;
  }

  /** What outlets do to a wire text. At least half of the sentences stay the agency's. */
  #editCopy(report: readonly Paragraph[], event: Event): string {
    const kept = report.slice(0, Math.max(3, Math.round(report.length * (0.4 + 0.7 * this.#random()))));
    let wire: readonly Paragraph[] = kept.filter((_, i) => i === 0 || this.#random() > 0.06);
    let own = 0;
    const edited = [...wire];
    const sentences = (paragraphs: readonly Paragraph[]): number => paragraphs.flat().length;
    if (this.#random() < 0.35 && sentences(wire.slice(1)) >= 4) {
      wire = wire.slice(1);
      own += 1;
      edited[0] = [this.#newSentence(event)];
    }
    for (let more = this.#random() < 0.3 ? 1 + this.#below(3) : 0; more > 0; more -= 1) {
      if (own + 2 > sentences(wire)) break;
      own += 2;
      edited.splice(1 + this.#below(edited.length), 0, [this.#newSentence(event), this.#newSentence(event)]);
    }
    const changed = this.#changeWords(edited, this.#random() < 0.4 ? 0 : 0.04 * this.#random());
    return this.#print(changed, event, this.#random() < 0.4);
  }

  #changeWords(paragraphs: readonly Paragraph[], share: number): readonly Paragraph[] {
    const change = (word: string): string => (this.#random() < share ? this.#pick(vocabulary.adjectives) : word);
    return paragraphs.map((sentences) =>
      sentences.map(({ text, isQuote }) => ({
        isQuote,
        text: isQuote ? text : text.split(' ').map(change).join(' '),
      })),
    );
  }

  /** The next day: new facts, and up to a third of the text is what happened before. */
  #followUp(report: readonly Paragraph[], event: Event): string {
    const background = report.slice(0, 1 + this.#below(3));
    const count = Math.ceil(background.flat().length * (2 + this.#random() * 2));
    const news = this.#toParagraphs(Array.from({ length: count }, () => this.#fill(this.#pickPattern(), event)));
    return this.#print([...news, ...background], event, false);
  }

  /** Another reporter at the same place. */
  #rival(report: readonly Paragraph[], event: Event): string {
    const quotes = report.flat().filter(({ isQuote }) => isQuote);
    const count = Math.max(6, quotes.length * 2);
    const own = Array.from({ length: count }, () => this.#newSentence(event));
    return this.#print(
      this.#toParagraphs(own.flatMap((sentence, i) => [sentence, ...quotes.slice(i, i + 1)])),
      event,
      false,
    );
  }

  #print(paragraphs: readonly Paragraph[], event: Event, isAgency: boolean): string {
    const place = this.#pick(event.places);
    const dateline = this.#pick([
      `${place.toUpperCase()} (Tidewire) – `,
      `${place}, ${this.#pick(vocabulary.months)} 3 (TW) - `,
      '',
    ]);
    const [open, close] = this.#pick([
      ['“', '”'],
      ['"', '"'],
      ['«', '»'],
      ['“', '”'],
    ]);
    const body = paragraphs.map((sentences) => sentences.map(({ text }) => text).join(' ')).join('\n');
    const quoted = body.replaceAll('“', open ?? '').replaceAll('”', close ?? '');
    const footer =
      this.#random() < 0.5 ? `\n(Reporting by ${this.#pick(event.people)}; editing by ${this.#name(2)})` : '';
    return `${isAgency ? dateline : ''}${quoted}${isAgency ? footer : ''}`;
  }

  #toParagraphs(sentences: readonly Sentence[]): readonly Paragraph[] {
    const paragraphs: Paragraph[] = [];
    for (let at = 0; at < sentences.length;) {
      const end = at + 1 + this.#below(3);
      paragraphs.push(sentences.slice(at, end));
      at = end;
    }
    return paragraphs;
  }

  #newSentence(event: Event): Sentence {
    return this.#fill(this.#pickPattern(0), event);
  }

  /** A sentence with slots; a fifth of them are quotations. */
  #pickPattern(quotes = 0.2): string {
    if (this.#random() < quotes) return `“${this.#fixWords(this.#pick(vocabulary.quotes))},” {person} said.`;
    const opener = this.#random() < 0.3 ? `${this.#pick(vocabulary.openers)}, ` : '';
    const parts = [vocabulary.subjects, vocabulary.verbs, vocabulary.objects, vocabulary.tails];
    return this.#fixWords(`${opener}${parts.map((part) => this.#pick(part)).join(' ')}.`);
  }

  /** Fills all slots but those of names and numbers: those make the event. */
  #fixWords(pattern: string): string {
    const lists: Readonly<Record<string, readonly string[]>> = {
      noun: vocabulary.nouns,
      adjective: vocabulary.adjectives,
      nth: vocabulary.nths,
    };
    return pattern.replace(/\{(noun|adjective|nth)\}/g, (_, slot: string) => this.#pick(lists[slot] ?? []));
  }

  #fill(pattern: string, event: Event): Sentence {
    const text = pattern.replace(/\{(\w+)\}/g, (_, slot: string) => {
      if (slot === 'number') return String(2 + Math.floor(this.#random() ** 2 * 900));
      if (slot === 'person') return this.#pick(event.people);
      if (slot === 'org') return this.#pick(event.orgs);
      if (slot === 'place') return this.#pick(event.places);
      return this.#pick(slot === 'day' ? vocabulary.days : vocabulary.months);
    });
    return { text: text.replace(/^“?\p{Ll}/u, (first) => first.toUpperCase()), isQuote: pattern.startsWith('“') };
  }

  #inventEvent(): Event {
    return {
      people: Array.from({ length: 3 }, () => `${this.#name(2)} ${this.#name(2)}`),
      places: Array.from({ length: 3 }, () => this.#name(3)),
      orgs: Array.from({ length: 2 }, () => `${this.#name(2)} ${this.#pick(['Group', 'Union', 'Works', 'Trust'])}`),
    };
  }

  #name(length: number): string {
    const name = Array.from({ length }, () => this.#pick(vocabulary.syllables)).join('');
    return name.charAt(0).toUpperCase() + name.slice(1);
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#below(list.length)] as T;
  }
}

/** The same as a text in a script without spaces: two characters for each word. */
function writeUnspaced(text: string): string {
  const written = text.replace(/\p{L}+/gu, (word) => {
    let hash = 7;
    for (const character of word.toLowerCase()) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 4_000_000;
    return String.fromCharCode(0x4e00 + (hash % 2000), 0x4e00 + Math.floor(hash / 2000));
  });
  return written.replace(/[ ,]/g, '').replaceAll('.', '。');
}
