import { z } from 'zod';
import type { FieldErrorCode } from './errors.ts';

type PasswordRule = Extract<FieldErrorCode, `password.${string}`>;

/** The rules of a new password, in the order in which a form shows them. The longest is 128 characters. */
const RULES: readonly [PasswordRule, (password: string) => boolean][] = [
  ['password.length', (p) => p.length >= 8],
  ['password.too_long', (p) => p.length <= 128],
  ['password.upper', (p) => /\p{Lu}/u.test(p)],
  ['password.lower', (p) => /\p{Ll}/u.test(p)],
  ['password.digit', (p) => /\p{Nd}/u.test(p)],
];

/** The rules that the password breaks. Whether it is well known is asked of `isWellKnown`, whose list is large. */
export function brokenRules(password: string): PasswordRule[] {
  return RULES.filter(([, holds]) => !holds(password)).map(([rule]) => rule);
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
