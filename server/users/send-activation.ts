import type { Tx } from '../db/pool.ts';
import { inviteByMail } from '../links/invite-by-mail.ts';
import { record } from '../platform/activity.ts';
import { countAttempt, LIMITS } from '../platform/limits.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandProof } from '../sessions/demand-proof.ts';
import { demandAllowed } from './demand-allowed.ts';
import { demandFreeEmail } from './free-names.ts';
import { setEmail } from './set-email.ts';

/**
 * Sends a pending user's activation mail again, to a corrected address if one is given. Earlier links stop working.
 * Throws the reason of `USER_RULES.sendActivation`, `user.not_found`, `request.too_many`,
 * `session.step_up` for a corrected address (S-8), and what `demandFreeEmail` throws.
 */
export async function sendActivation(tx: Tx, signedIn: SignedIn, id: string, corrected: string | undefined): Promise<void> {
  await demandAllowed(tx, signedIn, id, 'sendActivation');
  await countAttempt(tx, LIMITS.activationFor, id);
  const before = await tx
    .selectFrom('users')
    .select('email')
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const email = corrected ?? before.email;
  const isCorrected = email !== before.email;
  if (isCorrected) {
    demandProof(signedIn);
    await demandFreeEmail(tx, email, id);
  }
  const changes = isCorrected ? await setEmail(tx, id, email) : {};
  const lost = await inviteByMail(tx, { userId: id, email });
  await record(tx, signedIn, { action: 'user.activation_sent', target: { type: 'user', id }, changes: { ...lost, ...changes } });
}
