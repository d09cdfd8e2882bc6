import { sql } from 'kysely';
import type { Database, Tx } from '../db/pool.ts';
import { BY_ITSELF, type Doer, record } from '../platform/activity.ts';
import { addJob } from '../platform/jobs.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandAllowed } from './demand-allowed.ts';

/**
 * Erases a deleted user's personal data at once: the row with all that hangs on it, and every value that the record keeps
 * about them. What stays is the id. Throws the reason of `USER_RULES.erase`.
 */
export async function eraseUser(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  await demandAllowed(tx, signedIn, id, 'erase');
  await erase(tx, signedIn, id);
}

/** The person is gone with the commit, and soon after it the mails that are kept where no server sends them. */
async function erase(tx: Tx, doer: Doer, id: string): Promise<void> {
  const { rows } = await sql<{ done: boolean }>`select erase_user(${id}::uuid) as done`.execute(tx);
  if (!rows[0]?.done) return;
  await addJob(tx, 'forget_mails', {});
  await record(tx, doer, { action: 'user.erased', target: { type: 'user', id } });
}

/** For the worker: erases everybody whose thirty days are over. One who cannot be erased does not keep the others; throws at the end. */
export async function eraseExpired(db: Database): Promise<void> {
  const { rows } = await sql<{ account_id: string; user_id: string }>`
    select account_id, user_id from users_to_erase()`.execute(db.reader(null));
  const faults: unknown[] = [];
  for (const { account_id, user_id } of rows) {
    const erasing = db.write(account_id, (tx) => erase(tx, BY_ITSELF, user_id));
    await erasing.catch((fault: unknown) => faults.push(fault));
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} of ${rows.length} users could not be erased`);
}
