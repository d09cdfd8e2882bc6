import { sql } from 'kysely';
import type { DialerProfile, Scope } from '../../contract/dialer-permissions.ts';
import type { PortalRole } from '../../contract/permissions.ts';
import type { TwoFactorType } from '../../contract/policy-in-force.ts';
import { visibleTo } from '../agents/policy.ts';
import type { Reader, Tx } from '../db/pool.ts';
import type { Actor } from '../sessions/actor.ts';
import { dialerProfileOf, heldBy } from '../sessions/held-by.ts';
import { portalRolesOf } from '../sessions/queries.ts';
import type { UserFacts } from '../users/policy.ts';

/** One role as the database holds it. */
export interface RoleRow {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly scope: Scope;
  readonly twoFactor: TwoFactorType | null;
  readonly sessionSeconds: number | null;
  readonly sessionLimit: number | null;
  readonly autoDial: boolean | null;
  readonly version: number;
  readonly isOwn: boolean;
}

/** The roles of the account by name. */
export async function findRoles(db: Reader | Tx, actor: Actor): Promise<RoleRow[]> {
  const { rows } = await sql<RoleRow>`
    select r.id, r.name, r.permissions, r.scope, r.two_factor as "twoFactor", r.session_seconds as "sessionSeconds",
      r.session_limit as "sessionLimit", r.auto_dial as "autoDial", r.version,
      exists (select from agent_roles m where m.account_id = r.account_id and m.role_id = r.id and m.user_id = ${actor.userId}) as "isOwn"
    from dialer_roles r where r.account_id = current_account() order by r.name_key`.execute(db);
  return rows;
}

/** How many agents whom the actor sees hold each role, the deleted not counted. */
export async function countMembers(db: Reader | Tx, actor: Actor): Promise<Map<string, number>> {
  const { rows } = await sql<{ role_id: string; members: number }>`
    select m.role_id, count(*)::int as members from agent_roles m
      join users u on u.account_id = m.account_id and u.id = m.user_id
      join agents g on g.account_id = m.account_id and g.user_id = m.user_id
    where m.account_id = current_account() and u.status <> 'deleted' and ${visibleTo(actor)}
    group by m.role_id`.execute(db);
  return new Map(rows.map((row) => [row.role_id, row.members]));
}

interface Kind {
  readonly roles: readonly string[];
  readonly is_main: boolean;
  readonly portal: readonly PortalRole[];
  readonly is_superuser: boolean;
  readonly has_all_tags: boolean;
  readonly has_other_tags: boolean;
}

/**
 * For each role those who hold it, but the actor and the deleted: one of each kind that Rank tells apart, so that a role of a
 * hundred thousand costs what one of ten does. Tags count as those that the actor lacks, or none.
 */
export async function holdersOf(db: Reader | Tx, actor: Actor, roles: readonly RoleRow[]): Promise<Map<string, UserFacts[]>> {
  // Whoever holds everything of the Dialer is outranked by nobody but for what they are in the Portal.
  const narrowed = actor.dialer.isSuperuser
    ? sql`and u.id in (select p.user_id from user_portal_roles p where p.account_id = current_account()
        union all select a.owner_id from accounts a where a.id = current_account())`
    : sql``;
  const { rows } = await sql<Kind>`
    select h.roles, u.id = a.owner_id as is_main, coalesce(p.roles, '{}') as portal, g.is_superuser, g.has_all_tags,
      exists (select from agent_tags t where t.account_id = g.account_id and t.user_id = g.user_id
        and t.tag_id <> all(${[...actor.dialer.tags]}::uuid[])) as has_other_tags
    from (select m.user_id, array_agg(m.role_id order by m.role_id) as roles from agent_roles m
        where m.account_id = current_account() group by m.user_id) h
      join agents g on g.account_id = current_account() and g.user_id = h.user_id
      join users u on u.account_id = g.account_id and u.id = g.user_id
      join accounts a on a.id = u.account_id
      left join (select o.user_id, array_agg(o.role order by o.role) as roles from user_portal_roles o
        where o.account_id = current_account() group by o.user_id) p on p.user_id = u.id
    where u.status <> 'deleted' and u.id <> ${actor.userId} ${narrowed}
    group by 1, 2, 3, 4, 5, 6`.execute(db);
  const byId = new Map(roles.map((role) => [role.id, role]));
  const holders = new Map<string, UserFacts[]>();
  for (const kind of rows) {
    const facts = factsOf(actor, kind, byId);
    for (const id of kind.roles) holders.set(id, [...(holders.get(id) ?? []), facts]);
  }
  return holders;
}

