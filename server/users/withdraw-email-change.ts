import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { voidLinks } from '../links/links.ts';
import { record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { newEmailOf } from '../sessions/queries.ts';
import { demandAllowed } from './demand-allowed.ts';

/**
 * Takes back a change of somebody's address that waits. Throws the reason of `USER_RULES.edit`, or of `AGENT_RULES.changeAddress`
 * where the target is an agent, and `email.not_waiting`.
 */
export async function withdrawEmailChange(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  await demandAllowed(tx, signedIn, id, 'edit', 'changeAddress');
  await withdraw(tx, signedIn, id);
}

/** The same of one's own, which everybody may. Throws `email.not_waiting`. */
export function withdrawMyEmailChange(tx: Tx, signedIn: SignedIn): Promise<void> {
  return withdraw(tx, signedIn, signedIn.userId);
}

async function withdraw(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  // The user first, as every other write locks them.
  const user = tx.selectFrom('users as u').select('u.id').where('u.account_id', '=', tx.accountId).where('u.id', '=', id);
  await user.forUpdate().executeTakeFirst();
  const waiting = await user.select(newEmailOf('u').as('new_email')).executeTakeFirst();
  if (!waiting?.new_email) throw new Refusal('email.not_waiting');
  await tx
    .updateTable('users')
    .set({ version: sql<number>`version + 1` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .execute();
  await voidLinks(tx, id, 'email_change');
  const changes = { newEmail: { old: waiting.new_email, new: null } };
  await record(tx, signedIn, { action: 'user.email_change_withdrawn', target: { type: 'user', id }, changes });
}
