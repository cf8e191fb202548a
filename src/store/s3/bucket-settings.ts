import { NewsError } from '../../errors.ts';

/** Which bucket the files of an archive lie in, and where. */
export interface BucketSettings {
  readonly bucket: string;
  /** What all keys begin with: empty, or it ends with `/`. */
  readonly prefix: string;
  /** `https://…` of the service, without a slash at the end; the bucket is the first part of the path there. */
  readonly endpoint: string;
  readonly region: string;
}

/** What signs requests. */
export interface BucketCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Empty for credentials that do not run out. */
  readonly sessionToken: string;
}

/** Reads `s3://bucket` or `s3://bucket/prefix`. Throws NewsError config/invalid. */
export function parseBucketAddress(text: string): Pick<BucketSettings, 'bucket' | 'prefix'> {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(text) ?? [];
  const parts = prefix.split('/').filter((part) => part !== '');
  if (bucket === '' || parts.some((part) => !/^[\w.-]+$/.test(part) || /^\.+$/.test(part))) {
    const detail = '`files.at` must be an address as s3://bucket or s3://bucket/folder.';
    throw new NewsError('config/invalid', { detail });
  }
  return { bucket, prefix: parts.map((part) => `${part}/`).join('') };
}

/** For reports: where a bucket lies. */
export function shownBucket({ bucket, prefix, endpoint }: BucketSettings): string {
  return `s3://${bucket}/${prefix} at ${endpoint}`;
}
