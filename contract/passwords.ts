import { z } from 'zod';
import type { FieldErrorCode } from './errors.ts';
import { nameKey } from './text.ts';

type PasswordRule = Extract<FieldErrorCode, `password.${string}`>;

/**
 * The rules of a new password, in the order in which a form shows them. Eight characters as people count them (NIST SP
 * 800-63B, 3.1.1.2: a code point is one), and as much as `typedPassword` takes.
 */
const RULES: readonly [PasswordRule, (password: string) => boolean][] = [
  ['password.length', (p) => [...p].length >= 8],
  ['password.too_long', (p) => p.length <= 128],
  ['password.upper', (p) => /\p{Lu}/u.test(p)],
  ['password.lower', (p) => /\p{Ll}/u.test(p)],
  ['password.digit', (p) => /\p{Nd}/u.test(p)],
];

/** The rules that the password breaks. Whether it is well known is asked of `isWellKnown`, whose list is large. */
export function brokenRules(password: string): PasswordRule[] {
  return RULES.filter(([, holds]) => !holds(password)).map(([rule]) => rule);
}

/** Names that anybody can guess from who the holder is; shorter ones say little. */
const PRODUCT = 'rollcall';
const SHORTEST_NAME = 4;
const LEFT_AT_LEAST = 8;

/**
 * Whether little is left of a password without the names that belong to its holder: theirs, their company's, their
 * address's, the product's (OWASP ASVS 5.0, 6.1.2 and 6.2.11). `about` holds whatever texts are known; empty ones count for nothing.
 */
export function isAboutHolder(password: string, about: readonly (string | null | undefined)[]): boolean {
  const names = [PRODUCT, ...about].flatMap((text) => nameKey(text ?? '').split(/[^\p{L}\p{N}]+/u));
  const key = nameKey(password);
  const rest = names
    .filter((name) => name.length >= SHORTEST_NAME)
    .sort((a, b) => b.length - a.length)
    .reduce((left, name) => left.replaceAll(name, ''), key);
  return rest !== key && rest.length < LEFT_AT_LEAST;
}

/** A password as somebody chooses it. Never trimmed or changed. */
export const newPassword = z
  .string()
  .refine((p) => p.isWellFormed() && !/\p{Cc}/u.test(p), { error: 'field.characters', abort: true })
  .superRefine((password, context) => {
    for (const rule of brokenRules(password)) context.addIssue({ code: 'custom', message: rule });
  });

/** A password as somebody types it to prove who they are: only its length is bounded. */
export const typedPassword = z.string().min(1).max(128);
