import { type RawBuilder, sql } from 'kysely';
import type { DialerProfile } from '../../contract/dialer-permissions.ts';
import type { InterfaceLanguage } from '../../contract/languages.ts';
import type { PortalRole } from '../../contract/permissions.ts';
import type { UserStatus } from '../../contract/users.ts';
import type { Database } from '../db/pool.ts';
import { prepareOnce } from '../db/prepare.ts';
import type { Caller } from '../platform/activity.ts';
import { type Concern, concerning } from '../platform/refusal.ts';
import { hashOf } from '../platform/tokens.ts';
import { addressRefused, isAddressAllowed } from '../security/allowed-address.ts';
import type { SignedIn, SignedInPerson } from './actor.ts';
import { dialerProfileOf, heldBy } from './held-by.ts';

interface Row {
  readonly account_id: string;
  readonly account_code: string;
  readonly account_name: string;
  readonly session_id: string;
  readonly expires_at: Date;
  readonly proved_at: Date;
  readonly now: Date;
  readonly id: string;
  readonly status: UserStatus;
  readonly password_must_change: boolean;
  readonly email: string;
  readonly new_email: string | null;
  readonly username: string | null;
  readonly first_name: string;
  readonly last_name: string;
  readonly version: number;
  readonly interface_language: InterfaceLanguage | null;
  readonly spoken_language: string | null;
  readonly timezone: string | null;
  readonly more_spoken_languages: string[];
  readonly mails_new_sign_in: boolean;
  readonly account_interface_language: InterfaceLanguage;
  readonly account_spoken_language: string;
  readonly account_timezone: string;
  readonly is_main_user: boolean;
  readonly portal_roles: PortalRole[];
  readonly dialer_profile: DialerProfile | null;
  readonly is_address_allowed: boolean;
}

/**
 * Whose live session this token is, with what they may do right now; null where there is none. One flight, and the only
 * query of many requests. Throws `session.address_not_allowed` where they may
 * not work from this address; the session goes on elsewhere (S-5).
 */
export async function findSignedIn(db: Database, token: string, caller: Caller): Promise<SignedInPerson | null> {
  const hash = hashOf(token);
  const [row] = await readByToken(db.sessionReader(hash), { hash, address: caller.address });
  return personIn(row, caller);
}

/**
 * The same session as it is now, also where it goes on under another token: for an answer that was begun under the one before.
 * Throws like `findSignedIn`.
 */
export async function findSignedInStill(
  db: Database,
  { accountId, sessionId, caller }: SignedIn,
): Promise<SignedInPerson | null> {
  const [row] = await readById(db.reader(accountId), { accountId, sessionId, address: caller.address });
  return personIn(row, caller);
}

function personIn(row: Row | undefined, caller: Caller): SignedInPerson | null {
  if (!row) return null;
  if (!row.is_address_allowed) throw concerning(addressRefused(caller.address), outOfPlace(row));
  return present(row, caller);
}

/** For the record: a session that is used from elsewhere. */
function outOfPlace({ account_id: accountId, id: userId, session_id: sessionId }: Row): Concern {
  return { accountId, userId, sessionId, action: 'request.refused', reason: 'session.address_not_allowed' };
}

const readByToken = prepareOnce(({ hash, address }: { hash: Buffer; address: string | null }) =>
  live(sql`s.token_hash = ${hash}`, address),
);

const readById = prepareOnce(
  ({ accountId, sessionId, address }: { accountId: string; sessionId: string; address: string | null }) =>
    live(sql`s.account_id = ${accountId} and s.id = ${sessionId}`, address),
);

/** This session, where it is live. */
function live(isIt: RawBuilder<unknown>, address: string | null) {
  return sql<Row>`
    select s.account_id, a.code as account_code, a.name as account_name, s.id as session_id, s.expires_at, s.proved_at, now() as now,
      u.id, u.status, u.password_must_change, u.email, ${newEmailOf('u')} as new_email, u.username, u.first_name, u.last_name, u.version,
      u.interface_language, u.spoken_language, u.timezone, u.more_spoken_languages, u.mails_new_sign_in,
      a.interface_language as account_interface_language, a.spoken_language as account_spoken_language, a.timezone as account_timezone,
      a.owner_id = u.id as is_main_user, ${portalRolesOf('u')} as portal_roles, ${dialerProfileOf('u')} as dialer_profile,
      ${isAddressAllowed(address)} as is_address_allowed
    from sessions s
    join users u on u.account_id = s.account_id and u.id = s.user_id
    join accounts a on a.id = s.account_id
    where ${isIt} and s.ended_at is null and s.expires_at > now() and u.status = 'active'`;
}

function present(row: Row, caller: Caller): SignedInPerson {
  return {
    accountId: row.account_id,
    userId: row.id,
    status: row.status,
    isMainUser: row.is_main_user,
    portalRoles: row.portal_roles,
    ...heldBy(row.is_main_user, row.portal_roles, row.dialer_profile),
    sessionId: row.session_id,
    sessionExpiresAt: row.expires_at,
    passwordMustChange: row.password_must_change,
    provedAt: row.proved_at,
    now: row.now,
    caller,
    account: {
      code: row.account_code,
      name: row.account_name,
      interfaceLanguage: row.account_interface_language,
      spokenLanguage: row.account_spoken_language,
      timezone: row.account_timezone,
    },
    profile: {
      email: row.email,
      newEmail: row.new_email,
      username: row.username,
      firstName: row.first_name,
      lastName: row.last_name,
      version: row.version,
    },
    own: { interfaceLanguage: row.interface_language, spokenLanguage: row.spoken_language, timezone: row.timezone },
    moreSpokenLanguages: row.more_spoken_languages,
    notifications: { newSignIn: row.mails_new_sign_in },
  };
}

/** The portal roles of the user in this table, as an array. */
export function portalRolesOf(alias: string) {
  return sql<PortalRole[]>`array(select r.role from user_portal_roles r
    where r.account_id = ${sql.ref(`${alias}.account_id`)} and r.user_id = ${sql.ref(`${alias}.id`)} order by r.role)`;
}

/** The address that waits to be confirmed by the user in this table; null once its link has run out. */
export function newEmailOf(alias: string) {
  const [email, until] = [sql.ref(`${alias}.new_email`), sql.ref(`${alias}.new_email_until`)];
  return sql<string | null>`case when ${until} > now() then ${email} end`;
}
