/** The archive's file form: one Markdown file per article and language. */

/** What a rebuild needs beyond the published keys; the `courant:` map. Instants are RFC 3339 with the page's own offset. */
export interface Provenance {
  readonly url: string;
  readonly canonical: string;
  readonly outlet: string;
  readonly authors: readonly string[];
  readonly published: string;
  readonly modified: string;
  /** When the page that this revision was read from was fetched; RFC 3339, UTC. */
  readonly fetched: string;
  readonly kind: string;
  readonly free: boolean;
  /** `sha256:` and 64 hexadecimal digits over title and Markdown body. */
  readonly hash: string;
  /** 0 to 1, two decimals. */
  readonly confidence: number;
  /** 1 for the first version stored. */
  readonly revision: number;
  readonly rights: readonly string[];
  /** 16 hexadecimal digits over the whole file but this line: shows whether somebody changed it. Empty in files of before
   *  there were seals. */
  readonly seal: string;
  /** When we found first that the outlet has it no longer; RFC 3339, UTC. Written only when there is such a time. */
  readonly gone?: string;
  /** Where its address leads now, when not to itself. Written only when it does. */
  readonly moved?: string;
  /** The ones that follow are written in a translation only, and its `confidence` is that of the translation.
   *  The same in all files of an article: its id. */
  readonly translationKey?: string;
  /** The language of the original; BCP 47. */
  readonly translatedFrom?: string;
  /** What translated it: `apertium`, `deepl` …; `hand` when a person did. */
  readonly engine?: string;
  /** Which model of it, with version, as it calls itself: `spa-eng 0.8.1`; of a way over a third language each step, as
   *  `por-spa 1.1.6 > spa-eng 0.8.1`. */
  readonly model?: string;
  /** When; RFC 3339, UTC. */
  readonly translated?: string;
  /** `hash` of the version of the original that it was made from. */
  readonly translationOf?: string;
  /** Which terms were given: the version of the glossary; left out without one. */
  readonly glossary?: string;
  /** The top-level blocks of the body that hold something of the original language, as no translation of it passed: numbers
   *  from 0 with spaces between, and `title` for the title: `title 3 7`. */
  readonly untranslated?: string;
  /** Lines of YAML with the keys of the map that we do not know, as they were found; each ends with a newline. */
  readonly extra?: string;
}

/** Front matter in the order it is written. */
export interface FrontMatter {
  readonly title: string;
  /** `YYYY-MM-DD HH:MM:SS` in the site's time zone. */
  readonly date: string;
  readonly summary: string;
  readonly categories: readonly string[];
  readonly lang: readonly string[];
  readonly translations: readonly string[];
  readonly tags: readonly string[];
  readonly menu: string;
  readonly thumbnail: string;
  readonly lead: string;
  readonly comments: boolean;
  readonly authorbox: boolean;
  readonly pager: boolean;
  readonly toc: boolean;
  readonly mathjax: boolean;
  readonly sidebar: string | false;
  readonly widgets: readonly string[];
  readonly courant?: Provenance;
  /** Lines of YAML with the keys that we do not know, as they were found; each ends with a newline. */
  readonly extra?: string;
}

export interface ArticleFile {
  /** Relative to the archive's root, with `/`: `content/post/2025/02/09/<outlet>/<slug>.md`. */
  readonly path: string;
  readonly frontMatter: FrontMatter;
  /** Markdown, ending with the line `[outlet](url)`; no newline at the end. */
  readonly body: string;
}
