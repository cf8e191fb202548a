import type { Project } from '../../config/project.ts';
import type { Clock } from '../../model/clock.ts';
import type { TranslationEngine } from '../../model/translation.ts';
import type { Store } from '../../store/store.ts';
import type { PipelineEvent, Work } from '../work.ts';

/** What translations are made with. */
export interface TranslateTools {
  readonly project: Project;
  readonly store: Store;
  readonly engines: readonly TranslationEngine[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly report: (event: PipelineEvent) => void;
  readonly inTurn: Work['inTurn'];
  /** Other processes may write the archive at the same time. */
  readonly isShared: boolean;
  /** What the limit of a run is about. */
  readonly run: string;
}
