import { describe, expect, test } from 'vitest';
import { BucketAnswer, toBucketError } from './bucket-failure.ts';
import { parseBucketAddress, shownBucket } from './bucket-settings.ts';

describe('the address of a bucket', () => {
  test.each([
    ['s3://made-up-news', 'made-up-news', ''],
    ['s3://made-up-news/', 'made-up-news', ''],
    ['s3://news.example.org/archive', 'news.example.org', 'archive/'],
    ['s3://news/a//b_c/1.5/', 'news', 'a/b_c/1.5/'],
  ])('%s', (text, bucket, prefix) => {
    expect(parseBucketAddress(text)).toEqual({ bucket, prefix });
  });

  test.each([
    ...['', 'made-up-news', 'https://made-up-news/', 's3://', 's3:///folder', 's3://ab', 's3://Upper', 's3://-news'],
    ...['s3://news/..', 's3://news/a/./b', 's3://news/a/../b', 's3://news/with space', 's3://news/a/x?y', ' s3://news'],
  ])('is not `%s`', (text) => {
    expect(() => parseBucketAddress(text)).toThrow(expect.objectContaining({ code: 'config/invalid' }));
  });

  test('is shown with where the bucket lies', () => {
    const settings = { bucket: 'news', prefix: 'a/', endpoint: 'https://s3.example', region: '' };
    expect(shownBucket(settings)).toBe('s3://news/a/ at https://s3.example');
  });
});

describe('an answer that is no success', () => {
  const codeOf = (status: number, code = ''): string =>
    toBucketError(new BucketAnswer(status, code, ''), 's', 'k').code;

  test.each([
    ...[[408], [429], [500], [502], [503], [504]],
    ...[
      [400, 'RequestTimeout'],
      [409, 'OperationAborted'],
      [403, 'SlowDown'],
    ],
  ] as [number, string?][])('of %i %s passes', (status, code = '') => {
    expect(new BucketAnswer(status, code, '').isPassing).toBe(true);
    expect(codeOf(status, code)).toBe('store/bucket-away');
  });

  test.each([...[[401], [403], [301], [307], [404, 'NoSuchBucket'], [400, 'ExpiredToken']]] as [number, string?][])(
    'of %i %s lets nobody in',
    (status, code) => {
      expect(codeOf(status, code)).toBe('store/bucket-refused');
    },
  );

  test('may be of a clock, of a full disk, or of nothing known', () => {
    expect([codeOf(403, 'RequestTimeTooSkewed'), codeOf(507), codeOf(501), codeOf(400)]).toEqual([
      ...['store/bucket-clock', 'store/no-space', 'store/failed', 'store/failed'],
    ]);
  });

  test('says status, code and message, with key and cause', () => {
    const error = toBucketError(new BucketAnswer(403, 'AccessDenied', 'No.'), 's3://news', 'content/a.md');
    expect(error.context.detail).toBe('content/a.md: HTTP 403 AccessDenied No.');
    const lost = toBucketError(new Error('fetch failed', { cause: new Error('refused') }), 's3://news', '');
    expect([lost.code, lost.context.detail]).toEqual(['store/bucket-away', 'fetch failed (refused)']);
    expect(toBucketError(lost, 'other', 'k')).toBe(lost);
  });
});
