import { expect, test } from 'vitest';
import { lookIn } from '../site-look.ts';

const stylesheet = (await lookIn()).theme.style;

const colorsIn = (block: string): ReadonlyMap<string, string> =>
  new Map([...block.matchAll(/--(\w+): (#[0-9a-f]{6});/g)].map(([, name = '', color = '']) => [name, color]));

/** WCAG 2.2, relative luminance. */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const [, light = '', dark = ''] = stylesheet.split(':root {');

test.each([
  ['light', colorsIn(light.split('}')[0] ?? '')],
  ['dark', colorsIn(dark.split('}')[0] ?? '')],
])('%s: text has the contrast of WCAG AA on every ground it stands on', (_, colors) => {
  const color = (name: string): string => colors.get(name) ?? '';
  for (const text of ['ink', 'soft', 'accent']) {
    for (const ground of ['paper', 'raised'])
      expect(contrast(color(text), color(ground)), `${text} on ${ground}`).toBeGreaterThan(4.5);
  }
  for (const ground of ['mark', 'came', 'went'])
    expect(contrast(color('ink'), color(ground)), `on ${ground}`).toBeGreaterThan(4.5);
});

test('the stylesheet is small, whole and asks for nothing', () => {
  expect(Buffer.byteLength(stylesheet)).toBeLessThan(23_000);
  expect(stylesheet).not.toMatch(/url\(|@import/);
  expect(stylesheet.split('{').length).toBe(stylesheet.split('}').length);
});
