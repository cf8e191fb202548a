import { expect, it } from 'vitest';
import { findCues } from './find-cues.ts';
import { findLexicon } from './lexicon/find-lexicon.ts';
import { clauseFeatureNames, clauseFeatures, listClauses } from './list-clauses.ts';
import { listCandidates, rememberSources } from './list-candidates.ts';
import { candidateFeatureNames, candidateFeatures, passageFeatureNames, passageFeatures } from './passage-features.ts';
import { readText } from './reading.ts';

const lexicon = findLexicon('en');
if (lexicon === undefined) throw new Error('no words of English');
const reading = readText('"The harbor stays open," said Ana Sol. The mayor said that nobody had asked her.', lexicon);
const cues = findCues(reading);
const sourcesOf = rememberSources(reading);

it('has a name for each feature of a passage', () => {
  const features = passageFeatures(reading, 0);
  expect(features).toHaveLength(passageFeatureNames.length);
  expect(features[passageFeatureNames.indexOf('words')]).toBe(4);
  expect(features[passageFeatureNames.indexOf('sentenceWords')]).toBeGreaterThan(4);
});

it('has a name for each feature of a candidate, found or as before', () => {
  const [passage] = reading.passages;
  if (passage === undefined) throw new Error('no passage');
  const candidates = listCandidates(reading, cues, sourcesOf, 0);
  expect(candidates.map(({ kind }) => kind)).toContain('cue');
  for (const candidate of candidates)
    expect(candidateFeatures(reading, cues, passage, candidate, true)).toHaveLength(candidateFeatureNames.length);
});

it('has a name for each feature of a clause', () => {
  const clauses = cues.flatMap((cue) => listClauses(reading, cue, sourcesOf(cue)));
  expect(clauses.map(({ kind }) => kind)).toContain('that');
  for (const clause of clauses) expect(clauseFeatures(reading, cues, clause)).toHaveLength(clauseFeatureNames.length);
});
