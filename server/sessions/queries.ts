import { sql } from 'kysely';
import { type PortalRole, permissionsOf } from '../../contract/permissions.ts';
import type { Database } from '../db/pool.ts';
import type { Caller } from '../platform/activity.ts';
import { hashOf } from '../platform/tokens.ts';
import type { SignedIn } from './actor.ts';

/** Whose live session this token is, with what they may do right now; null where there is none. One flight. */
export async function findSignedIn(db: Database, token: string, caller: Caller): Promise<SignedIn | null> {
  const hash = hashOf(token);
  const row = await db
    .sessionReader(hash)
    .selectFrom('sessions as s')
    .innerJoin('users as u', (on) => on.onRef('u.account_id', '=', 's.account_id').onRef('u.id', '=', 's.user_id'))
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .select(['s.account_id', 's.id as session_id', 's.expires_at', 'u.id', 'u.password_must_change', 'u.status'])
    .select(({ eb }) => eb('a.owner_id', '=', eb.ref('u.id')).as('is_main_user'))
    .select(portalRolesOf('u').as('portal_roles'))
    .where('s.token_hash', '=', hash)
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', sql<Date>`now()`)
    .where('u.status', '=', 'active')
    .executeTakeFirst();
  if (!row) return null;
  const isMainUser = Boolean(row.is_main_user);
  return {
    accountId: row.account_id,
    userId: row.id,
    status: row.status,
    isMainUser,
    portalRoles: row.portal_roles,
    permissions: permissionsOf(isMainUser, row.portal_roles),
    sessionId: row.session_id,
    sessionExpiresAt: row.expires_at,
    passwordMustChange: row.password_must_change,
    caller,
  };
}

/** The portal roles of the user in this table, as an array. */
export function portalRolesOf(alias: string) {
  return sql<PortalRole[]>`array(select r.role from user_portal_roles r
    where r.account_id = ${sql.ref(`${alias}.account_id`)} and r.user_id = ${sql.ref(`${alias}.id`)} order by r.role)`;
}
