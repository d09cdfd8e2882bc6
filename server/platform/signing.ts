import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** Signs with Ed25519 (RFC 8032) what others check without Rollcall. The first key signs, all are recognised. */
export interface Signer {
  sign(text: string): Buffer;
  /** The newest first, in PEM (SubjectPublicKeyInfo, RFC 8410). */
  readonly publicKeys: readonly [string, ...string[]];
}

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** With keys made of these seeds of 32 bytes, the newest first. */
export function createSigner(seeds: readonly [Buffer, ...Buffer[]]): Signer {
  const keys = seeds.map(keyOf) as [KeyObject, ...KeyObject[]];
  return {
    sign: (text) => sign(null, Buffer.from(text), keys[0]),
    publicKeys: keys.map((key) => createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()) as [string],
  };
}

function keyOf(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

/** Whether the key that belongs to this public one signed the text. */
export function isSignedBy(publicKey: string, text: string, signature: Buffer): boolean {
  return verify(null, Buffer.from(text), createPublicKey(publicKey), signature);
}
