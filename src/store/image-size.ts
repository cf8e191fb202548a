export interface ImageSize {
  readonly extension: 'png' | 'jpg' | 'gif' | 'webp' | 'avif';
  /** Pixels, as stored; at least 1. */
  readonly width: number;
  readonly height: number;
}

/** Kind and size of a raster picture, read from its header alone; `null` for anything else, SVG included: it can hold script.
 *  Spec: PNG, JPEG (T.81 §B.2.2), GIF89a, WebP (RFC 9649), AVIF (ISO 23008-12). */
export function imageSize(bytes: Uint8Array): ImageSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = readPng(view) ?? readGif(view) ?? readJpeg(view) ?? readWebp(view) ?? readAvif(view);
  return size !== null && size.width > 0 && size.height > 0 ? size : null;
}

function textAt(view: DataView, offset: number, length: number): string {
  if (offset + length > view.byteLength) return '';
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + offset, length));
}

function readPng(view: DataView): ImageSize | null {
  if (textAt(view, 0, 8) !== '\x89PNG\r\n\x1a\n' || textAt(view, 12, 4) !== 'IHDR' || view.byteLength < 24) return null;
  return { extension: 'png', width: view.getUint32(16), height: view.getUint32(20) };
}

function readGif(view: DataView): ImageSize | null {
  if (!/^GIF8[79]a$/.test(textAt(view, 0, 6)) || view.byteLength < 10) return null;
  return { extension: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** Walks over the segments to the frame header, which has the size. */
function readJpeg(view: DataView): ImageSize | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // fill byte
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { extension: 'jpg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (marker === 0xd9 || marker === 0xda) return null;
    const isAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
    at += isAlone ? 2 : 2 + Math.max(2, view.getUint16(at + 2));
  }
  return null;
}

function readWebp(view: DataView): ImageSize | null {
  if (textAt(view, 0, 4) !== 'RIFF' || textAt(view, 8, 4) !== 'WEBP' || view.byteLength < 30) return null;
  const uint24 = (offset: number): number => view.getUint16(offset, true) + view.getUint8(offset + 2) * 65536;
  switch (textAt(view, 12, 4)) {
    case 'VP8X':
      return { extension: 'webp', width: 1 + uint24(24), height: 1 + uint24(27) };
    case 'VP8 ': {
      if (uint24(23) !== 0x2a019d) return null;
      return { extension: 'webp', width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    }
    case 'VP8L': {
      if (view.getUint8(20) !== 0x2f) return null;
      const bits = view.getUint32(21, true);
      return { extension: 'webp', width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    default:
      return null;
  }
}

const avifHeaderBytes = 64 * 1024;

/** The largest of the sizes named (`ispe`): the others belong to thumbnails and tiles. */
function readAvif(view: DataView): ImageSize | null {
  if (textAt(view, 4, 4) !== 'ftyp' || !/^avi[fs]$/.test(textAt(view, 8, 4))) return null;
  const header = Buffer.from(view.buffer, view.byteOffset, Math.min(view.byteLength, avifHeaderBytes));
  let largest: ImageSize | null = null;
  for (let at = header.indexOf('ispe'); at >= 0 && at + 16 <= header.length; at = header.indexOf('ispe', at + 4)) {
    const width = header.readUInt32BE(at + 8);
    const height = header.readUInt32BE(at + 12);
    if (!largest || width * height > largest.width * largest.height) largest = { extension: 'avif', width, height };
  }
  return largest;
}
