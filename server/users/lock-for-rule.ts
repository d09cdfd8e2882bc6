import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import type { Actor } from '../sessions/actor.ts';
import { dialerProfileOf, heldBy } from '../sessions/held-by.ts';
import { portalRolesOf } from '../sessions/queries.ts';
import type { UserFacts } from './policy.ts';

/** What rules know, and whether the user has a dialer profile. */
export interface LockedFacts extends UserFacts {
  readonly isAgent: boolean;
}

/**
 * Locks the account's ownership, the actor, all targets (in the order of their ids) and their dialer roles until the
 * transaction ends, and reads what rules need to know, so that neither a new role, nor a changed one, nor a new main user can
 * come between the rule and the write. `share` is for targets that this transaction has made: nobody else can write them, and
 * who locked the actor so before does not come to want more, as another who did the same would. Null where the actor is gone; a
 * target that is gone is not in the map.
 */
export async function lockAllForRule(
  tx: Tx,
  actorId: string,
  targetIds: readonly string[],
  strength: 'update' | 'share' = targetIds.length > 0 ? 'update' : 'share',
): Promise<{ actor: Actor; targets: ReadonlyMap<string, LockedFacts> } | null> {
  const account = await tx
    .selectFrom('accounts')
    .select('owner_id')
    .where('id', '=', tx.accountId)
    .forShare()
    .executeTakeFirstOrThrow();
  const ids = [...new Set([actorId, ...targetIds])];
  await lock(tx, ids, sql.raw(strength));
  // A statement of its own: the one that waited for the locks sees other tables as they were before it waited.
  const rows = await tx
    .selectFrom('users as u')
    .select(['u.id', 'u.status'])
    .select(portalRolesOf('u').as('portal_roles'))
    .select(dialerProfileOf('u').as('dialer_profile'))
    .where('u.account_id', '=', tx.accountId)
    .where(sql<boolean>`u.id = any(${ids}::uuid[])`)
    .execute();
  const facts = rows.map((row) => {
    const isMainUser = row.id === account.owner_id;
    const held = heldBy(isMainUser, row.portal_roles, row.dialer_profile);
    const { id: userId, status, portal_roles: portalRoles } = row;
    return { accountId: tx.accountId, userId, status, isMainUser, portalRoles, isAgent: row.dialer_profile !== null, ...held };
  });
  const byId = new Map(facts.map((one) => [one.userId, one]));
  const actor = byId.get(actorId);
  return actor ? { actor, targets: byId } : null;
}

async function lock(tx: Tx, ids: readonly string[], strength: ReturnType<typeof sql>): Promise<void> {
  await sql`select id from users where account_id = ${tx.accountId} and id = any(${ids}::uuid[]) order by id for ${strength}`.execute(
    tx,
  );
  await sql`select r.id from dialer_roles r where r.account_id = ${tx.accountId} and exists (select from agent_roles m
    where m.account_id = r.account_id and m.role_id = r.id and m.user_id = any(${ids}::uuid[])) order by r.id for share`.execute(
    tx,
  );
}
