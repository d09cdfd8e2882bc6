import { z } from 'zod';

/** Control characters, and the invisible ones that turn the direction of text and so can disguise a name. */
const FORBIDDEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

function isClean(value: string): boolean {
  return value.isWellFormed() && !FORBIDDEN.test(value);
}

/** One line of text: NFC, trimmed, no control characters, no lone surrogates. */
export function line(maximum: number, minimum = 1) {
  return z
    .string()
    .refine(isClean, { error: 'field.characters', abort: true })
    .overwrite((value) => value.normalize('NFC').trim().replaceAll(/\s+/g, ' '))
    .min(minimum)
    .max(maximum);
}

const EMAIL = /^[^\s@"(),:;<>[\]\\]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u;

/** An e-mail address (RFC 5321: at most 254 characters, 64 before the @). Quoted local parts are refused. */
export const email = line(254).refine((value) => EMAIL.test(value) && value.indexOf('@') <= 64, 'field.email');

/** What two addresses are compared by: one mailbox, one key. */
export function emailKey(value: string): string {
  return value.normalize('NFKC').toLowerCase();
}

/** Letters, digits, `.`, `_`, `-`; one with `@` is allowed here and checked against the user's own e-mail. */
export const username = line(64).refine((value) => /^[\p{L}\p{N}._-]+$/u.test(value) || EMAIL.test(value), 'field.username');

export function usernameKey(value: string): string {
  return value.normalize('NFKC').toLowerCase();
}

/** What names are sorted and searched by: lower case, without accents. */
export function nameKey(value: string): string {
  return value.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

export const id = z.uuid();
export const time = z.iso.datetime();
