import { Secret } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { base32Decode, hotp, totp } from '../testing/authenticator.ts';
import { newAppSecret, stepOf, textOf } from './totp.ts';

/** RFC 6238, appendix B (SHA-1): seconds, and the eight digits. */
const VECTORS: [number, string][] = [
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
];
const RFC_SECRET = Buffer.from('12345678901234567890');

describe('the app of the tests', () => {
  it.each(VECTORS)('makes the code of RFC 6238 at %d seconds', (seconds, code) => {
    expect(hotp(RFC_SECRET, Math.floor(seconds / 30), 8)).toBe(code);
    expect(totp(new Secret({ buffer: new Uint8Array(RFC_SECRET).buffer }).base32, 0, seconds)).toBe(code.slice(2));
  });
});

describe('the product', () => {
  it.each(VECTORS)('reads the code of RFC 6238 at %d seconds', (seconds, code) => {
    expect(stepOf(RFC_SECRET, code.slice(2), seconds * 1000)).toBe(Math.floor(seconds / 30));
  });

  it('reads the code of the step before and after, and of no other', () => {
    const [secret, now] = [newAppSecret(), 1_800_000_015_000];
    const step = now / 1000 / 30 - 0.5;
    for (const by of [-1, 0, 1]) expect(stepOf(secret, hotp(secret, step + by), now), String(by)).toBe(step + by);
    for (const by of [-3, -2, 2, 3]) expect(stepOf(secret, hotp(secret, step + by), now), String(by)).toBeNull();
  });

  it('tells an app the secret, the account and the address', () => {
    const secret = newAppSecret();
    const { uri, secret: text } = textOf(secret, { accountName: 'A & B: Söhne', email: 'ana+1@example.com' });
    expect(base32Decode(text)).toEqual(secret);
    expect(secret).toHaveLength(20);
    const url = new URL(uri);
    expect(uri).toMatch(/^otpauth:\/\/totp\//);
    expect(decodeURIComponent(url.pathname)).toContain('ana+1@example.com');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      issuer: 'Rollcall (A & B  Söhne)',
      secret: text,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });
});
