/** How near engines come to translators: `npx tsx bench/translate/run-chrf.ts [--with settings.json] [--pairs es-en,en-de] [shared folder]`.
 *  Without `--with` what is installed; the file holds an array of engines as `EngineSettings` has them, keys and all, and is for nobody else. */
import { readFileSync } from 'node:fs';
import type { EngineSettings } from '../../src/model/translation.ts';
import { openEngines } from '../../src/translate/open-engines.ts';
import { readTranslatedArticles, scoreEngine } from './score-engines.ts';

const args = process.argv.slice(2);
const optionOf = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const root = args.find((arg, index) => !arg.startsWith('--') && !args[index - 1]?.startsWith('--')) ?? '../shared';
const settings = optionOf('--with');
const pairs = (optionOf('--pairs') ?? 'es-en,en-es,pt-en').split(',').map((pair): [string, string] => {
  const [from = '', to = ''] = pair.split('-');
  return [from, to];
});

const articles = readTranslatedArticles(root);
if (articles === undefined) {
  console.log(`No translated articles under ${root}: nothing to score.`);
} else {
  const chosen =
    settings === undefined
      ? [{ kind: 'apertium', command: 'apertium' } as const]
      : (JSON.parse(readFileSync(settings, 'utf8')) as EngineSettings[]);
  console.log('| engine | model | articles | words | words/s | chrF2 | unanswered lines |');
  console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: |');
  for (const engine of openEngines(chosen)) {
    for (const pair of pairs) {
      const score = await scoreEngine(engine, pair, articles);
      if (score === undefined) console.log(`| ${engine.name} ${pair.join('-')} | not installed | | | | | |`);
      else
        console.log(
          `| ${score.name} | ${score.model} | ${score.articles} | ${score.words} | ${Math.round(score.wordsPerSecond)} | ${score.chrF.toFixed(1)} | ${score.unanswered} |`,
        );
    }
    await engine.close();
  }
}
