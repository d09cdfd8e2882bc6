import type { Tx } from '../db/pool.ts';
import { type Doer, record } from '../platform/activity.ts';
import type { Secrets } from '../platform/secrets.ts';
import { newAppSecret, stepOf, textOf } from './totp.ts';

const TEN_MINUTES = 10 * 60_000;

interface Owner {
  readonly accountId: string;
  readonly userId: string;
  readonly accountName: string;
  readonly email: string;
}

type Ids = Pick<Owner, 'accountId' | 'userId'>;

/** Where the secret of a set-up opens: for this user only. */
const placeOf = ({ accountId, userId }: Ids) => ['set-up', accountId, userId];

/**
 * A new secret for an app. Nothing is stored until its first code is typed: the page keeps `setup`, which is the secret
 * once more, sealed for this user and with the time at which it ends.
 */
export function prepareApp(secrets: Secrets, owner: Owner) {
  const secret = newAppSecret();
  const ends = Buffer.alloc(8);
  ends.writeBigUInt64BE(BigInt(Date.now() + TEN_MINUTES));
  const sealed = secrets.seal(placeOf(owner), Buffer.concat([ends, secret]));
  const setup = Buffer.concat([sealed.keyId, sealed.secret]).toString('base64url');
  return { ...textOf(secret, owner), setup };
}

/** Who was shown a new secret. The secret itself is nowhere but on their page, and counts only once its first code is typed. */
export async function recordAppShown(tx: Tx, doer: Doer, userId: string): Promise<void> {
  await record(tx, doer, { action: 'user.authenticator_shown', target: { type: 'user', id: userId } });
}

/** The secret of a set-up and the step of its first code. `expired` also where it was never made for this user. */
export function readSetup(
  secrets: Secrets,
  owner: Ids,
  setup: string,
  code: string,
): { secret: Buffer; step: number } | 'expired' | 'wrong' {
  const plain = openSetup(secrets, owner, setup);
  if (!plain || Number(plain.readBigUInt64BE()) < Date.now()) return 'expired';
  const secret = plain.subarray(8);
  const step = stepOf(secret, code);
  return step === null ? 'wrong' : { secret, step };
}

function openSetup(secrets: Secrets, owner: Ids, setup: string): Buffer | null {
  const bytes = Buffer.from(setup, 'base64url');
  try {
    return secrets.open(placeOf(owner), { keyId: bytes.subarray(0, 8), secret: bytes.subarray(8) });
  } catch {
    return null;
  }
}
