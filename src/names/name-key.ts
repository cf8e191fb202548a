import { foldName } from './fold-name.ts';
import { countryCodeOf } from './places.ts';

const caseEnding = /(?:ого|его|ому|ему|ыми|ими|ым|им|ом|ем|ой|ей|ою|ую|юю|ая|яя|ии|ия|ию|ие|ои|ыи|а|у|е|ы|и|я|ю|ь)$/u;
const polishEnding = /(?:iego|iemu|ego|emu|owi|iem|em|im|ym|a|u|y|i|e)$/u;

/** A name without the endings of cases, as far as they are known: one for "Зеленский" and "Зеленского". No name itself. `language`: primary subtag. */
export function nameKey(name: string, language: string): string {
  const code = countryCodeOf(name, language);
  if (code !== undefined && code !== '') return `@${code}`;
  const ending =
    language === 'ru' || language === 'uk' || language === 'be' || language === 'bg'
      ? caseEnding
      : language === 'pl'
        ? polishEnding
        : undefined;
  const words = foldName(name).split(' ');
  // "Trumps Rede"
  if (language === 'de')
    return words.map((word) => (word.length > 4 ? word.replace(/(?<![aious])s$/, '') : word)).join(' ');
  if (ending === undefined) return words.join(' ');
  return words.map((word) => (word.length > 4 ? word.replace(ending, '') : word)).join(' ');
}
