import type { ArticleFile, Provenance } from '../src/model/article-file.ts';

/** What a translation is made with; what is left out is as a program would have it. */
export interface TranslationSample extends Partial<
  Pick<Provenance, 'engine' | 'model' | 'translated' | 'translationOf' | 'untranslated'>
> {
  readonly title?: string;
  /** Without the last line; empty for a translated title alone. */
  readonly body?: string;
  readonly summary?: string;
}

/** The file of a translation beside its original. */
export function translate(original: ArticleFile, language: string, sample: TranslationSample = {}): ArticleFile {
  const { frontMatter, path, body } = original;
  const {
    title = `${language}: ${frontMatter.title}`,
    summary = `${language}: ${frontMatter.summary}`,
    ...made
  } = sample;
  if (frontMatter.courant === undefined) throw new TypeError('the original does not say where it comes from');
  const line = body.slice(body.lastIndexOf('\n') + 1);
  const text = sample.body ?? `${language}: ${body.slice(0, -line.length).trim()}`;
  const { engine = 'apertium', model = 'deu-eng 0.8', translated = '2026-11-26T10:00:00Z', untranslated } = made;
  const courant: Provenance = {
    ...frontMatter.courant,
    translationKey: 'k1',
    translatedFrom: frontMatter.lang[0] ?? 'und',
    ...{ engine, model, translated, translationOf: made.translationOf ?? frontMatter.courant.hash },
    ...(untranslated !== undefined && { untranslated }),
  };
  return {
    path: path.replace(/\.md$/, `.${language}.md`),
    frontMatter: { ...frontMatter, title, summary, lang: [language], courant },
    body: [text, line].filter(Boolean).join('\n\n'),
  };
}
