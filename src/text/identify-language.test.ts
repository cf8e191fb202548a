import { describe, expect, it } from 'vitest';
import { identifyLanguage, rankLanguages, type LanguageHint } from './identify-language.ts';

const german =
  'Der Hafen von Velmar bekommt im Frühling eine zweite Fähre. Das hat der Rat der Stadt am Montag beschlossen, und die Region zahlt die Hälfte.';
const english =
  'The harbor of Velmar will get a second ferry in spring, the council said on Monday after a long debate.';
const page = (language: string): readonly LanguageHint[] => [{ language, weight: 0.97 }];

describe('the language of a text', () => {
  const rows: readonly (readonly [about: string, text: string, language: string, hints?: readonly LanguageHint[]])[] = [
    ['a sentence is enough', german, 'de'],
    ['a short headline is enough when its words are common', 'La ville veut un nouveau pont', 'fr'],
    ['capitals tell the same', english.toUpperCase(), 'en'],
    ['a script of one language tells it', 'Το λιμάνι παίρνει δεύτερο πλοίο', 'el'],
    ['kana make Japanese of Chinese characters', '港に二隻目の船が来る', 'ja'],
    ['Chinese is told by its characters: simplified', '港口将有第二艘船，议会说这个时间还没有决定', 'zh-Hans'],
    ['Chinese is told by its characters: traditional', '港口將有第二艘船，議會說這個時間還沒有決定', 'zh-Hant'],
    ['Serbian in Cyrillic', 'Лука ће добити други брод на пролеће, рекао је председник већа после седнице.', 'sr-Cyrl'],
    [
      'Serbian in Latin letters',
      'Luka će dobiti drugi brod na proleće, rekao je predsednik veća posle sednice.',
      'sr-Latn',
    ],
    [
      'Croatian, by its vowels and words',
      'Luka će dobiti drugi brod u proljeće, rekao je predsjednik vijeća poslije sjednice u tjednu.',
      'hr',
    ],
    [
      'Portuguese of Brazil, by its words',
      'A prefeitura comprou dez ônibus e os usuários gostaram do planejamento.',
      'pt-BR',
    ],
    [
      'Portuguese of Portugal, by its words',
      'De facto, a equipa perdeu o autocarro e o comboio, e o treinador está a pedir um novo.',
      'pt-PT',
    ],
    ['Norwegian, not Danish', 'Regjeringen sier at det ikke blir noen ny ferge i år, og folk på øya er skuffet.', 'no'],
    ['Nynorsk, by its words', 'Regjeringa seier at det ikkje blir noka ny ferje i år.', 'nn'],
    ['Belarusian, not Russian', 'Новы мост праз раку будзе гатовы летам', 'be'],
    ['Galician, not Spanish', 'A nova ponte sobre o río estará rematada no verán, dixo o alcalde', 'gl'],
    ['Malay, not Indonesian', 'Jambatan baharu itu akan siap kerana dana sudah tersedia', 'ms'],
    ['Slovak, not Czech', 'Prístav dostane na jar druhú loď, povedal starosta po zasadnutí mestskej rady.', 'sk'],
    [
      'a language the model does not know, by its frequent words',
      'Imeya ithe ukuthi idolobha lizothola isikebhe sesibili, futhi abantu bajabulile ngoba kanye nabangani bazohamba. Kodwa uma imvula ina, noma lapho kunomoya khona, isikebhe ngeke sihambe.',
      'zu',
    ],
    ['most of the running text decides', `${german}\n${german}\n„${english}“\n${german}`, 'de'],
    [
      'addresses, names of accounts and code say nothing',
      `${german} https://news.example/the/story/of/the/day @the_city_of_the_sea #thisIsTheDay \`if (this.is) that\``,
      'de',
    ],
    [
      'a foreign name in another script says nothing',
      'Порт получит второй корабль, сообщила Harbor Company Velmar',
      'ru',
    ],
    ['a hint gives the region', english, 'en-GB', page('en-GB')],
    ['a hint decides between sisters', 'Kapal baru itu', 'ms', page('ms')],
    ['a hint decides where the text tells nothing', '2:1 (1:0)', 'de', page('de')],
    ['a hint is not believed against the text', german, 'de', [...page('en'), { language: 'en', weight: 0.95 }]],
    ['a hint of a language that cannot be written so is left out', 'Порт получит второй корабль', 'ru', page('en')],
    ['a hint of another script gives way', '港口將有第二艘船，議會說', 'zh-Hant', page('zh-CN')],
    ['a hint that needs no script keeps its form', '港口將有第二艘船，議會說', 'zh-TW', page('zh-TW')],
    ['Bokmål goes by either name', 'Regjeringen sier at det ikke blir noen ny ferge i år', 'nb-NO', page('nb-NO')],
    [
      'what nobody knows is believed to be what is declared',
      'Tawhitikuri moanakere puhitaro wekarangi',
      'mi',
      page('mi'),
    ],
    ['signs alone tell nothing', '– 2024: 17 % …', 'und'],
    ['nothing tells nothing', '', 'und'],
  ];
  for (const [about, text, language, hints] of rows) {
    it(about, () => expect(identifyLanguage(text, hints).language).toBe(language));
  }

  it('is surer of more text', () => {
    const [short, long] = ['En ny bro', german].map((text) => identifyLanguage(text).confidence);
    expect(short).toBeLessThan(0.9);
    expect(long).toBeGreaterThan(0.99);
  });
});

describe('ranked languages', () => {
  it('are best first and share all confidence', () => {
    const ranked = rankLanguages('Den nye bro i byen er ikke færdig');
    expect(ranked.length).toBeGreaterThan(1);
    expect(ranked.map(({ language }) => language)).toEqual(expect.arrayContaining(['da', 'no']));
    expect(ranked.map(({ confidence }) => confidence)).toEqual(
      ranked.map(({ confidence }) => confidence).sort((a, b) => b - a),
    );
    const sum = ranked.reduce((total, { confidence }) => total + confidence, 0);
    expect(sum).toBeGreaterThan(0.99);
    expect(sum).toBeLessThanOrEqual(1.000001);
  });

  it('are none for a text without letters', () => {
    expect(rankLanguages('17 % – 2024')).toEqual([]);
  });

  it('stand words without end and broken characters', () => {
    expect(() => rankLanguages('ä'.repeat(20_000))).not.toThrow();
    expect(() => rankLanguages('\ud800 \udc00 \u0000')).not.toThrow();
  });
});
