import { expect, it } from 'vitest';
import { numberIn, stepped } from './numbers.ts';

it('reads a number as people type it, and leaves what is none', () => {
  expect(numberIn(' 3600 ')).toBe(3600);
  expect(numberIn('2,5')).toBe(2.5);
  expect(numberIn('2.5')).toBe(2.5);
  expect(numberIn('\u0663\u066b\u0665')).toBe(3.5);
  expect(numberIn('')).toBeNull();
  for (const none of ['-1', '1e3', '2.', '1.2.3', 'ten']) expect(numberIn(none)).toBe(none);
});

it('goes up and down by tenths without rests', () => {
  expect([0.1, 0.2, 0.7].map((value) => stepped(value, 0.1))).toEqual([0.2, 0.3, 0.8]);
  expect(stepped(0, -1)).toBe(0);
});