function factsOf(actor: Actor, kind: Kind, roles: ReadonlyMap<string, RoleRow>): UserFacts {
  const profile: DialerProfile = {
    isSuperuser: kind.is_superuser,
    hasAllTags: kind.has_all_tags,
    tags: kind.has_other_tags ? ['one that the actor lacks'] : [],
    roles: kind.roles.flatMap((id) => roles.get(id) ?? []),
  };
  const { dialer } = heldBy(kind.is_main, kind.portal, profile);
  const { accountId } = actor;
  return { accountId, userId: '', status: 'active', isMainUser: kind.is_main, portalRoles: kind.portal, dialer };
}

/** What rules know about some agents, and their roles; of who is no agent nothing. */
export async function agentFacts(tx: Tx, ids: readonly string[]): Promise<Map<string, UserFacts & { roles: string[] }>> {
  const rows = await tx
    .selectFrom('users as u')
    .innerJoin('agents as g', (on) => on.onRef('g.account_id', '=', 'u.account_id').onRef('g.user_id', '=', 'u.id'))
    .select(['u.id', 'u.status'])
    .select(sql<boolean>`u.id = (select a.owner_id from accounts a where a.id = u.account_id)`.as('is_main'))
    .select(portalRolesOf('u').as('portal'))
    .select(dialerProfileOf('u').as('profile'))
    .select(
      sql<
        string[]
      >`array(select m.role_id from agent_roles m where m.account_id = g.account_id and m.user_id = g.user_id order by 1)`.as(
        'roles',
      ),
    )
    .where('u.account_id', '=', tx.accountId)
    .where(sql<boolean>`u.id = any(${ids}::uuid[])`)
    .execute();
  return new Map(
    rows.map(({ id, status, is_main: isMainUser, portal: portalRoles, profile, roles }) => {
      const { dialer } = heldBy(isMainUser, portalRoles, profile);
      return [id, { accountId: tx.accountId, userId: id, status, isMainUser, portalRoles, dialer, roles }];
    }),
  );
}

const holdsNoOther = sql<boolean>`not exists (select from agent_roles o
  where o.account_id = m.account_id and o.user_id = m.user_id and o.role_id <> m.role_id)`;

/** How many agents would be left without any role, the deleted not counted. */
export async function countLastHolders(db: Reader | Tx, roleId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from agent_roles m join users u on u.account_id = m.account_id and u.id = m.user_id
    where m.account_id = current_account() and m.role_id = ${roleId}::uuid and u.status <> 'deleted' and ${holdsNoOther}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** The first hundred of them by name, of those whom the actor sees. */
export async function findLastHolders(db: Reader, actor: Actor, roleId: string) {
  const { rows } = await sql<{ id: string; name: string; username: string | null }>`
    select u.id, trim(u.first_name || ' ' || u.last_name) as name, u.username from agent_roles m
      join users u on u.account_id = m.account_id and u.id = m.user_id
      join agents g on g.account_id = m.account_id and g.user_id = m.user_id
    where m.account_id = current_account() and m.role_id = ${roleId}::uuid and u.status <> 'deleted' and ${holdsNoOther}
      and ${visibleTo(actor)}
    order by u.name_key, u.id limit 100`.execute(db);
  return rows;
}
