import { z } from 'zod';

const hourMs = 3_600_000;
const unitMs = { m: 60_000, h: hourMs, d: 24 * hourMs, w: 7 * 24 * hourMs } as const;
const shortestMs = 10 * unitMs.m;
const longestMs = 52 * unitMs.w;

/** `recheck:` of courant.yaml and of a source file: times after publication, as `[1h, 6h, 24h, 7d]`, to ms, shortest first. */
export const recheckSchema = z
  .array(
    z
      .string()
      .regex(/^\d{1,4}(?:\.\d{1,2})?[mhdw]$/, 'must be a time as `30m`, `6h`, `7d` or `2w`')
      .meta({ title: 'time from 10m to 52w' })
      .transform((text) => Number(text.slice(0, -1)) * unitMs[text.slice(-1) as keyof typeof unitMs]) // as the pattern says
      .refine((ms) => ms >= shortestMs && ms <= longestMs, 'must be from 10m to 52w'),
  )
  .max(12, 'must not name more than 12 times')
  .transform((times) => [...new Set(times)].sort((a, b) => a - b));
