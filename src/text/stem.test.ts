import { describe, expect, it } from 'vitest';
import { stemmedLanguages, stemOf } from './stem.ts';

const same: Readonly<Record<string, readonly string[]>> = {
  en: ['ferry ferries', 'vote votes voted voting', 'run runs running', 'house houses', 'box boxes', 'city cities', 'plan planned planning', 'make making makes'],
  de: ['haus hauser hausern hauses', 'regierung regierungen', 'kind kinder kindern kindes', 'frau frauen', 'auto autos', 'lehrerin lehrerinnen', 'neu neue neuen neuer neues'],
  es: ['casa casas', 'nacion naciones', 'voz voces', 'padre padres', 'mes meses', 'clase clases', 'avance avances'],
  fr: ['journal journaux', 'bateau bateaux', 'ville villes', 'election elections', 'jeu jeux'],
  pt: ['nacao nacoes', 'jornal jornais', 'homem homens', 'flor flores', 'casa casas', 'papel papeis'],
  it: ['governo governi', 'elezione elezioni', 'banca banche', 'ministro ministri'],
  ru: ['президент президента президентом президенты', 'новость новости новостеи', 'россия россии россию россиеи', 'город города городов городах', 'московскии московского'],
  nl: ['regering regeringen', 'man mannen', 'minister ministers', 'mogelijkheid mogelijkheden'],
  sv: ['regering regeringen regeringar regeringarna regeringens', 'hus huset husen', 'flicka flickor flickan'],
  tr: ['kitap kitaplar kitaplarda', 'secim secimler secimlerin secimlerde', 'okul okulda okullar'],
}; // prettier-ignore

const different: Readonly<Record<string, readonly string[]>> = {
  en: ['news new', 'united unit', 'evening even', 'king kin', 'bus bu', 'thing th'],
  de: ['haus hau', 'gas ga', 'mutter mut'],
  es: ['caso casa', 'mas ma'],
  fr: ['port porte', 'fils fil', 'mais mai'],
  pt: ['mais mal'],
  it: ['casa caso'],
  nl: ['maan man', 'leven lef'],
  ru: ['мир мор'],
  tr: ['altın alt'],
};

describe('stemOf', () => {
  it('has rules for the languages it says', () => {
    expect(Object.keys(same).sort()).toEqual([...stemmedLanguages].sort());
  });

  it.each(Object.entries(same).flatMap(([language, groups]) => groups.map((group) => [language, group] as const)))(
    'has one stem in %s for: %s',
    (language, group) => {
      expect([...new Set(group.split(' ').map((word) => stemOf(word, language)))]).toHaveLength(1);
    },
  );

  it.each(Object.entries(different).flatMap(([language, groups]) => groups.map((group) => [language, group] as const)))(
    'tells apart in %s: %s',
    (language, group) => {
      const stems = group.split(' ').map((word) => stemOf(word, language));
      expect(new Set(stems).size).toBe(stems.length);
    },
  );

  it('knows regions, and leaves other languages, short words and numbers alone', () => {
    expect(stemOf('cities', 'en-GB')).toBe('city');
    expect(['stoerre', 'us', 'covid19s'].map((word) => stemOf(word, word === 'stoerre' ? 'da' : 'en'))).toEqual([
      'stoerre',
      'us',
      'covid19s',
    ]);
  });
});
