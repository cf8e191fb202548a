import { alignTranslation } from '../../src/translate/align-translation.ts';
import { joinMarkdown } from '../../src/translate/join-markdown.ts';
import { partMarkdown } from '../../src/translate/part-markdown.ts';
import { createProtector } from '../../src/translate/protect.ts';
import { checkTags, tidyTags } from '../../src/translate/tagged-text.ts';
import { toMemoryKey } from '../../src/translate/memory-key.ts';
import { joinArticle, type Making, partArticle } from '../../src/translate/translated-article.ts';
import { formatMeasured, measure } from '../measure.ts';
import { loadPeer } from '../peers/load-peer.ts';
import { makeFile } from '../publish/generate-archive.ts';

const making: Making = {
  to: 'de',
  translations: ['en', 'de'],
  translationKey: 'a',
  engine: 'none',
  model: 'none',
  translated: '2026-01-01T00:00:00Z',
  glossary: '',
  confidence: 1,
};

/** Cuts Markdown, and joins it again with texts in capitals. */
interface MarkdownPeer {
  extract(markdown: string, options: object): { readonly skeleton: string; readonly units: readonly string[] };
  compose(skeleton: string, units: readonly string[], options: object): string;
}

/** All of a translation but the engine, whose place one takes that writes capitals: articles are cut into segments, names protected,
 *  keys made, answers tidied and checked, files joined. Also finding the pairs again in both files, and cutting and joining alone
 *  beside a peer (when installed in bench/peers), which cuts at every sentence. */
export async function benchPipeline(count: number): Promise<string> {
  const files = Array.from({ length: count }, (_, index) => makeFile(index));
  const names = ['Kalo Miren', 'Stavo Telan', 'Dorhu Silpra', 'Benu Ger', 'Quika Lo'];
  const glossary = [{ term: 'ka', to: { de: 'der' } }];
  const translations = files.map((file) => translate(file, names, glossary));
  const segments = files.reduce((sum, file) => sum + partArticle(file, 'all').segments.length, 0);
  const whole = await measure(
    [
      { name: 'cut, protect, check, join', run: () => files.forEach((file) => translate(file, names, glossary)) },
      { name: 'only cut', run: () => files.forEach((file) => partArticle(file, 'all')) },
      {
        name: 'find the pairs again',
        run: () => files.forEach((file, index) => alignTranslation(file, translations[index] ?? file)),
      },
    ],
    5,
  );
  const peer = (await loadPeer('@diplodoc/translation')) as MarkdownPeer | undefined;
  const markdown = files.map(({ body }) => body);
  const joining = await measure(
    [
      { name: 'courant', run: () => markdown.forEach(rewrite) },
      ...(peer
        ? [{ name: '@diplodoc/translation', run: () => markdown.forEach((text) => rewriteByPeer(peer, text)) }]
        : []),
    ],
    3,
  );
  const perArticle = (segments / count).toFixed(0);
  return [
    formatMeasured(`Translation without engine, ${perArticle} segments an article`, whole, count, 'articles'),
    formatMeasured('The same', whole, segments, 'segments'),
    formatMeasured('Markdown cut and joined', joining, count, 'articles'),
  ].join('\n');
}

const toCapitals = (text: string): string => text.replace(/[a-z]+(?![^<]*>)(?!;)/g, (word) => word.toUpperCase());

function rewrite(markdown: string): string {
  const parted = partMarkdown(markdown);
  return joinMarkdown(
    parted,
    parted.segments.map(({ text }) => toCapitals(text)),
  );
}

function rewriteByPeer({ extract, compose }: MarkdownPeer, markdown: string): string {
  const options = { compact: true, source: { language: 'en', locale: 'US' }, target: { language: 'de', locale: 'DE' } };
  const { skeleton, units } = extract(markdown, options);
  return compose(skeleton, units.map(toCapitals), { useSource: true });
}

function translate(
  file: ReturnType<typeof makeFile>,
  names: readonly string[],
  glossary: Parameters<typeof createProtector>[0]['glossary'],
): ReturnType<typeof makeFile> {
  const parted = partArticle(file, 'all');
  const protect = createProtector({ names, glossary, from: 'en', to: 'de' });
  const texts = parted.segments.map(({ text }) => {
    const made = protect(text);
    toMemoryKey({ engine: 'none', model: 'none', from: 'en', to: 'de', glossary: '', text: made.text });
    const output = tidyTags(made.text, toCapitals(made.text));
    return checkTags(made.text, output) === undefined ? made.restore(output) : undefined;
  });
  return joinArticle(parted, texts, making);
}
