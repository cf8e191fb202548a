/** A piece of a plain text: UTF-16 code units from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Who said what, as an article tells it. */
export interface Attribution {
  /** What was said, in order; more than one span when the article tells something in between. Quotation marks included. */
  readonly content: readonly Span[];
  /** Quotation marks stand around some of it. Without them it is told in the words of the article. */
  readonly quoted: boolean;
  /** Who said it, as written there: "he", "Ana Sol, a spokeswoman". */
  readonly source?: Span;
  /** What tells that somebody says something: "said", "according to". */
  readonly cue?: Span;
  /** To whom, where it is told. */
  readonly addressee?: Span;
  /** The full name that the article has for the source, if it can be told: "Ana Sol" for "she". */
  readonly speaker?: string;
}
