import type { EndpointName } from '../../../contract/api.ts';
import type { TestApp } from '../app.ts';
import type { Client } from '../client.ts';
import type { MadeAccount, MadeUser } from '../factories.ts';
import type { OpenIdProvider } from '../openid-provider.ts';

/** Where scenarios play: a whole product, and an OpenID provider that it knows. */
export interface Stage {
  readonly app: TestApp;
  readonly provider: OpenIdProvider;
}

/** All is in place: what is left is the one call. */
export interface Ready {
  readonly client: Client;
  /** Who acts: a signed-in user; or null where somebody has a link, a form or a password. */
  readonly actor: MadeUser | null;
  /** Whose tables are looked at; by default those of the actor. */
  readonly accountId?: string;
  /** Where the account comes with the call: its name. */
  readonly accountName?: string;
  readonly params?: Record<string, string>;
  readonly query?: Record<string, unknown>;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** What the call must not leave in the record, beside passwords: codes, tokens. */
  readonly secrets?: readonly string[];
  /** What happens after the answer, in a job. */
  readonly afterwards?: () => Promise<unknown>;
}

export type Scenario = (stage: Stage) => Promise<Ready>;

/** By the endpoint that is called; several where there are several ways. */
export type Scenarios = Partial<Record<EndpointName, readonly Scenario[]>>;

/** The main user, signed in. */
export async function ownerOf({ app }: Stage): Promise<{ account: MadeAccount; actor: MadeUser; client: Client }> {
  const account = await app.make.account();
  return { account, actor: account.owner, client: await app.make.signedIn(account.owner) };
}

const FURNITURE = [
  `update users set new_email = 'waiting.' || id || '@example.com', new_email_until = now() + interval '1 day', username = 'u' || left(id::text, 8) || right(id::text, 6),
     username_key = 'u' || left(id::text, 8) || right(id::text, 6), two_factor = 'off', session_seconds = 7200, session_limit = 9, interface_language = 'de', spoken_language = 'de',
     timezone = 'Europe/Berlin', more_spoken_languages = '{fr}', reset_allowed_until = now() + interval '1 hour',
     locked_until = now() + interval '10 minutes', oauth_email = 'o.' || email, oauth_email_key = 'o.' || email_key
     where account_id = $1 and id = $2`,
  `insert into sessions (account_id, id, user_id, token_hash, expires_at)
     select $1, gen_random_uuid(), $2, sha256(uuid_send(gen_random_uuid())), now() + interval '3 hours' from generate_series(1, 2)`,
  `insert into remembered_devices (account_id, id, user_id, token_hash, factor, expires_at)
     values ($1, gen_random_uuid(), $2, sha256(uuid_send(gen_random_uuid())), 'app', now() + interval '3 days')`,
  `insert into authenticators (account_id, user_id, secret, key_id, last_step)
     values ($1, $2, '\\x00', '\\x0000000000000000', 0)`,
  `insert into recovery_codes (account_id, user_id, code_hash, salt)
     values ($1, $2, sha256(uuid_send(gen_random_uuid())), uuid_send(gen_random_uuid()))`,
  `insert into allowed_addresses (account_id, id, user_id, block, label) values ($1, gen_random_uuid(), $2, '198.51.100.7', 'Home')`,
  `insert into known_browsers (account_id, user_id, token_hash) values ($1, $2, sha256(uuid_send(gen_random_uuid())))`,
  `insert into identities (account_id, id, user_id, issuer, subject, provider_name, email)
     values ($1, gen_random_uuid(), $2, 'https://other.example', $2::uuid::text, 'Other', 'somebody@other.example')`,
  `insert into sign_in_attempts (account_id, id, user_id, token_hash, purpose, wanted, expires_at)
     values ($1, gen_random_uuid(), $2, sha256(uuid_send(gen_random_uuid())), 'sign_in', 'app_code', now() + interval '9 minutes')`,
];

/** Gives a user something of everything that can hang on one, so that whatever is lost by a write is there to be lost. */
export async function furnish({ app }: Stage, user: MadeUser): Promise<MadeUser> {
  for (const text of FURNITURE) await app.owner.query(text, [user.accountId, user.id]);
  return user;
}

/** A user of the account with all of that, and roles and a department. */
export async function furnishedUser(stage: Stage, accountId: string, wishes: Parameters<TestApp['make']['user']>[1] = {}) {
  departments += 1;
  const department = await stage.app.make.department(accountId, `Department ${departments}`);
  const user = await stage.app.make.user(accountId, { roles: ['reports', 'finance'], departments: [department], ...wishes });
  return { user: await furnish(stage, user), department };
}

let departments = 0;

/** The session is as old as the version says: every write of a versioned thing names the first. */
export const FIRST_VERSION = { 'if-match': '1' };
