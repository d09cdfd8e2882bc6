import { createHmac } from 'node:crypto';
import type { Email } from 'postal-mime';
import type { TwoFactorType } from '../../contract/policy-in-force.ts';
import type { TestApp } from './app.ts';
import type { Client } from './client.ts';

// An authenticator app, written from RFC 4226 and RFC 6238 alone: it shares nothing with the product's.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, 6. */
export function base32Decode(text: string): Buffer {
  let bits = '';
  for (const letter of text.replace(/=+$/, '').toUpperCase()) bits += ALPHABET.indexOf(letter).toString(2).padStart(5, '0');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** RFC 4226, 5.3: HMAC-SHA-1, dynamic truncation. */
export function hotp(secret: Buffer, counter: number, digits = 6): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', secret).update(message).digest();
  const offset = (mac[19] ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
}

/** RFC 6238, 4: steps of thirty seconds since 1970. */
export function totp(secret: string, steps = 0, seconds = Date.now() / 1000): string {
  return hotp(base32Decode(secret), Math.floor(seconds / 30) + steps);
}

/** The six digits that a mail brings. */
export function codeIn(mail: Email): string {
  const code = /^(\d{6})$/m.exec(mail.text ?? '')?.[1];
  if (!code) throw new Error('There is no code in the mail.');
  return code;
}

/** What the account demands. */
export async function demandFactor(app: TestApp, accountId: string, type: TwoFactorType): Promise<void> {
  await app.owner.query('update accounts set two_factor = $1 where id = $2', [type, accountId]);
}

/**
 * Sets an app up, as the page does; answers its secret and the recovery codes. The code of the present step is then used
 * up; `forgetSteps` lets a test go on without waiting.
 */
export async function setUpApp(app: TestApp, client: Client): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret, setup } = (await client.call('prepareMyApp')).body;
  const { recoveryCodes } = (await client.call('setUpMyApp', { body: { setup, code: totp(secret) } })).body;
  await forgetSteps(app);
  return { secret, recoveryCodes };
}

/** As if the codes of this minute had not been used. */
export async function forgetSteps(app: TestApp): Promise<void> {
  await app.owner.query('update authenticators set last_step = 0');
}
