import { describe, expect, test } from 'vitest';
import type { ArticleFile, FrontMatter, Provenance } from '../../model/article-file.ts';
import { openPolicy, type Policy } from '../../model/policy.ts';
import type { TranslationRule } from '../../model/translation.ts';
import { frontMatterDefaults, provenanceDefaults } from '../../store/front-matter.ts';
import { wantedOf } from './wanted-translations.ts';

function article(frontMatter: Partial<FrontMatter>, courant: Partial<Provenance> = {}): ArticleFile {
  return {
    path: 'content/post/2026/11/02/hafenbote/faehre.md',
    frontMatter: {
      ...frontMatterDefaults,
      date: '2026-11-02 10:00:00',
      categories: ['hafenbote'],
      lang: ['de'],
      courant: { ...provenanceDefaults, outlet: 'hafenbote', ...courant },
      ...frontMatter,
    },
    body: '[hafenbote](https://hafenbote.example/faehre)',
  };
}

function rule(own: Partial<TranslationRule>): TranslationRule {
  return { sources: [], tags: [], languages: [], to: ['en'], text: 'all', ...own };
}

function rulesWith(policy: Policy): Parameters<typeof wantedOf>[2] {
  return { policyOf: () => policy, decisions: new Map(), timeZone: 'UTC' };
}

const open = rulesWith(openPolicy);

describe('wantedOf', () => {
  test.each([
    ['every article without a rule of its own', {}, [rule({})], ['en']],
    ['not into the language it is in', { lang: ['en-GB'] }, [rule({ to: ['en', 'fr'] })], ['fr']],
    ['not into a variant of it', { lang: ['pt-BR'] }, [rule({ to: ['pt-PT'] })], []],
    ['nothing of a language that is not known', { lang: ['und'] }, [rule({})], []],
    ['a language once', {}, [rule({ to: ['en', 'en'] })], ['en']],
    ['what the first rule that fits says', {}, [rule({ sources: ['hafenbote'], to: ['fr'] }), rule({})], ['fr']],
    ['a rule for another source does not fit', {}, [rule({ sources: ['kurier'], to: ['fr'] }), rule({})], ['en']],
    ['a rule for a tag fits whatever its case', { tags: ['Fähre'] }, [rule({ tags: ['fähre'], to: ['fr'] })], ['fr']],
    ['a rule for a language fits its variants', { lang: ['de-AT'] }, [rule({ languages: ['de'] })], ['en']],
    ['but not those of another that begins alike', { lang: ['del'] }, [rule({ languages: ['de'] })], []],
    ['nothing where a rule says so', {}, [rule({ text: 'none' }), rule({})], []],
  ] as const)('%s', (_name, frontMatter, rules, to) => {
    expect(wantedOf(article(frontMatter), { rules }, open).to).toEqual(to);
  });

  test('the title alone, where a rule says so or no more than that is shown', () => {
    expect(wantedOf(article({}), { rules: [rule({ text: 'title' })] }, open).text).toBe('title');
    const headline = rulesWith({ ...openPolicy, text: 'headline' });
    expect(wantedOf(article({}), { rules: [rule({})] }, headline).text).toBe('title');
  });

  test('nothing of what is not shown', () => {
    const hidden = rulesWith({ ...openPolicy, text: 'private' });
    expect(wantedOf(article({}), { rules: [rule({})] }, hidden).to).toEqual([]);
  });

  test('what an outlet reserves is skipped with the reason, unless there is an agreement', () => {
    const reserved = article({}, { rights: ['tdm-reservation'] });
    expect(wantedOf(reserved, { rules: [rule({})] }, open)).toMatchObject({
      to: ['en'],
      skip: { code: 'translate/reserved', detail: 'tdm-reservation' },
    });
    const agreed = rulesWith({ ...openPolicy, permission: 'Licence of March 2026' });
    expect(wantedOf(reserved, { rules: [rule({})] }, agreed).skip).toBeUndefined();
  });
});
