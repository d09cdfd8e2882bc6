import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';

/** Whose sign-ins: all by the provider that is called so, or all of one user by any. */
type Whose = { readonly name: string } | { readonly userId: string };

/** Ends the sign-ins by a provider that wait for a step: they would outlive what they stand on by minutes. */
export async function endBegun(tx: Tx, whose: Whose): Promise<void> {
  const answers = tx.deleteFrom('provider_answers').where('account_id', '=', tx.accountId);
  const attempts = tx
    .updateTable('sign_in_attempts')
    .set({ ended_at: sql<Date>`now()` })
    .where('account_id', '=', tx.accountId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`);
  if ('name' in whose) {
    await answers.where('provider_name', '=', whose.name).execute();
    await attempts.where('provider', '=', whose.name).execute();
  } else {
    await answers.where('user_id', '=', whose.userId).where('purpose', '=', 'sign_in').execute();
    await attempts.where('user_id', '=', whose.userId).where('provider', 'is not', null).execute();
  }
}
