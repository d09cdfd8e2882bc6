import { availableParallelism } from 'node:os';
import { hash, hashRaw, type Options, verify } from '@node-rs/argon2';
import { fieldErrorAt } from '../../contract/field-errors.ts';
import { isAboutHolder } from '../../contract/passwords.ts';
import { isWellKnown } from '../../contract/well-known-passwords.ts';
import { Refusal } from './refusal.ts';
import { Turnstile } from './turnstile.ts';

/** OWASP's second choice for argon2id: 19 MiB, 2 passes, 1 lane. Raising a number re-hashes at the next sign-in. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } satisfies Options;

/** A hash of no password: unknown people cost as much time as known ones. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$cm9sbGNhbGwtbm9ib2R5IQ$TvF4XTdWw9JUE7DLgEEb7MpAFHhBvZfbnBQlLQfRZ9I';

/** As many at once as there are cores. */
const HASHING = new Turnstile(availableParallelism(), 200);

/**
 * Hashes a password that somebody chose in the field at `path`. `about` is what is known of who will hold it.
 * Throws `request.invalid` where it is well known, or hardly more than their names.
 */
export function hashNewPassword(path: string, password: string, about: readonly (string | null)[]): Promise<string> {
  const wrong = isWellKnown(password) ? 'password.well_known' : isAboutHolder(password, about) ? 'password.personal' : null;
  if (wrong) throw new Refusal('request.invalid', { errors: [fieldErrorAt(path, wrong)] });
  return hashPassword(password);
}

/** Hashes with argon2id. Throws `server.busy` where too many wait already. */
export function hashPassword(password: string): Promise<string> {
  return HASHING.pass(() => hash(password.normalize('NFC'), PARAMETERS));
}

/** The argon2id of a short secret with a salt of its set, as 32 bytes, so that one run finds it among many. Throws `server.busy`. */
export function hashWithSalt(secret: string, salt: Buffer): Promise<Buffer> {
  return HASHING.pass(() => hashRaw(secret, { ...PARAMETERS, salt }));
}

/** Checks one password against a hash, or against nobody's: always one argon2id run. Throws `server.busy`. */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const matches = await HASHING.pass(() => verify(stored ?? NOBODY, password.normalize('NFC')));
  return matches && stored != null;
}

/** Whether the hash was made with weaker parameters than today's. */
export function isOutdated(stored: string): boolean {
  const { memoryCost, timeCost, parallelism } = PARAMETERS;
  return !stored.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`);
}
