import { Parser } from 'htmlparser2';

/** An object of a bucket, as a listing tells of it. */
export interface BucketEntry {
  readonly key: string;
  readonly bytes: number;
  /** Changes whenever the content does; without quotes. */
  readonly etag: string;
}

export interface Listing {
  readonly entries: readonly BucketEntry[];
  /** Whether there are more behind the last one. */
  readonly hasMore: boolean;
}

/** Reads the answer of ListObjects. Elements that we do not know are passed over. */
export function parseListing(xml: string): Listing {
  const entries: BucketEntry[] = [];
  let fields = new Map<string, string>();
  let hasMore = false;
  readElements(xml, (name, text) => {
    if (name === 'IsTruncated') hasMore = text.trim() === 'true';
    if (name !== 'Contents') return void fields.set(name, text);
    const key = fields.get('Key') ?? '';
    if (key !== '')
      entries.push({ key, bytes: Number(fields.get('Size') ?? 0), etag: plainEtag(fields.get('ETag') ?? '') });
    fields = new Map();
  });
  return { entries, hasMore };
}

/** What an answer with an error says: its code, as `NoSuchBucket`, and its message; empty where it says nothing. */
export function parseError(xml: string): { readonly code: string; readonly message: string } {
  let [code, message] = ['', ''];
  readElements(xml, (name, text) => {
    if (name === 'Code') code = text.trim();
    if (name === 'Message') message = text.trim();
  });
  return { code, message };
}

export function plainEtag(etag: string): string {
  return etag.replace(/^W\//, '').replaceAll('"', '');
}

/** Tells of each element when it ends, with the text that is directly within it. */
function readElements(xml: string, onEnd: (name: string, text: string) => void): void {
  const texts: string[] = [];
  const parser = new Parser(
    {
      onopentag: () => void texts.push(''),
      ontext: (text) => void texts.push((texts.pop() ?? '') + text),
      onclosetag: (name) => onEnd(name, texts.pop() ?? ''),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
}
