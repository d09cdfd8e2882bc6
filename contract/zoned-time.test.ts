import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantIn, wallClockIn } from './zoned-time.ts';

describe('times of a timezone', () => {
  it.each([
    ['Europe/Berlin', '2026-11-22T14:30', '2026-11-22T13:30:00.000Z'],
    ['Asia/Kathmandu', '2026-11-22T00:00:00', '2026-11-21T18:15:00.000Z'],
    ['America/New_York', '2026-07-01T09:00', '2026-07-01T13:00:00.000Z'],
    // Comes twice, then never.
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['Pacific/Apia', '2026-01-01T12:00', '2025-12-31T23:00:00.000Z'],
  ])('%s shows %s at %s', (zone, clock, instant) => {
    expect(instantIn(zone, clock)?.toISOString()).toBe(instant);
  });

  it.each(['', '2026-13-01T00:00', '2026-02-30T10:00', 'tomorrow'])('“%s” is no time', (text) => {
    expect(instantIn('Europe/Berlin', text)).toBeNull();
  });

  it('what clocks show is shown at that time', () => {
    const zones = fc.constantFrom('UTC', 'Europe/London', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Tokyo');
    const times = fc.date({ min: new Date('1990-01-01'), max: new Date('2050-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(zones, times, (zone, time) => {
        const clock = wallClockIn(zone, time);
        const instant = instantIn(zone, clock);
        expect(instant && wallClockIn(zone, instant)).toBe(clock);
      }),
    );
  });
});
