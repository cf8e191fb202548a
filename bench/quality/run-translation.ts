import { openEngines } from '../../src/translate/open-engines.ts';
import { readTranslatedArticles, scoreEngine } from '../translate/score-engines.ts';
import type { Row } from '../report/results.ts';
import { translationFloors } from './floors.ts';
import type { PartReport } from './part-report.ts';

/** Prints how near the engines that are installed here come to translators. Those that are not are named, and have no floor. Returns the
 *  same as rows, and what fell below its floor. */
export async function runTranslation(root: string, isGate: boolean): Promise<PartReport> {
  const articles = readTranslatedArticles(root);
  if (articles === undefined) return { below: [], rows: [] };
  console.log('\ntranslation: chrF2 against translators, lines of articles');
  console.log('| engine | articles | words/s | chrF2 | floor | unanswered lines |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
  const below: string[] = [];
  const rows: Row[] = [];
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
      const { articles: scored, wordsPerSecond, chrF, unanswered } = score;
      rows.push({
        engine: name,
        articles: scored,
        'words/s': Math.round(wordsPerSecond),
        chrF2: chrF,
        floor,
        'unanswered lines': unanswered,
      });
      if (score.chrF < floor) below.push(`translation: ${name} ${score.chrF.toFixed(1)}, the floor is ${floor}`);
    }
    await engine.close();
  }
  return { below: isGate ? below : [], rows };
}
