import type { Skip } from '../model/outcome.ts';
import type { EnginePath, SpendingLimit, TaggedText, TranslationEngine } from '../model/translation.ts';

/** What the engine may be given. Characters are UTF-16 code units. */
export interface Budget {
  /** Notes that so many characters are about to be sent; a limit when they would exceed it: then nothing is noted. */
  spend(characters: number): Promise<SpendingLimit | undefined>;
  /** Takes back what was noted, as the engine got nothing of it. */
  giveBack(characters: number): Promise<void>;
}

export interface Sender {
  readonly engine: TranslationEngine;
  readonly path: EnginePath;
  readonly budget: Budget;
  readonly signal?: AbortSignal;
  /** Characters that were sent until now. */
  characters: number;
}

/** `stop`: nothing was sent, as the budget is used up, or somebody wants to stop. */
export type Sent =
  | { readonly kind: 'answers'; readonly answers: readonly (TaggedText | undefined)[] }
  | { readonly kind: 'stop'; readonly limit?: SpendingLimit }
  | { readonly kind: 'skip'; readonly skip: Skip };

/** Sends texts to an engine, within the budget; one answer for each, undefined for one that it has none for. Answers whose number is
 *  another than that of the texts are none: nobody knows which is whose. */
export async function sendTexts(texts: readonly TaggedText[], sender: Sender): Promise<Sent> {
  const { engine, path, budget, signal } = sender;
  if (signal?.aborted) return { kind: 'stop' };
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const limit = await budget.spend(characters);
  if (limit !== undefined) return { kind: 'stop', limit };
  const answer = await engine.translate(texts, path, signal === undefined ? {} : { signal });
  if (!answer.ok) {
    if (gotNothing.has(answer.skip.code)) await budget.giveBack(characters);
    else sender.characters += characters;
    return signal?.aborted ? { kind: 'stop' } : { kind: 'skip', skip: answer.skip };
  }
  sender.characters += characters;
  return { kind: 'answers', answers: answer.value.length === texts.length ? answer.value : texts.map(() => undefined) };
}

/** After these the engine has taken nothing. One that failed may have counted what it got: that stays noted. */
const gotNothing: ReadonlySet<string> = new Set(['translate/engine-unreachable', 'translate/engine-refused']);
