import type { Database, Tx } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { decide, demand } from '../platform/policy.ts';
import { Refusal, refuseField } from '../platform/refusal.ts';
import type { Secrets } from '../platform/secrets.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { removeAuthenticator, saveAuthenticator } from './authenticators.ts';
import { forgetProofs } from './forget-proofs.ts';
import { MY_FACTOR_RULES } from './policy.ts';
import { tellOfApp } from './prove.ts';
import { findSecondFactor, type SecondFactor } from './queries.ts';
import { newRecoveryCodes, removeRecoveryCodes, saveRecoveryCodes } from './recovery-codes.ts';
import { readSetup } from './set-up-app.ts';

/** What is said of secrets. */
const APP_AND_CODES = { authenticator: 'changed', recoveryCodes: 'changed' } as const;

/** One's own second factor as the API shows it, with what may be done with it. */
export async function getMySecondFactor(db: Database, { accountId, userId }: SignedIn) {
  const factor = await findSecondFactor(db.reader(accountId), userId);
  if (!factor) throw new Refusal('session.required');
  const can = {
    removeApp: decide(MY_FACTOR_RULES.removeApp, null, factor),
    makeRecoveryCodes: decide(MY_FACTOR_RULES.makeRecoveryCodes, null, factor),
  };
  return { ...factsOf(factor), can };
}

/** What is told of a second factor, to its owner and to those who see the user. */
export function factsOf({ inForce, policy, authenticatorSince, recoveryCodesLeft }: SecondFactor) {
  return { inForce, policy, authenticatorSince, recoveryCodesLeft };
}

interface FirstCode {
  readonly setup: string;
  readonly code: string;
}

/**
 * Sets up an authenticator app by its first code, in the place of an earlier one. Answers ten recovery codes. Throws
 * `setup.expired`, `code.wrong_setup`, `server.busy`.
 */
export async function setUpMyApp(
  db: Database,
  secrets: Secrets,
  signedIn: SignedIn,
  { setup, code }: FirstCode,
): Promise<string[]> {
  const app = readSetup(secrets, signedIn, setup, code);
  if (app === 'expired') throw new Refusal('setup.expired');
  if (app === 'wrong') throw refuseField('code', 'code.wrong_setup');
  const codes = await newRecoveryCodes();
  await db.write(signedIn.accountId, async (tx) => {
    await lockMe(tx, signedIn);
    await saveAuthenticator(tx, secrets, signedIn.userId, app);
    await saveRecoveryCodes(tx, signedIn.userId, codes);
    await tellOfApp(tx, signedIn.userId, 'authenticator_set_up');
    const changes = { ...APP_AND_CODES, ...(await forgetProofs(tx, signedIn.userId)) };
    await record(tx, signedIn, { action: 'user.authenticator_set_up', target: { type: 'user', id: signedIn.userId }, changes });
  });
  return codes.codes;
}

/** Removes one's app; recovery codes stay only where mailed codes are asked for from now on. Throws the reason of the rule. */
export async function removeMyApp(tx: Tx, signedIn: SignedIn): Promise<void> {
  const factor = await lockMe(tx, signedIn);
  demand(MY_FACTOR_RULES.removeApp, null, factor);
  await removeAuthenticator(tx, signedIn.userId);
  const losesCodes = factor.policy.value === 'off';
  if (losesCodes) await removeRecoveryCodes(tx, signedIn.userId);
  await tellOfApp(tx, signedIn.userId, 'authenticator_removed');
  const changes = {
    ...(losesCodes ? APP_AND_CODES : { authenticator: 'changed' as const }),
    ...(await forgetProofs(tx, signedIn.userId)),
  };
  await record(tx, signedIn, { action: 'user.authenticator_removed', target: { type: 'user', id: signedIn.userId }, changes });
}

/** Ten new recovery codes in the place of the earlier ones. Throws the reason of the rule, `server.busy`. */
export async function makeMyRecoveryCodes(db: Database, signedIn: SignedIn): Promise<string[]> {
  const codes = await newRecoveryCodes();
  await db.write(signedIn.accountId, async (tx) => {
    demand(MY_FACTOR_RULES.makeRecoveryCodes, null, await lockMe(tx, signedIn));
    await saveRecoveryCodes(tx, signedIn.userId, codes);
    const changes = { recoveryCodes: 'changed' } as const;
    await record(tx, signedIn, { action: 'user.recovery_codes_made', target: { type: 'user', id: signedIn.userId }, changes });
  });
  return codes.codes;
}

/** Locks oneself, and reads the second factor that holds then. Throws `session.required`. */
async function lockMe(tx: Tx, { userId }: SignedIn): Promise<SecondFactor> {
  const me = await tx
    .selectFrom('users')
    .select('id')
    .where('account_id', '=', tx.accountId)
    .where('id', '=', userId)
    .where('status', '=', 'active')
    .forNoKeyUpdate()
    .executeTakeFirst();
  const factor = me ? await findSecondFactor(tx, userId) : null;
  if (!factor) throw new Refusal('session.required');
  return factor;
}
