import { deflateSync } from 'node:zlib';
import { crc32Of } from './crc32.ts';

type Color = readonly [red: number, green: number, blue: number];
type Random = () => number;

const width = 800;
const height = 450;

/** Draws the picture of this name as a PNG of 800×450: a quiet landscape, always the same for the same name.
 *  The part before the first hyphen chooses the scene: `sea`, `town`, `field`, `shapes`, anything else hills. */
export function drawPicture(name: string): Buffer {
  const random = randomFrom(name);
  const pixels = new Uint8Array(width * height * 3);
  const palette = palettes[Math.floor(random() * palettes.length)] ?? palettes[0];
  paintSky(pixels, palette, random);
  switch (name.split('-')[0]) {
    case 'sea':
      paintRidge(pixels, palette, random, 0.52, 0.35);
      paintWater(pixels, palette, random, 0.6);
      break;
    case 'town':
      paintRidge(pixels, palette, random, 0.55, 0.3);
      paintTown(pixels, palette, random, 0.5, 0.55);
      paintTown(pixels, palette, random, 0.68, 0.95);
      break;
    case 'field':
      paintRidge(pixels, palette, random, 0.5, 0.35);
      paintField(pixels, palette, random, 0.58);
      break;
    case 'shapes':
      paintShapes(pixels, palette, random);
      break;
    default:
      for (const [base, depth] of [
        [0.42, 0.2],
        [0.54, 0.45],
        [0.68, 0.7],
        [0.84, 1],
      ] as const) {
        paintRidge(pixels, palette, random, base, depth);
      }
  }
  return encodePng(pixels);
}

interface Palette {
  readonly top: Color;
  readonly horizon: Color;
  readonly sun: Color;
  readonly far: Color;
  readonly near: Color;
}

const palettes = [
  { top: [58, 90, 140], horizon: [246, 196, 150], sun: [255, 236, 190], far: [150, 140, 165], near: [34, 44, 66] },
  { top: [108, 166, 205], horizon: [226, 238, 240], sun: [255, 250, 225], far: [140, 172, 170], near: [38, 78, 66] },
  { top: [40, 36, 74], horizon: [226, 120, 96], sun: [255, 196, 120], far: [120, 78, 110], near: [26, 22, 44] },
  { top: [150, 178, 190], horizon: [238, 226, 200], sun: [255, 246, 216], far: [176, 168, 140], near: [84, 74, 50] },
  { top: [26, 56, 84], horizon: [150, 200, 196], sun: [244, 250, 230], far: [84, 136, 146], near: [14, 40, 54] },
] as const satisfies readonly Palette[];

/** Numbers in [0, 1) that follow from the text (FNV-1a, then xorshift32). */
function randomFrom(text: string): Random {
  let state = 2166136261;
  for (const char of text) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 16777619);
  state = state || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

const mix = (a: Color, b: Color, share: number): Color => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];

function blend(pixels: Uint8Array, x: number, y: number, color: Color, alpha: number): void {
  const at = (y * width + x) * 3;
  pixels[at] = over(pixels[at], color[0], alpha);
  pixels[at + 1] = over(pixels[at + 1], color[1], alpha);
  pixels[at + 2] = over(pixels[at + 2], color[2], alpha);
}

const over = (below = 0, value: number, alpha: number): number => Math.round(below + (value - below) * alpha);

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

function paintSky(pixels: Uint8Array, palette: Palette, random: Random): void {
  const sunX = width * (0.2 + random() * 0.6);
  const sunY = height * (0.18 + random() * 0.22);
  const radius = 22 + random() * 26;
  for (let y = 0; y < height; y++) {
    const color = mix(palette.top, palette.horizon, clamp(y / (height * 0.65)));
    for (let x = 0; x < width; x++) {
      const distance = Math.hypot(x - sunX, y - sunY);
      blend(pixels, x, y, color, 1);
      if (distance < radius + 1) blend(pixels, x, y, palette.sun, clamp(radius + 0.5 - distance));
    }
  }
}

/** A skyline made of a few waves; `depth` 0 is far and pale, 1 near and dark. */
function paintRidge(pixels: Uint8Array, palette: Palette, random: Random, base: number, depth: number): void {
  const waves = [1, 2.3, 4.7, 9.1, 19].map((frequency) => ({
    frequency: frequency * (0.8 + random() * 0.4),
    phase: random() * Math.PI * 2,
    size: (height * 0.07) / Math.sqrt(frequency),
  }));
  const dark = mix(palette.far, palette.near, depth);
  const pale = mix(dark, palette.horizon, 0.35 * (1 - depth));
  for (let x = 0; x < width; x++) {
    const crest = waves.reduce(
      (sum, { frequency, phase, size }) => sum + Math.sin((x / width) * frequency * 2 * Math.PI + phase) * size,
      height * base,
    );
    for (let y = Math.max(0, Math.floor(crest)); y < height; y++) {
      const color = mix(dark, pale, clamp((y - height * base) / (height * 0.4)));
      blend(pixels, x, y, color, clamp(y + 1 - crest));
    }
  }
}

