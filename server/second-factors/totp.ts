import { Secret, TOTP } from 'otpauth';

const PERIOD = 30;

/** A secret as long as the hash of RFC 4226 wants it: 160 bits. */
export function newAppSecret(): Buffer {
  return Buffer.from(new Secret({ size: 20 }).bytes);
}

/** The secret as people type it, and as an app reads it from a QR code. */
export function textOf(secret: Buffer, label: { accountName: string; email: string }): { secret: string; uri: string } {
  // A colon in a name would part it in the wrong place.
  const issuer = `Rollcall (${label.accountName.replaceAll(':', ' ')})`;
  const totp = totpOf(secret, { issuer, label: label.email });
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/**
 * The step of thirty seconds whose code this is: the present one, the one before or the one after (RFC 6238, 5.2); null
 * where it is none of them.
 */
export function stepOf(secret: Buffer, code: string, now = Date.now()): number | null {
  const totp = totpOf(secret);
  const delta = totp.validate({ token: code, window: 1, timestamp: now });
  return delta === null ? null : Math.floor(now / 1000 / PERIOD) + delta;
}

/** What every authenticator app reads: SHA-1, six digits, thirty seconds. */
function totpOf(secret: Buffer, names: { issuer?: string; label?: string } = {}): TOTP {
  const bytes = new Uint8Array(secret);
  return new TOTP({ ...names, secret: new Secret({ buffer: bytes.buffer }), algorithm: 'SHA1', digits: 6, period: PERIOD });
}
