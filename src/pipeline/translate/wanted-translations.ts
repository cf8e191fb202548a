import type { ArticleFile } from '../../model/article-file.ts';
import type { Skip } from '../../model/outcome.ts';
import type { TranslateSettings, TranslationRule } from '../../model/translation.ts';
import { outletIdOf } from '../../publish/post.ts';
import { decideArticle, mayBeMined, type PolicyRules } from '../decide-articles.ts';

export interface Wanted {
  /** BCP 47. */
  readonly to: readonly string[];
  readonly text: 'all' | 'title';
  /** Why it is not translated although a rule asks for it. */
  readonly skip?: Skip;
}

const nothing: Wanted = { to: [], text: 'all' };

/** What an article is to be translated into: as the first rule has it that fits, where policy and the rights signals of its outlet
 *  allow it. An article of which only the headline is shown has only that translated; one that is not shown, nothing. */
export function wantedOf(file: ArticleFile, { rules }: Pick<TranslateSettings, 'rules'>, policy: PolicyRules): Wanted {
  const language = file.frontMatter.lang[0] ?? 'und';
  const rule = rules.find((one) => fits(one, file, language));
  if (rule === undefined || rule.text === 'none' || language === 'und') return nothing;
  const to = [...new Set(rule.to)].filter((target) => primaryOf(target) !== primaryOf(language));
  const showing = to.length === 0 ? undefined : decideArticle(file, policy);
  if (showing === undefined || showing.text === 'private') return nothing;
  const text = showing.text === 'headline' ? 'title' : rule.text;
  if (mayBeMined(file, policy)) return { to, text };
  const rights = file.frontMatter.courant?.rights ?? [];
  return { to, text, skip: { code: 'translate/reserved', detail: rights.join(', ') } };
}

function fits(rule: TranslationRule, file: ArticleFile, language: string): boolean {
  const { tags } = file.frontMatter;
  const among = (list: readonly string[], has: (name: string) => boolean): boolean =>
    list.length === 0 || list.some(has);
  return (
    among(rule.sources, (source) => source === outletIdOf(file)) &&
    among(rule.tags, (tag) => tags.some((own) => own.toLowerCase() === tag.toLowerCase())) &&
    among(rule.languages, (tag) => `${language}-`.startsWith(`${tag}-`))
  );
}

/** `pt` of `pt-BR`. */
export function primaryOf(tag: string): string {
  return tag.split('-', 1)[0] ?? '';
}
