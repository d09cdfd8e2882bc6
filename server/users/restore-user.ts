import { sql } from 'kysely';
import { type Memberships, takeBackMemberships } from '../agents/memberships-at-deletion.ts';
import { giveBackProfile } from '../agents/restore-profile.ts';
import type { Tx } from '../db/pool.ts';
import { type Changes, record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import { guardAddressLists, lockAddressLists } from '../security/guard-address-lists.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandAllowed } from './demand-allowed.ts';
import { demandGivable } from './demand-givable.ts';
import { inviteAgain, setStatus } from './set-status.ts';

/**
 * Brings a deleted user back as they were, if the actor may give everything that comes back with them, and says what is not
 * there any more. Throws the reason of `USER_RULES.restore` or of the Dialer's, of the role, `session.step_up` for an Admin or
 * a superuser, `user.restore_expired`, `agent.no_role_left`, what `GIVE_TO_AGENT` refuses, `address.list_empty` where they work
 * from the allowed addresses only and there are none, `request.too_many`.
 */
export async function restoreUser(tx: Tx, signedIn: SignedIn, id: string, dialerRoles: readonly string[] = []) {
  await lockAddressLists(tx);
  const { actor, target } = await demandAllowed(tx, signedIn, id, 'restore');
  demandGivable(actor, signedIn, target.portalRoles, []);
  const user = await tx
    .selectFrom('users')
    .select(['deleted_from', 'email', 'version'])
    .select(sql<boolean>`deleted_at < now() - interval '30 days'`.as('is_over'))
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (user.is_over) throw new Refusal('user.restore_expired');
  const lost = await takeBackMemberships(tx, id);
  const profile = await giveBackProfile(tx, signedIn, id, dialerRoles);
  const status = user.deleted_from ?? 'inactive';
  await setStatus(tx, id, status);
  await guardAddressLists(tx, signedIn, true);
  const mailed = status === 'pending' ? await inviteAgain(tx, id, user.email) : {};
  const changes = { status: { old: 'deleted', new: status }, ...profile, ...said(lost), ...mailed };
  await record(tx, signedIn, { action: 'user.restored', target: { type: 'user', id }, changes });
  return { id, status, version: user.version + 1, lost: mutable(lost) };
}

function said({ dialerRoles, tags, skillGroups }: Memberships): Changes {
  const names = [...dialerRoles, ...tags, ...skillGroups];
  return names.length > 0 ? { lost: { old: names, new: [] } } : {};
}

function mutable({ dialerRoles, tags, skillGroups }: Memberships) {
  return { dialerRoles: [...dialerRoles], tags: [...tags], skillGroups: [...skillGroups] };
}
