import type { Tx } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { shortenSessions } from '../security/apply-timeout.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandAgent } from './demand-agent.ts';
import { raiseVersion } from './raise-version.ts';

/**
 * Removes a user from the Dialer: the profile goes with its memberships, the user stays. Their leads become unassigned, by
 * the database. Throws the reason of `AGENT_RULES.remove`, `agent.not_found`.
 */
export async function removeAgent(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  await demandAgent(tx, signedIn, id, 'remove');
  await tx.deleteFrom('agents').where('account_id', '=', tx.accountId).where('user_id', '=', id).execute();
  // Roles that said something say it no more.
  await shortenSessions(tx, id);
  await raiseVersion(tx, id);
  await record(tx, signedIn, { action: 'agent.removed', target: { type: 'user', id } });
}
