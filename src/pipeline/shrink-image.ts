import type Sharp from 'sharp';

/** A smaller copy of a picture, as WebP. */
export interface Shrunk {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

// Lists show pictures at up to 192 pixels, pages at up to 736: twice as many for screens with small pixels.
const sizes = { small: 480, medium: 1280 } as const;
// What is hardly larger than its copy would be is shown itself.
const gain = 1.25;

/** Makes the copies that are worth it. A picture that the library cannot read has none. */
export async function shrinkImage(
  bytes: Uint8Array,
  width: number,
): Promise<Partial<Record<keyof typeof sizes, Shrunk>>> {
  if (width < sizes.small * gain) return {};
  const { default: sharp } = await import('sharp');
  const shrink = (to: number): Promise<Shrunk | undefined> => (width < to * gain ? none : resize(sharp, bytes, to));
  const [small, medium] = await Promise.all([shrink(sizes.small), shrink(sizes.medium)]);
  return { ...(small && { small }), ...(medium && { medium }) };
}

const none = Promise.resolve(undefined);

async function resize(sharp: typeof Sharp, bytes: Uint8Array, width: number): Promise<Shrunk | undefined> {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: 100_000_000, failOn: 'error' })
      .autoOrient()
      .resize({ width, withoutEnlargement: true })
      .webp({ quality: 76 })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  } catch {
    return undefined; // broken, or too many pixels: the picture itself is shown
  }
}
