import { expect, it } from 'vitest';
import { timeIn } from './time-in.ts';

it.each([
  ['2026-11-22T14:05', 'UTC', '2026-11-22T14:05:00.000Z'],
  ['2026-11-22T14:05', 'Europe/Berlin', '2026-11-22T13:05:00.000Z'],
  ['2026-07-01T00:30', 'America/New_York', '2026-07-01T04:30:00.000Z'],
  ['2026-11-22T05:00', 'Asia/Kolkata', '2026-11-21T23:30:00.000Z'],
  ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25T12:00', 'Europe/Berlin', '2026-10-25T11:00:00.000Z'],
])('%s in %s is %s', (shown, zone, utc) => {
  expect(timeIn(shown, zone).toISOString()).toBe(utc);
});
