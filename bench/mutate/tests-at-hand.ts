/** Stands in for `vitest` where tests are run many times in one process: collects them, and runs each when asked. */
import { chai, GLOBAL_EXPECT, JestAsymmetricMatchers, JestChaiExpect, JestExtend, setState } from '@vitest/expect';

type Run = (...values: readonly unknown[]) => unknown;

interface Suite {
  readonly parent: Suite | undefined;
  readonly file: string;
  readonly name: string;
  readonly hooks: Record<'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach', Run[]>;
}

export interface CollectedTest {
  readonly name: string;
  readonly file: string;
  /** Rejects when the test fails. */
  readonly run: () => Promise<void>;
}

export const collected: CollectedTest[] = [];

const noSuite = (file: string): Suite => openSuite(undefined, file, '');
let suite = noSuite('');
let finish: Run[] = [];

function openSuite(parent: Suite | undefined, file: string, name: string): Suite {
  return { parent, file, name, hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] } };
}

/** Tests that are defined from here on belong to this file. */
export function enterFile(file: string): void {
  suite = noSuite(file);
}

function suitesOf(inner: Suite): readonly Suite[] {
  return inner.parent === undefined ? [inner] : [...suitesOf(inner.parent), inner];
}

function define(name: string, run: Run, shouldFail: boolean): void {
  const suites = suitesOf(suite);
  const inReverse = suites.toReversed();
  collected.push({
    name: [...suites.slice(1).map((one) => one.name), name].join(' > '),
    file: suite.file,
    run: async () => {
      finish = [];
      for (const hook of ['beforeAll', 'beforeEach'] as const) {
        for (const one of suites) for (const act of one.hooks[hook]) await act();
      }
      try {
        await expectEnd(run, shouldFail);
      } finally {
        for (const act of finish.toReversed()) await act();
        for (const hook of ['afterEach', 'afterAll'] as const) {
          for (const one of inReverse) for (const act of one.hooks[hook]) await act();
        }
      }
    },
  });
}

async function expectEnd(run: Run, shouldFail: boolean): Promise<void> {
  const failure = await Promise.resolve()
    .then(() => run())
    .then(
      () => undefined,
      (error: unknown) => error ?? new Error('failed'),
    );
  if ((failure !== undefined) !== shouldFail) throw failure ?? new Error('was to fail');
}

type Define = (name: string, ...more: readonly unknown[]) => void;

function bodyOf(more: readonly unknown[]): Run {
  return (more.find((one) => typeof one === 'function') ?? (() => undefined)) as Run;
}

/** `it.each(rows)(name, run)` and the others, of how one is defined. */
function withTables(defineOne: Define) {
  const each =
    (isSpread: boolean) =>
    (rows: readonly unknown[]): Define =>
    (name, ...more) => {
      rows.forEach((row, i) => {
        const values = isSpread && Array.isArray(row) ? (row as unknown[]) : [row];
        defineOne(`${name} [${i}]`, () => bodyOf(more)(...values));
      });
    };
  const nothing: Define = () => undefined;
  return Object.assign(
    (name: string, ...more: readonly unknown[]) => {
      defineOne(name, ...more);
    },
    {
      each: each(true),
      for: each(false),
      skip: nothing,
      skipIf: (isSkipped: unknown) => (isSkipped ? nothing : defineOne),
      runIf: (isRun: unknown) => (isRun ? defineOne : nothing),
    },
  );
}

export const test = Object.assign(
  withTables((name, ...more) => {
    define(name, bodyOf(more), false);
  }),
  {
    fails: (name: string, ...more: readonly unknown[]) => {
      define(name, bodyOf(more), true);
    },
  },
);
export const it = test;

export const describe = withTables((name, ...more) => {
  const outer = suite;
  suite = openSuite(outer, outer.file, name);
  bodyOf(more)();
  suite = outer;
});

const hook = (name: keyof Suite['hooks']) => (act: Run) => suite.hooks[name].push(act);
export const beforeAll = hook('beforeAll');
export const afterAll = hook('afterAll');
export const beforeEach = hook('beforeEach');
export const afterEach = hook('afterEach');
export const onTestFinished = (act: Run): number => finish.push(act);
export const inject = (): undefined => undefined;

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);
const assertThat = (value: unknown, message?: string): unknown => chai.expect(value, message);
export const expect = Object.assign(assertThat, chai.expect, { soft: assertThat });
setState({ assertionCalls: 0, isExpectingAssertions: false, isExpectingAssertionsError: null }, expect as never);
Object.defineProperty(globalThis, GLOBAL_EXPECT, { value: expect, configurable: true });
