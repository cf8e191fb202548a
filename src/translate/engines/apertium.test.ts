import { execFile, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { EnginePath, TranslationEngine } from '../../model/translation.ts';
import { createApertium } from './apertium.ts';
import { findWay, parseModes } from './apertium-modes.ts';
import { fromStream, toStream } from './apertium-stream.ts';
import { escapeTagged } from '../tagged-text.ts';

function open(command: string, limits = {}): TranslationEngine {
  const engine = createApertium({ kind: 'apertium', command }, limits);
  onTestFinished(() => engine.close());
  return engine;
}

async function pathOf(engine: TranslationEngine, from: string, to: string): Promise<EnginePath> {
  const path = await engine.findPath(from, to);
  if (!path.ok || path.value === undefined) throw new Error(`no way: ${JSON.stringify(path)}`);
  return path.value;
}

describe('modes', () => {
  const modes = parseModes(
    '  eng-spa\n  spa-eng\n  spa-eng_US\n  pt-es\n  es-pt_BR\n  eng-hbs\n  eng-hbs_HR\n  eco-es-fr\n  x; rm -rf y\n -d-x\n',
  );

  test.each([
    ['es', 'en', 'spa-eng'],
    ['es-MX', 'en-GB', 'spa-eng'],
    ['es', 'en-US', 'spa-eng_US'],
    ['es', 'pt', 'es-pt_BR'],
    ['pt', 'en', 'pt-es > spa-eng'],
    ['pt-PT', 'en-US', 'pt-es > spa-eng_US'],
    ['en', 'pt-BR', 'eng-spa > es-pt_BR'],
    ['en', 'hr', 'eng-hbs_HR'],
    ['en', 'bs', 'eng-hbs'],
    ['fr', 'en', ''],
    ['eco', 'es', ''],
  ])('%s to %s by %s', (from, to, expected) => {
    const way = findWay(from, to, modes);
    expect(way.map(({ name }) => name).join(' > ')).toBe(expected);
  });

  test('only names of the usual form are taken', () => {
    expect(new Set(modes.map(({ name }) => name))).toEqual(
      new Set(['eng-spa', 'spa-eng', 'spa-eng_US', 'pt-es', 'es-pt_BR', 'eng-hbs', 'eng-hbs_HR']),
    );
  });
});

describe('the stream', () => {
  const text = 'A <pc id="1">b [x] ^c$</pc>\\ <ph id="2"/>/{d} &lt;@&gt; &amp;';

  test('keeps tags as blanks and words as they are', () => {
    expect(toStream(text, 'blank')).toBe('A [1]b \\[x\\] \\^c\\$[3]\\\\ [5]\\/\\{d\\} \\<\\@\\> &[]');
    expect(toStream(text, 'word')).toBe('A [1]b \\[x\\] \\^c\\$[3]\\\\ qxfzq\\/\\{d\\} \\<\\@\\> &[]');
  });

  test.each(['word', 'blank'] as const)('gives back what it was given, as %s', (form) => {
    expect(fromStream(toStream(text, form) ?? '', text, form)).toBe(text);
  });

  test('a word in place of something may get capitals', () => {
    expect(fromStream('QXFZQ, Qxfzq', 'a <ph id="1"/>', 'word')).toBeUndefined();
    expect(fromStream('QXBZQ x', 'a <ph id="1"/>', 'word')).toBe('<ph id="1"/> x');
  });

  test.each([
    ['lost', 'A b'],
    ['there twice', 'A [1]b[3] [5] [5]'],
  ])('a tag that is %s leaves no answer', (_, answer) => {
    expect(fromStream(answer, text, 'blank')).toBeUndefined();
  });

  test('words that look like a place are not given as words', () => {
    expect(toStream('qxabzq <ph id="1"/>', 'word')).toBeUndefined();
    expect(toStream('a\0b', 'word')).toBe('ab[]');
  });
});

/** A program that is called as Apertium is. */
async function makeProgram(body: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'courant-apertium-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'apertium');
  await writeFile(
    file,
    `#!/bin/sh\ncase "$1" in -l) echo '  eng-spa'; exit;; -V) echo 'Apertium 9.9.9'; exit;; esac\n${body}\n`,
  );
  await chmod(file, 0o755);
  return file;
}

/** Told from those of others who test at the same time. */
const nap = `sleep ${100_000 + process.pid}`;

describe('what a program may do', () => {
  test.each([
    ['ends at once', 'echo "no such data" >&2; exit 3', 'ended with 3 no such data', 15_000],
    ['says nothing', `exec ${nap}`, 'no answer in 0.4 s', 400],
    ['never stops', 'exec yes', 'bytes of output', 15_000],
    ['answers nothing', "printf '[=1]\\0[=2]\\0'; exec cat > /dev/null", 'Nothing came back', 15_000],
  ])('one that %s is a skip', async (_, body, detail, timeoutMs) => {
    const engine = open(await makeProgram(body), { timeoutMs });
    const path = await pathOf(engine, 'en', 'es');
    expect(path.model).toBe('eng-spa 9.9.9');
    const outcome = await engine.translate(['one', 'two'], path);
    expect(outcome).toMatchObject({ ok: false, skip: { code: 'translate/engine-failed' } });
    expect(outcome.ok ? '' : outcome.skip.detail).toContain(detail);
  });

  test('one that dies leaves what it gave, and is started again', async () => {
    const body = `if [ -e "$0.died" ]; then exec cat; fi; touch "$0.died"; head -c 8`;
    const engine = open(await makeProgram(body));
    const path = await pathOf(engine, 'en', 'es');
    expect(await engine.translate(['o', 'two'], path)).toEqual({ ok: true, value: ['o', undefined] });
    expect(await engine.translate(['one', 'two'], path)).toEqual({ ok: true, value: ['one', 'two'] });
  });

  test('one that answers for another text is not believed', async () => {
    const engine = open(await makeProgram("printf '[=7]x\\0y\\0[=2]two\\0'; exec cat > /dev/null"));
    expect(await engine.translate(['one', 'two'], await pathOf(engine, 'en', 'es'))).toEqual({
      ok: true,
      value: [undefined, 'two'],
    });
  });

  test('nothing is left running after a stop, nor of one that nobody needs', async () => {
    const file = await makeProgram(`${nap} & exec cat`);
    const engine = open(file, { idleMs: 50 });
    const path = await pathOf(engine, 'en', 'es');
    expect(await engine.translate(['one'], path)).toEqual({ ok: true, value: ['one'] });
    await expect.poll(() => isRunning(file), { timeout: 15_000 }).toBe(false);
    const other = open(await makeProgram(`exec ${nap}`));
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    expect(await other.translate(['one'], path, { signal: stop.signal })).toMatchObject({ ok: false });
    await expect.poll(() => isRunning(file), { timeout: 15_000 }).toBe(false);
  });

  test('one that is not there is a skip', async () => {
    const outcome = await open('/nowhere/apertium').findPath('en', 'es');
    expect(outcome).toMatchObject({ ok: false, skip: { code: 'translate/engine-unreachable' } });
  });
});

async function isRunning(file: string): Promise<boolean> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'stat,args']);
  return stdout.split('\n').some((line) => !line.startsWith('Z') && (line.includes(file) || line.includes(nap)));
}

