import { sql } from 'kysely';
import type { PpqSorting } from '../../contract/dialer-values.ts';
import type { PortalRole } from '../../contract/permissions.ts';
import { visibleTo } from '../agents/policy.ts';
import type { Reader, Tx } from '../db/pool.ts';
import { decide } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import { dialerProfileOf, heldBy } from '../sessions/held-by.ts';
import { portalRolesOf } from '../sessions/queries.ts';
import type { UserFacts } from '../users/policy.ts';
import { MANAGE_DIALER_SETTINGS } from './policy.ts';

export interface SettingsRow {
  readonly ppq: boolean;
  readonly ppqRatio: number;
  readonly ppqSorting: PpqSorting;
  readonly autoDial: boolean;
  readonly extensionFrom: number;
  readonly extensionTo: number;
  readonly ownSipDomain: string | null;
  readonly sipDomain: string;
  readonly version: number;
}

/** What the account says for the Dialer, in the units of the contract. */
export async function findDialerSettings(db: Reader | Tx): Promise<SettingsRow> {
  const { rows } = await sql<SettingsRow>`
    select s.ppq, s.ppq_ratio / 10.0::float8 as "ppqRatio", s.ppq_sorting as "ppqSorting", s.auto_dial as "autoDial",
      s.extension_from::float8 as "extensionFrom", s.extension_to::float8 as "extensionTo", s.sip_domain as "ownSipDomain",
      sip_domain_of(s.account_id) as "sipDomain", s.version
    from dialer_settings s where s.account_id = current_account()`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('An account without settings for the Dialer.');
  return row;
}

export interface Reached {
  readonly ppq: number;
  readonly ppqRatio: number;
  readonly ppqSorting: number;
  readonly autoDial: number;
  readonly sipPasswords: number;
}

/**
 * For how many agents each default counts: those who have nothing of their own, and no role that says something. Who changes it is
 * told of all; others of those whom they see.
 */
export async function countReached(db: Reader | Tx, actor: Actor): Promise<Reached> {
  const counted = decide(MANAGE_DIALER_SETTINGS, actor, null).ok ? sql`true` : visibleTo(actor);
  const { rows } = await sql<Reached>`
    select count(*) filter (where g.ppq is null)::int as ppq, count(*) filter (where g.ppq_ratio is null)::int as "ppqRatio",
      count(*) filter (where g.ppq_sorting is null)::int as "ppqSorting",
      count(*) filter (where g.auto_dial is null and s.user_id is null)::int as "autoDial",
      count(g.sip_ha1_md5)::int as "sipPasswords"
    from agents g join users u on u.account_id = g.account_id and u.id = g.user_id
      left join (select distinct m.user_id from dialer_roles r
        join agent_roles m on m.account_id = r.account_id and m.role_id = r.id
        where r.account_id = current_account() and r.auto_dial is not null) s on s.user_id = g.user_id
    where g.account_id = current_account() and u.status <> 'deleted' and ${counted}`.execute(db);
  return rows[0] as Reached;
}

/** A phone that registers with a password. */
export interface Phone extends UserFacts {
  readonly name: string;
  readonly sipUsername: string;
}

/**
 * Every phone that has a password, those of the deleted too, in the order of names. With `forRank` only those that could be
 * above the actor: whoever holds everything of the Dialer is outranked by nobody but for what they are in the Portal.
 */
export async function findPhones(db: Reader | Tx, actor: Actor, forRank = false): Promise<Phone[]> {
  const narrowed =
    forRank && actor.dialer.isSuperuser
      ? sql`and u.id in (select p.user_id from user_portal_roles p where p.account_id = current_account()
          union all select a.owner_id from accounts a where a.id = current_account())`
      : sql``;
  const { rows } = await sql<{
    id: string;
    name: string;
    status: Phone['status'];
    username: string;
    is_main: boolean;
    portal: PortalRole[];
    profile: Parameters<typeof heldBy>[2];
  }>`
    select u.id, trim(u.first_name || ' ' || u.last_name) as name, u.status, g.sip_username as username,
      u.id = (select a.owner_id from accounts a where a.id = u.account_id) as is_main,
      ${portalRolesOf('u')} as portal, ${dialerProfileOf('u')} as profile
    from agents g join users u on u.account_id = g.account_id and u.id = g.user_id
    where g.account_id = current_account() and g.sip_ha1_md5 is not null and g.sip_username is not null ${narrowed}
    order by u.name_key, u.id`.execute(db);
  return rows.map(({ id, name, status, username, is_main, portal, profile }) => {
    const { dialer } = heldBy(is_main, portal, profile);
    const facts = { accountId: actor.accountId, userId: id, status, isMainUser: is_main, portalRoles: portal, dialer };
    return { ...facts, name, sipUsername: username };
  });
}
