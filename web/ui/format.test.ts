import { describe, expect, it } from 'vitest';
import { formatRelative } from './format.ts';

const NOW = Date.parse('2026-03-15T12:00:00Z');
const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

describe('how long ago', () => {
  it.each([
    ['now', 20_000],
    ['1 minute ago', 40_000],
    ['59 minutes ago', 59.4 * MINUTE],
    ['1 hour ago', 59.6 * MINUTE],
    ['23 hours ago', 23.4 * HOUR],
    ['yesterday', 23.6 * HOUR],
    ['6 days ago', 6.4 * DAY],
    ['last week', 6.6 * DAY],
    ['last month', 31 * DAY],
    ['last year', 364 * DAY],
    ['2 years ago', 730 * DAY],
  ])('%s', (words, ago) => {
    expect(formatRelative(new Date(NOW - ago), NOW)).toBe(words);
  });

  it('tells what is to come in the same way', () => {
    expect(formatRelative(new Date(NOW + 23.6 * HOUR), NOW)).toBe('tomorrow');
  });
});