const list = spawnSync('apertium', ['-l'], { encoding: 'utf8' });
const installed = parseModes(list.status === 0 ? list.stdout : '').map(({ name }) => name);

describe.skipIf(!installed.includes('spa-eng'))(
  'Apertium itself (skipped where apertium-eng-spa is not installed)',
  () => {
    test('translates texts with their tags, in their order', async () => {
      const engine = open('apertium');
      const path = await pathOf(engine, 'es', 'en');
      expect(path.model).toMatch(/^spa-eng [0-9a-f]{8}$/);
      const texts = [
        'El <pc id="1">coche <pc id="3">rojo</pc></pc> es de <ph id="2"/>.',
        '<ph id="1"/> llegó tarde, dijo <ph id="12"/> &lt;b&gt; &amp; [x] $5.',
        '',
        'Hola. Adiós.',
      ];
      const outcome = await engine.translate(texts, path);
      expect(outcome).toMatchObject({ ok: true });
      const [first, second, third, fourth] = outcome.ok ? outcome.value : [];
      expect(first).toMatch(/^The <pc id="1">red <pc id="3">car<\/pc><\/pc> is of <ph id="2"\/>\.$/);
      expect(second).toMatch(/^<ph id="1"\/> .*late.*<ph id="12"\/> &lt;.*&gt; &amp; \[.\] \$5\.$/);
      expect(third).toBeUndefined();
      expect(fourth).toMatch(/^Hello\. \w+\.$/);
    });

    test('strange texts come back with their tags, each in its place', async () => {
      const engine = open('apertium');
      const path = await pathOf(engine, 'es', 'en');
      const strange = [
        '\\',
        '[=1]',
        '[1]',
        '^a<n>$',
        '[[t:b:1]]x[[/]]',
        '\n',
        '\0',
        '\u200b',
        '🎉',
        '@x $5 {y}',
        'qxbzq',
        '~~',
        '/',
        ' ',
      ];
      const part = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom(...strange));
      const texts = fc.sample(fc.array(part, { maxLength: 6 }), 200).map((parts, index) => {
        const words = parts.map((words, id) => `<pc id="${id}">${escapeTagged(words)} casa</pc>`);
        return `<ph id="${1000 + index}"/> ${words.join(' ')}.`;
      });
      const outcome = await engine.translate(texts, path);
      const idsOf = (text: string | undefined): string[] =>
        [...(text ?? '').matchAll(/ id="(\w+)"/g)].map(([, id = '']) => id).sort();
      expect(outcome.ok && outcome.value.map(idsOf)).toEqual(texts.map(idsOf));
    });

    test('each text has its own answer, over many batches at once', async () => {
      const engine = open('apertium');
      const path = await pathOf(engine, 'es', 'en');
      const batches = Array.from({ length: 8 }, (_, batch) =>
        Array.from({ length: 50 }, (__, text) => `El coche ${batch * 50 + text} es rojo.`),
      );
      const outcomes = await Promise.all(batches.map((batch) => engine.translate(batch, path)));
      const answers = outcomes.flatMap((outcome) => (outcome.ok ? outcome.value : []));
      expect(answers.map((answer) => Number(/\d+/.exec(answer ?? '')?.[0]))).toEqual(answers.map((_, index) => index));
      expect(answers.every((answer) => answer?.endsWith('.') === true)).toBe(true);
    });

    test.skipIf(!installed.includes('pt-es'))(
      'goes over a third language (skipped where apertium-es-pt is not installed)',
      async () => {
        const engine = open('apertium');
        const path = await pathOf(engine, 'pt-BR', 'en');
        expect(path).toMatchObject({
          via: 'es',
          model: expect.stringMatching(/^pt-es [0-9a-f]{8} > spa-eng [0-9a-f]{8}$/) as string,
        });
        const outcome = await engine.translate(['O <pc id="1">carro</pc> vermelho de <ph id="2"/>.'], path);
        expect(outcome.ok && outcome.value[0]).toMatch(/<pc id="1">.+<\/pc>.*<ph id="2"\/>\.$/);
      },
    );
  },
);
