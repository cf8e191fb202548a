import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { NewsError } from '../errors.ts';
import { describeError } from './describe-error.ts';

afterEach(() => {
  delete process.env['COURANT_DEBUG'];
});

describe('describeError', () => {
  test('tells paths as one would type them here', () => {
    const also = [{ file: join(process.cwd(), 'sources', 'a.yaml'), line: 2, detail: 'Second.' }];
    const error = new NewsError('config/invalid', {
      file: join(process.cwd(), 'courant.yaml'),
      line: 1,
      detail: 'First.',
      also,
    });
    const report = describeError(error, 'status');
    expect(report).toContain(
      '\n  file    courant.yaml:1\n  detail  First.\n  file    sources/a.yaml:2\n  detail  Second.\n  do ',
    );
    expect(describeError(new NewsError('store/not-found', { file: process.cwd() }), '')).toContain('\n  file    .\n');
    expect(report).not.toContain('    at ');
  });

  test('ends with the stack, and that of the cause, when asked to', () => {
    process.env['COURANT_DEBUG'] = '1';
    const cause = new RangeError('deep');
    const report = describeError(new NewsError('store/failed', { detail: 'high', cause }), 'status');
    expect(report).toMatch(/\n\nNewsError: store\/failed[^]+ at [^]+because of RangeError: deep\n +at /);
  });

  test('makes a report to us of a fault: version, Node, machine, command, stack from the folder of the program', () => {
    const report = describeError(new TypeError('x is no function'), 'user add');
    expect(report).toMatch(/^This is a fault in Courant\./);
    expect(report).toContain('command user add\n');
    expect(report).toContain(`${process.version}, ${process.platform} ${process.arch}`);
    expect(report).toContain('fault   TypeError: x is no function\n');
    expect(report).toContain('src/cli/describe-error.test.ts');
    expect(report).not.toContain(process.cwd());
    expect(describeError('only a text', '')).toContain('fault   only a text');
  });

  test('tells an installation that lacks a package from a fault', async () => {
    const missing: unknown = await import(['no', 'such', 'package'].join('-')).catch((error: unknown) => error);
    expect(describeError(missing, 'status')).toMatch(/^cli\/broken-install[^]+detail .*no-such-package[^]+npm install/);
  });
});
