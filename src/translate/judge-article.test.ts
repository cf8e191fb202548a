import { expect, test } from 'vitest';
import { judgeArticle, type JudgedSegment } from './judge-article.ts';
import type { Verdict } from './judge-segment.ts';

const sure: Verdict = { ok: true, confidence: 0.9 };
const paragraph: JudgedSegment = {
  source: 'The hospital is looking for nurses, because every fifth position is vacant.',
  output: 'El hospital busca enfermeras, porque uno de cada cinco puestos está vacante.',
  verdict: sure,
};

function open(lead: number): Verdict {
  return { ok: false, because: 'language', detail: 'too short', lead };
}

function judgeHeading(source: string, output: string, lead: number): Verdict | undefined {
  return judgeArticle([{ source, output, verdict: open(lead) }, paragraph], 'en', 'es')[0];
}

test('a heading passes by a word of the paragraphs', () => {
  expect(judgeHeading('Nurses wanted', 'Se buscan enfermeras', 2.5)).toEqual({ ok: true, confidence: 0.5 });
});

test('it needs two of them when another language is nearly as likely', () => {
  expect(judgeHeading('Nurses wanted', 'Se buscan enfermeras', 1.5)).toMatchObject({ ok: false });
  expect(judgeHeading('Vacant positions', 'Puestos de enfermeras', 1.5)).toMatchObject({ ok: true });
});

test('a word that the original has as well tells nothing', () => {
  expect(judgeHeading('Hospital', 'Hospital', 2.5)).toMatchObject({ ok: false });
});

test('a name tells nothing', () => {
  const named = { source: 'Ann came.', output: 'Vino la pequeña Marusia.', verdict: sure };
  const heading = { source: 'Ann', output: 'Marusia', verdict: open(2.5) };
  expect(judgeArticle([heading, named, paragraph], 'en', 'es')[0]).toMatchObject({ ok: false });
});

test('what was refused stays refused', () => {
  const wrong: Verdict = { ok: false, because: 'numbers', detail: '95 is missing', lead: 0 };
  const verdicts = judgeArticle([{ ...paragraph, verdict: wrong }, paragraph], 'en', 'es');
  expect(verdicts).toEqual([wrong, sure]);
});

test('without a paragraph whose language is sure nothing passes', () => {
  const heading = { source: 'Nurses wanted', output: 'Se buscan enfermeras', verdict: open(2.5) };
  expect(judgeArticle([heading, heading], 'en', 'es')).toEqual([heading.verdict, heading.verdict]);
});
