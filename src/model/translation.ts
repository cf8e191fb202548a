import type { Outcome } from './outcome.ts';

/** Translations: text as engines get it, what is remembered of their answers, and what they may cost. */

/** The text of one segment, with tags as XLIFF 2.1 has them. Around words: `<pc id="1">…</pc>` (strong, emphasis, link). In place of
 *  what is not translated: `<ph id="2"/>` (code, picture, address, a protected name). `&`, `<` and `>` of the text are escaped.
 *  Each id occurs once. Spec: XLIFF 2.1, 4.7. */
export type TaggedText = string;

/** What one engine makes of one text: the key of the memory. */
export interface MemoryKey {
  /** `toMemoryKey` of engine, languages, glossary and text: 64 hexadecimal digits. */
  readonly key: string;
}

export interface MemoryEntry extends MemoryKey {
  readonly engine: string;
  readonly from: string;
  readonly to: string;
  readonly text: TaggedText;
}

/** What was ever translated. A segment is never paid for twice. */
export interface TranslationMemory {
  find(keys: readonly string[]): Promise<ReadonlyMap<string, TaggedText>>;
  put(entries: readonly MemoryEntry[]): Promise<void>;
}

/** A limit of what engines may be given. Money in the engine's currency; Infinity: none. */
export interface SpendingLimit {
  readonly per: 'run' | 'day' | 'month';
  readonly characters: number;
  readonly money: number;
}

/** What an engine is about to be given, or was. Characters are UTF-16 code units of the text sent. */
export interface Spending {
  readonly engine: string;
  readonly characters: number;
  readonly money: number;
}

/** What was given to engines, over all workers. */
export interface SpendingBook {
  /** Notes the spending, unless it would exceed a limit: then notes nothing and returns that limit. Atomic over all processes.
   *  Days and months are those of UTC. `now`: epoch ms. A reservation stays when its process is killed. */
  reserve(
    spending: Spending,
    limits: readonly SpendingLimit[],
    run: string,
    now: number,
  ): Promise<SpendingLimit | undefined>;
  /** Corrects what was reserved, as when the engine failed and took nothing: adds (negative: takes off). */
  correct(spending: Spending, run: string, now: number): Promise<void>;
  /** Of one engine, or of all, since a moment (epoch ms, the start of a day or month in UTC). */
  spentSince(since: number, engine?: string): Promise<Spending>;
}

/** How an engine gets from one language to another. */
export interface EnginePath {
  /** BCP 47, as the archive has them. */
  readonly from: string;
  readonly to: string;
  /** The model, or the models of each step, with versions: part of the key of the memory. */
  readonly model: string;
  /** The language between, when there is no direct way. */
  readonly via?: string;
}

export interface TranslationEngine {
  /** As settings name its kind: `apertium`, `deepl` … */
  readonly name: string;
  /** Money for a million characters; 0 for those that cost nothing. */
  readonly pricePerMillion: number;
  /** How many characters it takes at once. */
  readonly maxChars: number;
  /** Undefined when it has no way. What it learns of the engine it remembers.
   *  Skips: translate/engine-unreachable, translate/engine-refused, translate/engine-failed. */
  findPath(from: string, to: string): Promise<Outcome<EnginePath | undefined>>;
  /** One answer for each text, in their order; undefined for one that it gave none for (an empty answer is none).
   *  Skips: translate/engine-unreachable (worth trying later), translate/engine-refused (key, quota), translate/engine-failed. */
  translate(
    texts: readonly TaggedText[],
    path: EnginePath,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Outcome<readonly (TaggedText | undefined)[]>>;
  /** Ends what it started. */
  close(): Promise<void>;
}

/** Which engine, as courant.yaml sets it up. Keys come from the environment. */
export type EngineSettings =
  /** `command`: the program; Debian's is `apertium`. */
  | { readonly kind: 'apertium'; readonly command: string }
  | { readonly kind: 'libretranslate'; readonly url: string; readonly key: string; readonly pricePerMillion: number }
  /** `url`: another server than its own, empty for that. */
  | { readonly kind: 'deepl'; readonly url: string; readonly key: string; readonly pricePerMillion: number }
  | {
      readonly kind: 'openai';
      readonly url: string;
      readonly key: string;
      readonly model: string;
      readonly temperature: number;
      readonly pricePerMillion: number;
    }
  /** `folder`: the models, a folder a pair (`esen`), and the engine itself. */
  | { readonly kind: 'bergamot'; readonly folder: string };

/** What is translated into what; the first rule that fits an article decides. Left out or empty: all. */
export interface TranslationRule {
  readonly sources: readonly string[];
  readonly tags: readonly string[];
  /** Of the original, BCP 47; `pt` is also `pt-BR`. */
  readonly languages: readonly string[];
  readonly to: readonly string[];
  readonly text: 'all' | 'title' | 'none';
}

/** A term that is never translated, or always the same way. */
export interface GlossaryTerm {
  readonly term: string;
  /** By target language; where there is none it stays as it is. */
  readonly to: Readonly<Record<string, string>>;
}

export interface TranslateSettings {
  /** In the order they are asked. */
  readonly engines: readonly EngineSettings[];
  readonly rules: readonly TranslationRule[];
  /** Of engines that cost money; those that cost nothing have none. */
  readonly limits: readonly SpendingLimit[];
  /** Three letters, as `EUR`; only shown. */
  readonly currency: string;
  readonly glossary: readonly GlossaryTerm[];
}
