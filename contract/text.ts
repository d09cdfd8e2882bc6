import { z } from 'zod';

/** Control characters, and the invisible ones that turn the direction of text and so can disguise a name. */
const FORBIDDEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** Something that can be seen: a name of nothing but zero-width characters is no name. */
const VISIBLE = /[^\p{Z}\p{C}\p{M}]/u;

function isClean(value: string): boolean {
  return value.isWellFormed() && !FORBIDDEN.test(value);
}

/** One line of text: NFC, trimmed, no control characters, no lone surrogates. */
export function line(maximum: number, minimum = 1) {
  return z
    .string()
    .refine(isClean, { error: 'field.characters', abort: true })
    .refine((value) => value.trim() === '' || VISIBLE.test(value), { error: 'field.characters', abort: true })
    .overwrite((value) => value.normalize('NFC').trim().replaceAll(/\s+/g, ' '))
    .min(minimum)
    .max(maximum);
}

const EMAIL = /^[^\s@"(),:;<>[\]\\]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u;

/** What somebody types to find something: anything that the database can compare, so no NUL and no lone surrogates. */
export function searched(maximum: number, minimum = 0) {
  return z
    .string()
    .refine((value) => value.isWellFormed() && !value.includes('\0'), { error: 'field.characters', abort: true })
    .min(minimum)
    .max(maximum);
}

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

/** Accents and points that people leave out when they search. In other scripts such marks are vowels, and tell words apart. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u064b-\u0652\u0670]/g;

/** What names are sorted and searched by: lower case, without accents. */
export function nameKey(value: string): string {
  return value.normalize('NFKD').replaceAll(ACCENTS, '').toLowerCase().replaceAll('ς', 'σ');
}

/** A UUID in lower case, as the database writes it (RFC 9562 reads both). */
export const id = z.uuid().toLowerCase();
export const time = z.iso.datetime();

/** A moment that somebody asks for, in any timezone (RFC 3339); written in UTC. PostgreSQL knows no year 0. */
export const moment = z.iso
  .datetime({ offset: true })
  .refine((value) => !value.startsWith('0000') && !Number.isNaN(Date.parse(value)), 'field.invalid')
  .overwrite((value) => (Number.isNaN(Date.parse(value)) ? value : new Date(value).toISOString()));
