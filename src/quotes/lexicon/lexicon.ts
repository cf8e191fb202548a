/** What a language has for telling who said what. All words in lower case, with straight apostrophes. */
export interface LexiconData {
  /** Forms of verbs that tell speech and may stand beside whole sentences: "said", "wrote". */
  readonly say: readonly string[];
  /** Forms of verbs that quote a few words as part of their own sentence: "called", "accused". */
  readonly call: readonly string[];
  /** Forms of verbs that tell what somebody holds or makes known: "believes", "promised". */
  readonly hold: readonly string[];
  /** Forms of these verbs that have no subject of their own beside them: "adding", "saying". */
  readonly gerunds: readonly string[];
  /** Forms of verbs that name who is told: "told", "reminded". */
  readonly tell: readonly string[];
  /** Words that mean "as … says", before the source: "according to". */
  readonly according: readonly string[];
  /** Words that may stand between source and verb, or belong to the verb: "has", "also". */
  readonly auxiliaries: readonly string[];
  /** Words before a told sentence: "that". */
  readonly that: readonly string[];
  /** Personal pronouns that can speak; `m`, `f`, or `p` for several people. */
  readonly pronouns: Readonly<Record<string, 'm' | 'f' | 'p' | 'n'>>;
  /** Titles before a name; `m`, `f` where they tell it. */
  readonly titles: Readonly<Record<string, 'm' | 'f' | 'n'>>;
  /** Words that end a noun phrase: conjunctions, relative and question words. */
  readonly breaks: readonly string[];
  readonly prepositions: readonly string[];
  /** Prepositions that go on a noun phrase: "of". */
  readonly links: readonly string[];
  readonly determiners: readonly string[];
  /** Words that tell time or manner, which end a noun phrase: "Monday", "yesterday". */
  readonly times: readonly string[];
  /** Words that are followed by a period within a sentence, without it: "mr". */
  readonly abbreviations: readonly string[];
  /** Pronouns and short words that are addressed after a verb: "me", "reporters". */
  readonly hearers: readonly string[];
  /** Given names that tell the sex, the most frequent ones. */
  readonly women: readonly string[];
  readonly men: readonly string[];
  /** Tells words that look like a verb in the third person. */
  readonly isVerb?: RegExp;
  /** Begins a word with a shortened one that is a word of its own: "l'", "qu'". */
  readonly elision?: RegExp;
  /** Ends a verb with its pronoun, which is the group: "dit-il". */
  readonly enclitic?: RegExp;
  /** A line may begin with a dash, which is then a quotation mark. */
  readonly hasDashes?: boolean;
}

type Words = ReadonlySet<string>;

/** The same, for looking words up. */
export interface Lexicon extends Readonly<
  Record<
    | 'say'
    | 'call'
    | 'hold'
    | 'gerunds'
    | 'tell'
    | 'auxiliaries'
    | 'that'
    | 'breaks'
    | 'prepositions'
    | 'links'
    | 'determiners'
    | 'times'
    | 'abbreviations'
    | 'hearers'
    | 'women'
    | 'men',
    Words
  >
> {
  readonly according: readonly (readonly string[])[];
  readonly pronouns: ReadonlyMap<string, 'm' | 'f' | 'p' | 'n'>;
  readonly titles: ReadonlyMap<string, 'm' | 'f' | 'n'>;
  readonly isVerb: RegExp | undefined;
  readonly elision: RegExp | undefined;
  readonly enclitic: RegExp | undefined;
  readonly hasDashes: boolean;
}

export function toLexicon(data: LexiconData): Lexicon {
  const { according, pronouns, titles } = data;
  return {
    say: new Set(data.say),
    call: new Set(data.call),
    hold: new Set(data.hold),
    gerunds: new Set(data.gerunds),
    tell: new Set(data.tell),
    auxiliaries: new Set(data.auxiliaries),
    that: new Set(data.that),
    breaks: new Set(data.breaks),
    prepositions: new Set(data.prepositions),
    links: new Set(data.links),
    determiners: new Set(data.determiners),
    times: new Set(data.times),
    abbreviations: new Set(data.abbreviations),
    hearers: new Set(data.hearers),
    women: new Set(data.women),
    men: new Set(data.men),
    according: according.map((words) => words.split(' ')),
    pronouns: new Map(Object.entries(pronouns)),
    titles: new Map(Object.entries(titles)),
    isVerb: data.isVerb,
    elision: data.elision,
    enclitic: data.enclitic,
    hasDashes: data.hasDashes ?? false,
  };
}

/** Words of a list written with spaces between them. */
export function split(words: string): readonly string[] {
  return words.trim().split(/\s+/);
}

/** All stems with all endings; both written with spaces between them, an empty ending as "-". */
export function inflect(stems: string, endings: string): readonly string[] {
  const all = split(endings).map((ending) => (ending === '-' ? '' : ending));
  return split(stems).flatMap((stem) => all.map((ending) => stem + ending));
}
