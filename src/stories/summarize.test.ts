import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { damArticles } from '../../test/sample-story.ts';
import type { StoryArticle } from '../model/story.ts';
import { inLanguage } from './in-language.ts';
import { isSelfContained } from './is-self-contained.ts';
import { summarizeStory } from './summarize.ts';

describe('summarizeStory', () => {
  test('tells each fact once, in the words of the articles', () => {
    expect(summarizeStory(damArticles).map(({ path, text }) => `${path}: ${text}`)).toMatchInlineSnapshot(`
      [
        "content/north-herald/2.md: Water from the broken dam above Norvik flooded the lower town on Tuesday, and 300 people were brought to a school.",
        "content/valley-post/5.md: Two gates of the dam that broke above Norvik on Tuesday had been out of order since March, an engineer wrote to the district.",
        "content/harbor-gazette/1.md: Engineer Pavel Orsk warned in March that two of the four gates could no longer be closed.",
      ]
    `);
  });

  test('spans are exact', () => {
    const byPath = new Map(damArticles.map((article) => [article.path, article.text]));
    for (const { path, span, text } of summarizeStory(damArticles)) {
      expect(byPath.get(path)?.slice(span.start, span.end)).toBe(text);
    }
  });

  test('the order of the articles does not matter', () => {
    const expected = summarizeStory(damArticles);
    fc.assert(
      fc.property(fc.shuffledSubarray([...damArticles], { minLength: damArticles.length }), (shuffled) => {
        expect(summarizeStory(shuffled)).toEqual(expected);
      }),
    );
  });

  test('is in the wanted language, or in that of most outlets', () => {
    expect(summarizeStory(damArticles, { language: 'de-AT' }).map(({ path }) => path)).toContain(
      'content/tagblatt/3.md',
    );
    expect(summarizeStory(damArticles, { language: 'fr' })).toEqual(summarizeStory(damArticles, { language: 'en' }));
  });

  test('does not quote a copy, unless there is nothing else', () => {
    expect(summarizeStory(damArticles).map(({ path }) => path)).not.toContain('content/coast-mirror/6.md');
    const copies = damArticles.filter(({ copyOf }) => copyOf !== undefined);
    expect(summarizeStory(copies).map(({ path }) => path)).toContain('content/coast-mirror/6.md');
  });

  test('whatever the texts, every sentence stands in its article', () => {
    const texts = fc.array(
      fc.constantFrom(
        'The dam ',
        'broke',
        '. ',
        '“',
        '”',
        '\n',
        'Norvik',
        '在星期二决口。',
        '300 ',
        'people fled',
        '? ',
        'и ',
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 4 }), (pieces) => {
        const articles = pieces.map((parts, i): StoryArticle => ({
          ...(damArticles[0] as StoryArticle),
          path: `${String(i)}.md`,
          outlet: String(i % 3),
          text: parts.join(''),
        }));
        const told = summarizeStory(articles);
        expect(told.length).toBeLessThanOrEqual(5);
        for (const { path, span, text } of told) {
          expect(articles.find((article) => article.path === path)?.text.slice(span.start, span.end)).toBe(text);
        }
      }),
    );
  });

  test('nothing is told of nothing', () => {
    expect(summarizeStory([])).toEqual([]);
  });
});

