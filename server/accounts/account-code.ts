import { randomInt } from 'node:crypto';

/** Without the pairs that people mix up: 0 O, 1 I L, 8 B, 5 S, 2 Z. */
const ALPHABET = '34679ACDEFGHJKMNPQRTUVWXY';
const LENGTH = 6;

/** A random account code, like `K7M4PQ`: short enough to be read out on the phone. */
export function newAccountCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
