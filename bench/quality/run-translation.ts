import { openEngines } from '../../src/translate/open-engines.ts';
import { readTranslatedArticles, scoreEngine } from '../translate/score-engines.ts';
import { translationFloors } from './floors.ts';

/** Prints how near the engines that are installed here come to translators. Those that are not are named, and have no floor. Returns what fell
 *  below its floor. */
export async function runTranslation(root: string, isGate: boolean): Promise<readonly string[]> {
  const articles = readTranslatedArticles(root);
  if (articles === undefined) return [];
  console.log('\ntranslation: chrF2 against translators, lines of articles');
  console.log('| engine | articles | words/s | chrF2 | floor | unanswered lines |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
  const below: string[] = [];
  for (const engine of openEngines([{ kind: 'apertium', command: 'apertium' }])) {
    for (const [name, floor] of Object.entries(translationFloors)) {
      const [kind, from = '', to = ''] = name.split(/[ -]/);
      if (kind !== engine.name) continue;
      const score = await scoreEngine(engine, [from, to], articles);
      if (score === undefined) {
        console.log(`| ${name} | skipped: not installed | | | ${floor} | |`);
        continue;
      }
      const figures = [
        score.articles,
        Math.round(score.wordsPerSecond),
        score.chrF.toFixed(1),
        floor,
        score.unanswered,
      ];
      console.log(`| ${name} | ${figures.join(' | ')} |`);
      if (score.chrF < floor) below.push(`translation: ${name} ${score.chrF.toFixed(1)}, the floor is ${floor}`);
    }
    await engine.close();
  }
  return isGate ? below : [];
}
