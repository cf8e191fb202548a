import type { Context } from 'hono';
import type { z } from 'zod';
import type { Caller, Scope } from '../../model/reader.ts';
import type { AccessEnv } from '../access/caller.ts';
import type { ServiceContext } from '../service.ts';
import { readBody, readPath, readQuery } from './read-request.ts';

export const methods = ['get', 'post', 'put', 'delete'] as const;
export type Method = (typeof methods)[number];

/** What an operation is made with. */
export interface Request<P, Q, B> {
  readonly path: P;
  readonly query: Q;
  readonly body: B;
  /** Undefined where reading is open and nobody is logged in. */
  readonly caller: Caller | undefined;
  readonly context: ServiceContext;
  readonly c: Context<AccessEnv>;
}

/** What the document tells of an operation, and what adds its route. */
export interface OperationFacts {
  /** As a method of a client would be called: `listArticles`. */
  readonly id: string;
  readonly method: Method;
  /** Below `/api/v1`, as `/articles/{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly scope: Scope;
  /** 204 where nothing is answered. */
  readonly status?: 200 | 201 | 202 | 204;
  /** `archive`: the answer is the same while no article is put or removed. */
  readonly changesWith?: 'archive';
  /** It can be had as a JSON Feed, too; the answer has `articles`. */
  readonly isFeed?: boolean;
  /** Of an answer that is not JSON. */
  readonly mediaTypes?: readonly string[];
  /** Statuses of problems besides those that every operation may have. */
  readonly problems?: readonly (404 | 409 | 503)[];
}

export interface Schemas {
  readonly params?: z.ZodObject | undefined;
  readonly query?: z.ZodObject | undefined;
  readonly body?: z.ZodType | undefined;
  readonly answer?: z.ZodType | undefined;
}

/** An operation of the API, ready to be called. */
export interface Operation extends OperationFacts, Schemas {
  /** What is answered: a value for JSON, or an answer as it is. Throws Problem. */
  readonly call: (c: Context<AccessEnv>, context: ServiceContext, caller: Caller | undefined) => Promise<unknown>;
}

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;
type Input<S> = S extends z.ZodType ? z.input<S> : void;

/** Makes an operation: requests are checked by the same schemas that the document shows. */
export function operation<
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  A extends z.ZodType | undefined = undefined,
>(
  facts: OperationFacts & {
    readonly params?: P;
    readonly query?: Q;
    readonly body?: B;
    readonly answer?: A;
    readonly run: (request: Request<Output<P>, Output<Q>, Output<B>>) => Promise<Input<A> | Response>;
  },
): Operation {
  const { params, query, body, run } = facts;
  return {
    ...facts,
    call: async (c, context, caller) => {
      const read = {
        path: readPath(c, params) as Output<P>,
        query: readQuery(c, query) as Output<Q>,
        body: (await readBody(c, body)) as Output<B>,
      };
      return run({ ...read, caller, context, c });
    },
  };
}
