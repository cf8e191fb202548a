import { z } from 'zod';
import { NewsError } from '../errors.ts';
import { parseBucketAddress, type BucketCredentials, type BucketSettings } from '../store/s3/bucket-settings.ts';
import { readEnvironment } from './environment.ts';

/** Where the files of an archive lie, in courant.yaml. */
export const filesSchema = z
  .strictObject({
    at: z
      .string()
      .refine(isBucketAddress, 'must be an address as `s3://bucket/folder`')
      .meta({ title: 's3:// address' })
      .describe('The bucket, and the folder in it.'),
    endpoint: z
      .string()
      .regex(
        /^https?:\/\/[^/?#@\s]+\/?$/,
        'must be the address of a service, as `https://s3.example.net`, without a path',
      )
      .meta({ title: 'http or https address' })
      .optional()
      .describe('The service, unless it is that of Amazon in the region.'),
    region: z
      .string()
      .regex(/^[a-z0-9-]+$/, 'must be a region, as `eu-central-1`')
      .meta({ title: 'text' })
      .optional()
      .describe('Where the bucket is; without it `AWS_REGION`, else `us-east-1`.'),
  })
  .optional();

/** Fills in what `files` leaves out: the region of the environment, and Amazon's service there. */
export function toBucketSettings(files: z.infer<typeof filesSchema>): BucketSettings | undefined {
  if (files === undefined) return undefined;
  const region = files.region ?? (readEnvironment().region || 'us-east-1');
  const endpoint = files.endpoint?.replace(/\/$/, '') ?? `https://s3.${region}.amazonaws.com`;
  return { ...parseBucketAddress(files.at), endpoint, region };
}

/** From the environment, so that no secret stands in a file. Throws NewsError config/invalid when there is none. */
export function readBucketCredentials(): BucketCredentials {
  const { accessKeyId, secretAccessKey, sessionToken } = readEnvironment();
  if (accessKeyId !== '' && secretAccessKey !== '') return { accessKeyId, secretAccessKey, sessionToken };
  const detail =
    '`files` names a bucket, but AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set in the environment.';
  throw new NewsError('config/invalid', { detail });
}

function isBucketAddress(text: string): boolean {
  try {
    return parseBucketAddress(text).bucket !== '';
  } catch {
    return false; // the schema says what it must be
  }
}
