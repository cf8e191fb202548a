import type { ArticleFile } from '../../model/article-file.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { Skip } from '../../model/outcome.ts';
import type { TranslateSettings } from '../../model/translation.ts';
import { originalPathOf, sourceLineOf } from '../../publish/post.ts';
import { contentHash } from '../../store/seal.ts';
import type { Store } from '../../store/store.ts';
import type { StoredTranslation } from '../../store/translated-articles.ts';
import type { PolicyRules } from '../decide-articles.ts';
import { findReadable } from '../find-readable.ts';
import { primaryOf, wantedOf } from './wanted-translations.ts';

/** One article to be translated into one language. */
export interface TranslationTask {
  readonly id: ArticleId;
  readonly file: ArticleFile;
  /** BCP 47. */
  readonly to: string;
  readonly text: 'all' | 'title';
}

/** How a translation that the rules ask for stands. `by-hand`: somebody wrote or changed it, so it stays. */
export interface TranslationStand {
  readonly task: TranslationTask;
  readonly state: 'missing' | 'outdated' | 'current' | 'by-hand' | 'skipped';
  readonly skip?: Skip;
}

type Reader = Pick<Store, 'findArticleFile' | 'findArticle' | 'listTranslations'>;

/** An article with all translations that the rules ask for. */
export interface ArticleStands {
  readonly id: ArticleId;
  readonly file: ArticleFile;
  readonly existing: readonly StoredTranslation[];
  readonly stands: readonly TranslationStand[];
}

/** What is asked for. */
export interface Asked {
  readonly settings: Pick<TranslateSettings, 'rules'>;
  readonly policy: PolicyRules;
  /** Only into these languages (BCP 47, in any case); empty for all. */
  readonly to: readonly string[];
}

/** The articles of these files, each with how its translations stand; reads one after the other. */
export async function findStands(
  store: Reader,
  paths: readonly string[],
  { settings, policy, to }: Asked,
): Promise<readonly ArticleStands[]> {
  const found: ArticleStands[] = [];
  const only = new Set(to.map((language) => language.toLowerCase()));
  for (const path of paths) {
    const file = await findReadable(path, store);
    const url = file && (file.frontMatter.courant?.url || sourceLineOf(file.body).url);
    const article = url && (await store.findArticle(url));
    if (!file || !article || article.path !== path) continue;
    const wanted = wantedOf(file, settings, policy);
    const existing = await store.listTranslations(article.id);
    const targets = wanted.to.filter((language) => to.length === 0 || only.has(language.toLowerCase()));
    const stands: TranslationStand[] = [];
    for (const language of targets) {
      const task = { id: article.id, file, to: language, text: wanted.text };
      const there = existing.find((one) => one.language === language);
      if (wanted.skip) stands.push({ task, state: 'skipped', skip: wanted.skip });
      else stands.push({ task, state: await stateOf(task, there, store) });
    }
    found.push({ id: article.id, file, existing, stands });
  }
  return found;
}

async function stateOf(
  { file, text }: TranslationTask,
  existing: StoredTranslation | undefined,
  store: Reader,
): Promise<TranslationStand['state']> {
  if (existing === undefined) return 'missing';
  if (existing.isByHand) return 'by-hand';
  if (existing.translationOf !== versionOf(file)) return 'outdated';
  return text === 'all' && (await isTitleAlone(file, existing, store)) ? 'outdated' : 'current';
}

/** Whether a translation was made when its title alone was asked for: of the body it has the last line, the link to the outlet. */
async function isTitleAlone({ body }: ArticleFile, { path }: StoredTranslation, store: Reader): Promise<boolean> {
  const made = body.includes('\n') ? await findReadable(path, store) : undefined;
  return made !== undefined && !made.body.includes('\n');
}

/** What a translation notes of the version that it was made from. */
function versionOf({ frontMatter, body }: ArticleFile): string {
  return frontMatter.courant?.hash || contentHash(frontMatter.title, body);
}

/** The languages an article can be had in, its own first. */
export function languagesOf(
  file: ArticleFile,
  existing: readonly Pick<StoredTranslation, 'language'>[],
): readonly string[] {
  const own = file.frontMatter.lang[0] ?? 'und';
  const others = existing.map(({ language }) => language).filter((language) => primaryOf(language) !== primaryOf(own));
  return [own, ...new Set(others.sort())];
}

/** The files of articles, newest first; a change of a translation is one of its article. */
export function originalsOf(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.map(originalPathOf))].sort().reverse();
}
