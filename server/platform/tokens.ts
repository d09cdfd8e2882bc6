import { createHash, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** 256 random bits as 43 characters of base64url: for cookies and mailed links. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token: SHA-256 is enough for 256 random bits. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A new id (UUIDv7, RFC 9562): later ones sort behind earlier ones. */
export function newId(): string {
  return v7();
}

/** The time in an id (the first 48 bits, milliseconds since 1970). */
export function timeOf(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));
}
