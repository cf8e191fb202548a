import type { Project } from '../config/project.ts';
import type { HttpClient } from '../fetch/http-client.ts';
import type { Clock } from '../model/clock.ts';
import type { Url } from '../model/ids.ts';
import type { RemoteFiles } from '../store/remote-files.ts';
import type { Sharing } from '../store/sharing.ts';
import type { Store } from '../store/store.ts';
import type { ExtractPool } from './extract-pool.ts';

/** What happened to one item; one JSON line each with `--json`. */
export interface PipelineEvent {
  readonly event:
    | 'feed-read'
    | 'feed-failed'
    | 'feed-gone'
    | 'feed-moved'
    | 'feed-searched'
    | 'feed-pushed'
    | 'hub'
    | 'stored'
    | 'revised'
    | 'reread'
    | 'unchanged'
    | 'kept-by-hand'
    | 'elsewhere'
    | 'gone'
    | 'skipped'
    | 'waiting'
    | 'image-kept'
    | 'image-failed'
    | 'part-failed'
    | 'drift'
    | 'broken-file'
    /** PostgreSQL went away, or is back. */
    | 'database'
    /** The bucket of the files went away, or is back; or a file was changed here and there. */
    | 'bucket'
    /** Another worker went on with a site. */
    | 'lease-lost'
    /** Into a language; or not, and why. */
    | 'translated'
    | 'translation-skipped';
  readonly source: string;
  readonly url: string;
  /** A skip code, an article's path, a count: what the event is about. */
  readonly detail: string;
}

/** What the pipeline works with; made once by a command, passed along. */
export interface Work {
  readonly project: Project;
  readonly store: Store;
  readonly http: HttpClient;
  readonly extract: ExtractPool['extract'];
  /** What the site of a page says of the rights in all its pages. */
  readonly siteRights: (page: Url) => Promise<readonly string[]>;
  readonly clock: Clock;
  readonly report: (event: PipelineEvent) => void;
  /** Runs tasks one after the other, in the order of the calls. `about`: what no other process may have a task about at the same
   *  time, where there are several. */
  readonly inTurn: <T>(task: () => Promise<T>, about?: readonly string[]) => Promise<T>;
  /** Where many processes share the archive: work is claimed by it. */
  readonly sharing?: Sharing;
  /** Where the files lie in a bucket. */
  readonly remote?: RemoteFiles;
  /** Aborts when the person stops the command: no new item is begun; a request under way is given up, and its link is as
   *  it was. */
  readonly signal: AbortSignal;
}

/** A queue of one: each task begins when the one before has ended, well or badly. */
export function createTurns(): Work['inTurn'] {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => undefined); // the caller gets the failure; the queue goes on
    return result;
  };
}
