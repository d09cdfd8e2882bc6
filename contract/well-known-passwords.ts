import { WELL_KNOWN_PASSWORDS } from './well-known-passwords.gen.ts';

const list = new Set(WELL_KNOWN_PASSWORDS.split('\n'));

/** Whether the password, in any case, is one of the 5,000 best known that our other rules let through (NIST SP 800-63B, 3.1.1.2). */
export function isWellKnown(password: string): boolean {
  return list.has(password.toLowerCase());
}
