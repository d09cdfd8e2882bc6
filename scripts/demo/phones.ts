import { isPhoneNumber } from '../../contract/phone-number.ts';

/** Numbers that regulators keep for stories, so that nobody is ever called: prefix, and how many digits follow. */
const KEPT_FREE: readonly (readonly [string, number])[] = [
  // Bundesnetzagentur, for film and television
  ['+493023125', 3],
  ['+496990009', 3],
  ['+494066969', 3],
  ['+492214710', 3],
  ['+498999998', 3],
  // Arcep
  ['+3319900', 4],
  ['+3326191', 4],
  ['+3335301', 4],
  ['+3346571', 4],
  ['+3353649', 4],
  // Ofcom
  ['+44207946', 4],
  ['+441134960', 3],
  ['+441144960', 3],
  ['+441154960', 3],
  ['+441164960', 3],
  ['+441174960', 3],
  ['+441184960', 3],
  ['+441214960', 3],
  ['+441314960', 3],
  ['+441414960', 3],
  ['+441514960', 3],
  ['+441614960', 3],
];

/** So many different numbers, spread over the countries. */
export function freeNumbers(count: number): string[] {
  const numbers: string[] = [];
  for (let n = 0; numbers.length < count && n < 10_000; n += 1) {
    for (const [prefix, digits] of KEPT_FREE) {
      const number = `${prefix}${String(n).padStart(digits, '0')}`;
      if (n < 10 ** digits && numbers.length < count && isPhoneNumber(number)) numbers.push(number);
    }
  }
  return numbers;
}
