import { describe, expect, test } from 'vitest';
import { judgeSegment, type Judged, type Refusal } from './judge-segment.ts';

const source = 'The council of Port Ellery approved the new bridge on Tuesday after a debate that lasted 95 minutes.';
const good = 'El ayuntamiento de Port Ellery aprobó el martes el nuevo puente tras un debate que duró 95 minutos.';

function judge(output: string, changes: Partial<Judged> = {}): ReturnType<typeof judgeSegment> {
  return judgeSegment({ source, output, from: 'en', to: 'es', terms: ['Port Ellery'], ...changes });
}

function refusalOf(output: string, changes: Partial<Judged> = {}): Refusal | undefined {
  const verdict = judge(output, changes);
  return verdict.ok ? undefined : verdict.because;
}

describe('a good translation passes', () => {
  const rows: readonly (readonly [name: string, changes: Partial<Judged> & { readonly output: string }])[] = [
    ['a sentence', { output: good }],
    [
      'with its tags',
      {
        source: `<pc id="1">The council</pc> of Port Ellery approved the new bridge on Tuesday.`,
        output: '<pc id="1">El ayuntamiento</pc> de Port Ellery aprobó el martes el nuevo puente.',
      },
    ],
    [
      'with other separators',
      {
        source: 'The new bridge of Port Ellery cost 1,250.50 crowns and is 12.5 meters wide.',
        output: 'El nuevo puente de Port Ellery costó 1.250,50 coronas y mide 12,5 metros de ancho.',
      },
    ],
    [
      'with a small number written out',
      {
        source: 'The police found 3 witnesses in Port Ellery who had seen the driver.',
        output: 'La policía encontró en Port Ellery a tres testigos que habían visto al conductor.',
      },
    ],
    [
      'with native digits',
      {
        source: 'The bridge was closed for 47 days because of the flood in spring.',
        output: 'أغلق الجسر لمدة ٤٧ يوما بسبب الفيضان الذي وقع في فصل الربيع.',
        to: 'ar',
        terms: [],
      },
    ],
    [
      'with units of its language',
      {
        source: 'More than 3,500,000 people visited the exhibition last year.',
        output: '去年有超过350万人参观了这个展览。',
        to: 'zh',
        terms: [],
      },
    ],
    [
      'with an address',
      {
        source: 'Write to desk@harbor.example or look at https://harbor.example/plan for the whole plan.',
        output: 'Escriba a desk@harbor.example o consulte el plan completo en https://harbor.example/plan hoy.',
        terms: [],
      },
    ],
    [
      'of what the source repeats',
      {
        source: '“No, no, no, no,” said the mayor when she was asked about it.',
        output: '«No, no, no, no», dijo la alcaldesa cuando le preguntaron por ello.',
        terms: [],
      },
    ],
    [
      'of markup in the source',
      {
        source: 'The tag &lt;br&gt; begins a new line in a page of the web.',
        output: 'La etiqueta &lt;br&gt; empieza una línea nueva en una página de la red.',
        terms: [],
      },
    ],
    ['of nothing but a name', { source: 'Port Ellery, 2031', output: 'Port Ellery, 2031' }],
    ['in a script of its own', { source: 'Weather', output: '오늘의 날씨', to: 'ko', terms: [] }],
  ];
  test.each(rows)('%s', (_, { output, ...changes }) => {
    expect(judge(output, changes)).toMatchObject({ ok: true });
  });
});

describe('a bad one is refused', () => {
  const rows: readonly (readonly [name: string, because: Refusal, output: string, changes?: Partial<Judged>])[] = [
    ['empty', 'empty', '  '],
    ['a tag too many', 'tags', `<pc id="1">${good}</pc>`],
    ['a control that turns the text around', 'noise', good.replace(' ', ' \u202e')],
    ['a character that could not be read', 'noise', good.replace('ó', '\ufffd')],
    ['two alphabets in a word', 'noise', good.replace('puente', 'puенте')],
    ['markup that was not there', 'noise', `&lt;p&gt;${good}&lt;/p&gt;`],
    ['what a model says before it', 'echo', `Here is the translation: ${good}`],
    ['the same in Spanish', 'echo', `Traducción: ${good}`],
    [
      'what a model says instead',
      'echo',
      'As an AI language model, I cannot translate what was said in Port Ellery for 95 minutes.',
    ],
    ['a role', 'echo', `assistant: ${good}`],
    ['the source before it', 'echo', `${source} ${good}`],
    ['a fence', 'echo', `\`\`\`\n${good}\n\`\`\``],
    [
      'a lost address',
      'addresses',
      'Escriba a la redacción para recibir el plan completo.',
      { source: 'Write to desk@harbor.example to get the whole plan.', terms: [] },
    ],
    ['a lost name', 'names', good.replace('Port Ellery', 'la ciudad')],
    ['a lost number', 'numbers', good.replace('95 minutos', 'muchos minutos')],
    ['another number', 'numbers', good.replace('95', '59')],
    ['a third of it', 'length', 'El ayuntamiento de Port Ellery aprobó 95'],
    [
      'three times as much',
      'length',
      `${good} La decisión fue recibida con aplausos por los vecinos que llenaban la sala, y la alcaldesa dio las gracias a todos los que habían participado en las reuniones de los últimos meses en los barrios del norte y del sur de la ciudad.`,
    ],
    ['a loop', 'repetition', `${good} y así y así y así y así`],
    ['the source', 'untranslated', source],
    [
      'half of the source',
      'untranslated',
      'El ayuntamiento de Port Ellery aprobó el martes el nuevo puente after a debate that lasted 95 minutes.',
    ],
    [
      'a near language',
      'language',
      'A câmara municipal de Port Ellery aprovou na terça-feira a nova ponte depois de um debate que durou 95 minutos.',
    ],
    [
      'another language',
      'language',
      'Der Stadtrat von Port Ellery hat am Dienstag nach einer Debatte von 95 Minuten die neue Brücke beschlossen.',
    ],
    [
      'another script',
      'language',
      'Городской совет Port Ellery во вторник после 95 минут обсуждения одобрил новый мост.',
    ],
  ];
  for (const [name, because, output, changes] of rows)
    test(`${because}: ${name}`, () => {
      expect(refusalOf(output, changes ?? {})).toBe(because);
    });
});

describe('a short text', () => {
  const heading = { source: 'Old bridge closed again', terms: [] };

  test('that is told by its words passes alone', () => {
    expect(judge('Vuelven a cerrar el viejo puente', heading)).toMatchObject({ ok: true });
  });

  test('in the language of the source is refused', () => {
    expect(judge('Old bridge closed again', heading)).toMatchObject({ ok: false, lead: 0 });
  });

  test('in a near language is refused, or open', () => {
    expect(judge('Ponte velha volta a fechar', heading)).toMatchObject({ ok: false });
  });
});

test('the reasons name what is wrong', () => {
  expect(judge(good.replace('95', '59'))).toMatchObject({ detail: '95 is missing' });
});

test('a text of one name is read in good time', () => {
  const terms = Array.from({ length: 60_000 }, () => '@sol');
  const all = { source: `${source} ${terms.join(' ')}`, terms };
  expect(judge(`${good} ${terms.join(' ')}`, all)).toMatchObject({ ok: true });
  expect(judge(`${good} ${terms.slice(1).join(' ')}`, all)).toMatchObject({ because: 'names', detail: '@sol' });
});

test('what might go on to be an address is read in good time', () => {
  const line = '-'.repeat(300_000);
  expect(judge(`${good} ${line}`, { source: `${source} ${line}` })).toMatchObject({ ok: true });
});
