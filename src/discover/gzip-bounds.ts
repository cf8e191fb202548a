/** What a compressed feed or sitemap may grow to: the 50 MB of the sitemap protocol. */
export const maxInflatedBytes = 52_428_800;

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
