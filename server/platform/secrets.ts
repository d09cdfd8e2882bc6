import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { createSigner, type Signer } from './signing.ts';

/** What was encrypted, and the id of the key that did it. */
export interface Sealed {
  readonly secret: Buffer;
  readonly keyId: Buffer;
}

/** Encrypts what must be read again, with keys that are not in the database. The first key encrypts, all decrypt. */
export interface Secrets {
  /** AES-256-GCM. `place` names account, user and purpose: elsewhere the secret does not open. */
  seal(place: readonly string[], plain: Buffer): Sealed;
  /** Throws where the key is unknown, the place another, or a bit is changed. */
  open(place: readonly string[], sealed: Sealed): Buffer;
  /** A number of so many digits that follows from the place and a key, once for each key, the newest first. */
  digitsOf(place: readonly string[], digits: number): string[];
  /** Signs the heads of the chains of activity. */
  readonly heads: Signer;
  readonly newestKeyId: Buffer;
  knows(keyId: Buffer): boolean;
}

const [NONCE, TAG] = [12, 16];

interface Key {
  readonly id: Buffer;
  readonly forSealing: Buffer;
  readonly forDigits: Buffer;
  readonly forHeads: Buffer;
}

/** Works with these keys of 32 bytes, the newest first. */
export function createSecrets(masters: readonly [Buffer, ...Buffer[]]): Secrets {
  const keys = masters.map(keyOf) as [Key, ...Key[]];
  const [newest] = keys;
  const find = (id: Buffer) => keys.find((key) => key.id.equals(id));
  return {
    newestKeyId: newest.id,
    heads: createSigner(keys.map(({ forHeads }) => forHeads) as [Buffer, ...Buffer[]]),
    knows: (id) => find(id) !== undefined,
    digitsOf: (place, digits) => keys.map((key) => numberOf(key, place, digits)),
    seal: (place, plain) => {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', newest.forSealing, nonce, { authTagLength: TAG }).setAAD(bytesOf(place));
      const text = Buffer.concat([cipher.update(plain), cipher.final()]);
      return { secret: Buffer.concat([nonce, cipher.getAuthTag(), text]), keyId: newest.id };
    },
    open: (place, { secret, keyId }) => {
      const key = find(keyId);
      if (!key) throw new Error(`No key of ROLLCALL_SECRET_KEY has the id ${keyId.toString('hex')}.`);
      const nonce = secret.subarray(0, NONCE);
      const decipher = createDecipheriv('aes-256-gcm', key.forSealing, nonce, { authTagLength: TAG });
      decipher.setAAD(bytesOf(place)).setAuthTag(secret.subarray(NONCE, NONCE + TAG));
      return Buffer.concat([decipher.update(secret.subarray(NONCE + TAG)), decipher.final()]);
    },
  };
}

/** One purpose, one key: what is derived for one says nothing about the other. */
function keyOf(master: Buffer): Key {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, '', `rollcall ${purpose}`, 32));
  return {
    id: createHash('sha256').update(derive('key id')).digest().subarray(0, 8),
    forSealing: derive('sealing'),
    forDigits: derive('digits'),
    forHeads: derive('heads'),
  };
}

function numberOf(key: Key, place: readonly string[], digits: number): string {
  const number = createHmac('sha256', key.forDigits).update(bytesOf(place)).digest().readBigUInt64BE();
  // 2^64 over 10^6 leaves no bias that anybody could measure.
  return String(number % 10n ** BigInt(digits)).padStart(digits, '0');
}

/** Parts of any content make different bytes. */
function bytesOf(place: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(place));
}
