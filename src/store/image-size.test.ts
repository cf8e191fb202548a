import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageSize } from './image-size.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'));
const png = bytes('89504e470d0a1a0a 0000000d 49484452 00000140 000000f0 0806000000');
const jpeg = bytes('ffd8 ffe0 0004 0000 ff ffc4 0004 0000 ffc2 000b 08 00f0 0140 01 11 00');

describe('imageSize', () => {
  it.each<[string, Uint8Array, string]>([
    ['PNG', png, 'png 320×240'],
    ['GIF', bytes('474946383961 4001 f000 00'), 'gif 320×240'],
    ['JPEG behind other segments', jpeg, 'jpg 320×240'],
    ['JPEG behind signs that stand alone', bytes('ffd8 ff01 ffd0 ffd7 ffc0 000b 08 00f0 0140 01 11 00'), 'jpg 320×240'],
    ['GIF of the first version', bytes('474946383761 4001 f000 00'), 'gif 320×240'],
    ['PNG within more bytes', new Uint8Array([0, 0, ...png, 0]).subarray(2), 'png 320×240'],
    [
      'WebP with loss',
      bytes('52494646 00000000 57454250 56503820 00000000 000000 9d012a 4001 f000 0000'),
      'webp 320×240',
    ],
    ['WebP without loss', bytes('52494646 00000000 57454250 5650384c 00000000 2f 3fc13b00 0000000000'), 'webp 320×240'],
    [
      'WebP with features',
      bytes('52494646 00000000 57454250 56503858 0a000000 00000000 3f0100 ef0000'),
      'webp 320×240',
    ],
    [
      'AVIF, the largest size',
      bytes(`0000001c 66747970 61766966 00000000 00000014 69737065 00000000 00000010 00000010
      00000014 69737065 00000000 00000140 000000f0`),
      'avif 320×240',
    ],
  ])('reads %s', (_about, picture, expected) => {
    const size = imageSize(picture);
    expect(size && `${size.extension} ${size.width}×${size.height}`).toBe(expected);
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array(0)],
    ['HTML', Buffer.from('<!DOCTYPE html><html></html>')],
    ['SVG, which can hold script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>')],
    ['a picture without width', bytes('474946383961 0000 f000 00')],
    ['PNG whose header is cut off', png.subarray(0, 23)],
    ['PNG that begins with another chunk', bytes('89504e470d0a1a0a 0000000d 50484452 00000140 000000f0 0806000000')],
    ['a picture without height', bytes('474946383961 4001 0000 00')],
    ['GIF of another version', bytes('474946383861 4001 f000 00')],
    ['GIF that is cut off', bytes('474946383961 4001 f0')],
    ['JPEG between whose segments is something else', bytes('ffd8 ffe0 0004 0000 00 ffc2 000b 08 00f0 0140 01 11 00')],
    ['JPEG that ends before its frame', bytes('ffd8 ffd9 ffc2 000b 08 00f0 0140 01 11 00')],
    ['JPEG with tables alone', bytes('ffd8 ffc4 0004 00f0 0140 ffc8 0004 0000 0000 0000')],
    [
      'WebP without its sign of a frame',
      bytes('52494646 00000000 57454250 56503820 00000000 000000 9d012b 4001 f000 0000'),
    ],
    [
      'WebP without loss and without its sign',
      bytes('52494646 00000000 57454250 5650384c 00000000 2e 3fc13b00 0000000000'),
    ],
    ['WebP of another kind', bytes('52494646 00000000 57454250 56503859 0a000000 00000000 3f0100 ef0000')],
    ['a film', bytes('0000001c 66747970 69736f6d 00000000 00000014 69737065 00000000 00000010 00000010')],
    ['AVIF that is cut off', bytes('0000001c 66747970 61766966 00000000 00000014 69737065 00000000 00000010 000000')],
    ['JPEG without a frame', bytes('ffd8 ffe0 0004 0000 ffda 0004 0000 0000 0000')],
  ])('takes %s for no picture', (_about, content) => {
    expect(imageSize(content)).toBeNull();
  });

  it('survives any bytes and any cut', () => {
    const start = fc.constantFrom(png, jpeg, bytes('52494646 00000000 57454250'), bytes('00000000 6674797061766966'));
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 60 }), fc.nat(60), (first, rest, cut) => {
        const size = imageSize(Uint8Array.from([...first.subarray(0, cut), ...rest]));
        expect(size === null || (size.width > 0 && size.height > 0)).toBe(true);
      }),
    );
  });
});
