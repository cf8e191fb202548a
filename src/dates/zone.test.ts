import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatInZone, fromZone, isTimeZone } from './zone.ts';

describe('formatInZone and fromZone', () => {
  test.each([
    ['an instant in UTC', '2025-02-09T23:25:00+05:30', 'UTC', '2025-02-09 17:55:00'],
    ['a zone in winter', '2025-01-01T00:00:00Z', 'Europe/Berlin', '2025-01-01 01:00:00'],
    ['a zone in summer', '2025-07-01T00:00:00Z', 'Europe/Berlin', '2025-07-01 02:00:00'],
    ['half an hour', '2025-07-01T00:00:00Z', 'Asia/Kolkata', '2025-07-01 05:30:00'],
    ['a day earlier', '2025-07-01T00:00:00Z', 'America/Los_Angeles', '2025-06-30 17:00:00'],
  ])('%s', (_, instant, zone, local) => {
    expect(formatInZone(instant, zone)).toBe(local);
    expect(Date.parse(fromZone(local, zone))).toBe(Date.parse(instant));
  });

  test('the hour that a clock change leaves out keeps the offset before it', () => {
    expect(fromZone('2025-03-30 02:30:00', 'Europe/Berlin')).toBe('2025-03-30T02:30:00+01:00');
  });

  test('in the hour that comes twice the first is meant', () => {
    expect(fromZone('2025-10-26 02:30:00', 'Europe/Berlin')).toBe('2025-10-26T02:30:00+02:00');
  });

  test('there and back again is the same instant', () => {
    const zones = fc.constantFrom('UTC', 'Asia/Tokyo', 'Asia/Kathmandu', 'Africa/Lagos', 'America/Bogota');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), zones, (seconds, zone) => {
        const instant = new Date(seconds * 1000).toISOString();
        expect(Date.parse(fromZone(formatInZone(instant, zone), zone))).toBe(seconds * 1000);
      }),
    );
  });

  test('what is no zone or no instant is refused', () => {
    expect(isTimeZone('Europe/Berlin')).toBe(true);
    expect(isTimeZone('Europe/Nowhere')).toBe(false);
    expect(() => formatInZone('2025-01-01T00:00:00Z', 'Mars/Olympus')).toThrow(RangeError);
    expect(() => formatInZone('soon', 'UTC')).toThrow(RangeError);
    expect(() => fromZone('soon', 'UTC')).toThrow(RangeError);
  });
});