function paintWater(pixels: Uint8Array, palette: Palette, random: Random, base: number): void {
  const glintX = width * (0.3 + random() * 0.4);
  for (let y = Math.round(height * base); y < height; y++) {
    const share = (y - height * base) / (height * (1 - base));
    const color = mix(mix(palette.horizon, palette.top, 0.5), palette.near, share * 0.8);
    for (let x = 0; x < width; x++) blend(pixels, x, y, color, 1);
    const glints = random() < 0.55 ? 2 + Math.floor(random() * 4) : 0;
    for (let glint = 0; glint < glints; glint++) {
      const length = 8 + random() * 90 * (0.3 + share);
      const start = Math.round(glintX + (random() - 0.5) * 260 * (0.2 + share) - length / 2);
      for (let x = Math.max(0, start); x < Math.min(width, start + length); x++) blend(pixels, x, y, palette.sun, 0.4);
    }
  }
  const boatX = Math.round(width * (0.15 + random() * 0.2));
  const boatY = Math.round(height * 0.7);
  for (let y = 0; y < 60; y++) {
    const half = y < 46 ? y * 0.45 : 34 - (y - 46);
    for (let x = y < 46 ? 0 : -34; x < half; x++) {
      if (x > -half || y < 46) blend(pixels, boatX + x, boatY - 50 + y, y < 46 ? palette.sun : palette.near, 0.9);
    }
  }
}

function paintTown(pixels: Uint8Array, palette: Palette, random: Random, base: number, depth: number): void {
  const wall = mix(palette.far, palette.near, depth);
  for (let left = -10; left < width;) {
    const wide = Math.round(34 + random() * 56);
    const roof = Math.round(height * base - random() * height * 0.2);
    const isGabled = random() < 0.5;
    for (let x = Math.max(0, left); x < Math.min(width, left + wide - 2); x++) {
      const slope = isGabled ? Math.abs(x - left - wide / 2) * 0.7 : 0;
      for (let y = Math.max(0, Math.round(roof + slope)); y < height; y++) blend(pixels, x, y, wall, 1);
    }
    for (let y = roof + 30; y < height - 12; y += 22) {
      for (let x = left + 8; x < left + wide - 14; x += 16) {
        if (random() < 0.35) paintBox(pixels, x, y, 7, 10, palette.sun);
      }
    }
    left += wide;
  }
}

function paintBox(pixels: Uint8Array, left: number, top: number, wide: number, tall: number, color: Color): void {
  for (let y = Math.max(0, top); y < Math.min(height, top + tall); y++) {
    for (let x = Math.max(0, left); x < Math.min(width, left + wide); x++) blend(pixels, x, y, color, 0.8);
  }
}

function paintField(pixels: Uint8Array, palette: Palette, random: Random, base: number): void {
  const vanishX = width * (0.3 + random() * 0.4);
  const light = mix(palette.far, palette.sun, 0.35);
  const dark = mix(palette.far, palette.near, 0.7);
  for (let y = Math.round(height * base); y < height; y++) {
    const share = (y - height * base + 2) / (height * (1 - base));
    for (let x = 0; x < width; x++) {
      const furrow = Math.sin((x - vanishX) / (share * 26 + 1.5));
      blend(pixels, x, y, mix(light, dark, furrow > 0 ? 0.35 + share * 0.3 : share * 0.4), 1);
    }
  }
}

function paintShapes(pixels: Uint8Array, palette: Palette, random: Random): void {
  const colors = [palette.sun, palette.far, palette.near, palette.top];
  for (let shape = 0; shape < 14; shape++) {
    const [centerX, centerY, radius] = [random() * width, random() * height, 30 + random() * 110];
    const color = colors[shape % colors.length] ?? palette.sun;
    for (let y = Math.max(0, Math.floor(centerY - radius)); y < Math.min(height, centerY + radius); y++) {
      for (let x = Math.max(0, Math.floor(centerX - radius)); x < Math.min(width, centerX + radius); x++) {
        blend(pixels, x, y, color, 0.65 * clamp(radius - Math.hypot(x - centerX, y - centerY)));
      }
    }
  }
}

/** Spec: PNG (ISO/IEC 15948), truecolor, 8 bits, rows filtered with Up where they are. */
function encodePng(pixels: Uint8Array): Buffer {
  const stride = width * 3;
  const rows = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y++) {
    const row = y * (stride + 1);
    rows[row] = y === 0 ? 0 : 2;
    for (let i = 0; i < stride; i++) {
      const above = y === 0 ? 0 : (pixels[(y - 1) * stride + i] ?? 0);
      rows[row + 1 + i] = ((pixels[y * stride + i] ?? 0) - above) & 255;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(typed.length + 8);
  framed.writeUInt32BE(data.length, 0);
  typed.copy(framed, 4);
  framed.writeUInt32BE(crc32Of(typed), typed.length + 4);
  return framed;
}
