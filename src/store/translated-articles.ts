import type { ArticleFile } from '../model/article-file.ts';
import type { ArticleId } from '../model/ids.ts';

/** A translation by which a search shows an article. */
export interface FoundTranslation {
  /** BCP 47. */
  readonly language: string;
  readonly path: string;
  readonly title: string;
}

/** A translation of an article as it lies there. */
export interface StoredTranslation {
  /** BCP 47. */
  readonly language: string;
  readonly path: string;
  /** `hash` of the version of the original that it was made from; empty when it does not say. */
  readonly translationOf: string;
  /** Empty when it does not say. */
  readonly engine: string;
  /** Somebody changed it since it was written, or wrote it. */
  readonly isByHand: boolean;
}

/** Files that `setTranslations` wrote, and those that it left alone as somebody changed them. */
export interface TranslationsSet {
  readonly changed: readonly string[];
  readonly byHand: readonly string[];
}

/** What an archive does with the translations of its articles. */
export interface TranslatedArticles {
  /** True when no other worker translates the article into this language at the instant `now` (epoch ms): then it is this one's
   *  until it is released or, should its process be killed, for `leaseMs`. Claimed again, the time begins anew. */
  claimTranslation(
    article: ArticleId,
    language: string,
    now: number,
    leaseMs: number,
    worker: string,
  ): Promise<boolean>;
  releaseTranslation(article: ArticleId, language: string, worker: string): Promise<void>;
  /** Writes the file of a translation of an article, sealed, then indexes it; whatever lay there is gone, so look first
   *  (`checkTranslation`) whether somebody changed it. Throws NewsError `store/failed` when an article lies there. */
  putTranslation(id: ArticleId, file: ArticleFile): Promise<void>;
  /** Removes it from files and index. Does nothing when there is none. */
  removeTranslation(path: string): Promise<void>;
  /** In order of path; those without a file are left out. */
  listTranslations(id: ArticleId): Promise<readonly StoredTranslation[]>;
  /** The paths of all translations, in order. */
  listTranslationFiles(): Promise<readonly string[]>;
  /** The file at a path, whether the index knows of it or not; undefined when there is none. A file without a seal is somebody's own.
   *  Throws NewsError `store/bad-article-file`. */
  checkTranslation(path: string): Promise<{ readonly file: ArticleFile; readonly isByHand: boolean } | undefined>;
  /** Writes the languages that an article can be had in (its own first) into its file and those of its translations, and nothing
   *  else: it is no revision, and no edit. Files that say so already stay; so do those that somebody changed. What a kill leaves is done by
   *  the next call. Nobody else may write the article meanwhile: call it by `work.inTurn`, and where many processes write by
   *  `sharing.exclusively` about its outlet (`outlet <id>`), as articles are put. Throws NewsError `store/bad-article-file`. */
  setTranslations(id: ArticleId, languages: readonly string[]): Promise<TranslationsSet>;
}