describe('isSelfContained', () => {
  test.each([
    ['a statement', 'en', 'The dam above Norvik broke on Tuesday morning and flooded the town.'],
    [
      'with a word in quotation marks',
      'en',
      'The district called the broken dam above Norvik “an accident” on Tuesday.',
    ],
    ['a country in capitals', 'en', 'The US sent forty engineers to the broken dam above Norvik on Tuesday.'],
    ['a pronoun behind a name', 'en', 'Engineer Pavel Orsk said he had warned the district about the dam in March.'],
    ['in Chinese', 'zh', '诺维克上方的大坝星期二上午决口，洪水淹没了整个下城区。'],
    ['in Hindi', 'hi', 'नॉरविक के ऊपर बना बाँध मंगलवार सुबह टूट गया और निचला शहर डूब गया।'],
  ])('%s', (_about, language, sentence) => {
    expect(isSelfContained(sentence, language)).toBe(true);
  });

  test.each([
    ['a pronoun at the beginning', 'en', 'They were brought to the school on the hill before the wall gave way.'],
    [
      'what joins it to the sentence before',
      'en',
      'However, most people were brought to the school on the hill in time.',
    ],
    ['the same in German', 'de', 'Zudem wurden dreihundert Menschen in die Schule auf dem Hügel gebracht.'],
    ['the same in Russian', 'ru', 'Однако большинство жителей нижнего города успели подняться в школу на холме.'],
    ['the same in Japanese', 'ja', 'しかし、ほとんどの住民は丘の上の学校に避難することができた。'],
    ['a pronoun before any name', 'en', 'According to the register, he has owned the dam above Norvik since 2003.'],
    ['the same in German', 'de', 'Laut Register ist er seit 2003 der Eigentümer des Damms oberhalb von Norvik.'],
    ['the same in Chinese', 'zh', '根据登记，他自二〇〇三年以来一直是诺维克上方大坝的业主。'],
    ['what joins it, within', 'de', 'Die Arbeiten am Damm oberhalb von Norvik sind jedoch seit März unterbrochen.'],
    ['a question', 'en', 'What will the repair of the dam above Norvik cost the people of the town?'],
    ['a quotation that goes on', 'en', 'The gates of the dam were never closed again after March,” the engineer said.'],
    [
      'somebody’s words',
      'en',
      'Engineer Orsk said: “The gates of the dam were never closed again after March, and everybody knew.”',
    ],
    [
      'somebody’s words without marks',
      'en',
      'On Tuesday night we were brought to the school on the hill above Norvik.',
    ],
    ['a heading', 'en', 'Three hundred people brought to the school on the hill above Norvik'],
    ['a call', 'en', 'Read more about the dam above Norvik and the flood in the lower town!'],
    ['a short one', 'en', 'The dam broke.'],
    ['half a sentence', 'en', 'and flooded the lower town of Norvik, as the district said on Tuesday.'],
  ])('not %s', (_about, language, sentence) => {
    expect(isSelfContained(sentence, language)).toBe(false);
  });
});

describe('translations', () => {
  const [first, , , , german] = damArticles as readonly StoryArticle[];
  if (first === undefined || german === undefined) throw new Error('articles are missing');
  const translation = {
    ...{ language: 'en', from: 'de', engine: 'apertium', title: 'The dam' },
    text: 'The dam above Norvik broke on Tuesday and flooded the lower town. According to the district nobody was hurt.',
  };
  const translated: StoryArticle = { ...german, translation };

  test('are quoted where no outlet wrote in the language, each sentence with what made it', () => {
    const read = inLanguage([translated, { ...german, path: 'content/andere/1.md' }], 'en-US');
    const sentences = summarizeStory(read, { language: 'en-US' });
    expect(sentences.length).toBeGreaterThan(0);
    for (const { path, span, text, translation: origin } of sentences) {
      expect(path).toBe(german.path);
      expect(translation.text.slice(span.start, span.end)).toBe(text);
      expect(origin).toEqual({ language: 'en', from: 'de', engine: 'apertium' });
    }
  });

  test('are not quoted beside originals, for readers of another language, or where they are headlines alone', () => {
    const withOriginal = [translated, first];
    expect(inLanguage(withOriginal, 'en')).toBe(withOriginal);
    expect(inLanguage([translated], 'fr')).toEqual([translated]);
    expect(inLanguage([translated], 'de')).toEqual([translated]);
    const headline = { ...german, translation: { ...translation, text: '' } };
    expect(inLanguage([headline], 'en')).toEqual([headline]);
    for (const sentence of summarizeStory(withOriginal, { language: 'en' }))
      expect(sentence.translation).toBeUndefined();
    for (const sentence of summarizeStory([translated], { language: 'de' }))
      expect(sentence.translation).toBeUndefined();
  });
});
