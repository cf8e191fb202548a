import type { Hono } from 'hono';
import type { Project } from '../config/project.ts';
import type { Clock } from '../model/clock.ts';
import type { PolicyRules } from '../pipeline/decide-articles.ts';
import type { ReaderStore } from '../store/reader-store.ts';
import type { Store } from '../store/store.ts';
import type { AccessEnv } from './access/caller.ts';
import type { AccessOptions } from './access/identify.ts';
import type { AppContext } from './app-context.ts';
import type { AccessLog } from './operation/access-log.ts';
import type { RequestMeter } from './operation/request-meter.ts';
import type { Tracing } from './operation/tracing.ts';
import type { Jobs } from './running/jobs.ts';

/** What makes a service of a site: people, and the means to run the archive. */
export interface Service {
  readonly project: Project;
  /** Open for reading: what changes the archive is a command of its own (`jobs`). */
  readonly store: Store;
  readonly readers: ReaderStore;
  readonly rules: PolicyRules;
  /** Reads policy.yaml again, so that what it says holds for `rules` at once. */
  readonly reloadPolicy?: () => Promise<void>;
  readonly access: AccessOptions;
  /** The built site, its search and its feeds may be read without logging in. */
  readonly isReadingOpen: boolean;
  readonly jobs: Jobs;
  readonly clock: Clock;
  /** This process has the archive for itself and collects: no command that writes can run beside it. */
  readonly holdsArchive?: boolean;
  /** Aborts when the server is about to stop: what streams ends itself. */
  readonly stopping?: AbortSignal;
  /** Outlives a change of the configuration. */
  readonly operation?: Operation;
}

/** How the server is watched. */
export interface Operation {
  readonly meter: RequestMeter;
  /** Hears of each request; without it nothing is logged. */
  readonly log?: AccessLog;
  /** Hears of each request, too. */
  readonly tracing?: Tracing;
}

/** What routes are made from. */
export interface ServiceContext extends AppContext {
  readonly service: Service;
}

export type ServiceApp = Hono<AccessEnv>;
