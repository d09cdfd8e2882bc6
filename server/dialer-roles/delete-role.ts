import { raiseVersions } from '../agents/raise-version.ts';
import type { Tx } from '../db/pool.ts';
import { type Change, record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import { shortenSessionsOf } from '../security/apply-timeout.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandRole } from './demand-role.ts';
import { DELETE_ROLE } from './policy.ts';
import { countLastHolders } from './queries.ts';
import { CONTENT } from './role-columns.ts';

/**
 * Deletes a role: its agents keep their others, and what it said counts no more. Throws the reason of `DELETE_ROLE`,
 * `dialer_role.is_last` where somebody would be left without any.
 */
export async function deleteDialerRole(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  const { role } = await demandRole(tx, signedIn, id, DELETE_ROLE);
  const count = await countLastHolders(tx, id);
  if (count > 0) throw new Refusal('dialer_role.is_last', { params: { count } });
  const ofRole = tx.deleteFrom('agent_roles').where('account_id', '=', tx.accountId).where('role_id', '=', id);
  const members = (await ofRole.returning('user_id').execute()).map(({ user_id }) => user_id);
  await tx.deleteFrom('dialer_roles').where('account_id', '=', tx.accountId).where('id', '=', id).execute();
  if (members.length > 0) {
    await shortenSessionsOf(tx, members);
    await raiseVersions(tx, members);
  }
  const said = CONTENT.filter((field) => role[field] !== null);
  const changes: Record<string, Change> = Object.fromEntries(said.map((field) => [field, { old: role[field] }]));
  if (members.length > 0) changes.members = { old: members, new: [] };
  await record(tx, signedIn, { action: 'dialer_role.deleted', target: { type: 'dialer_role', id }, changes });
}
