import { sql } from 'kysely';
import type { Config } from '../config.ts';
import type { Database } from '../db/pool.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Secrets } from '../platform/secrets.ts';

/** Somebody whom a person can prove themselves to instead of typing a password here. */
export interface Provider {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The only account that it signs in to; null: the operator's, for all. */
  readonly accountId: string | null;
}

export interface ProviderParts {
  readonly db: Database;
  readonly config: Config;
  readonly secrets: Secrets;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Those of the settings, Google first. */
export function operatorProviders(config: Config): Provider[] {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret, OIDC_PROVIDERS: others = [] } = config;
  const google = { id: 'google', name: 'Google', issuer: 'https://accounts.google.com', accountId: null };
  return [
    ...(clientId && clientSecret ? [{ ...google, clientId, clientSecret }] : []),
    ...others.map((one) => ({ ...one, accountId: null })),
  ];
}

/** The provider with this id, if it may be used: an account's own one in that account. Throws `provider.not_found`. */
export async function findProvider(parts: ProviderParts, id: string): Promise<Provider> {
  const found = UUID.test(id) ? await findOwn(parts, id) : operatorProviders(parts.config).find((one) => one.id === id);
  if (!found) throw new Refusal('provider.not_found');
  return found;
}

async function findOwn({ db, secrets }: ProviderParts, id: string): Promise<Provider | null> {
  const { rows } = await sql<{ account_id: string }>`
    select account_id from find_account_provider(${id}::uuid)`.execute(db.reader(null));
  const accountId = rows[0]?.account_id;
  return accountId ? findOwnProvider({ db, secrets }, accountId, id) : null;
}

/** One of the account's own, also while it is off. */
export async function findOwnProvider(
  { db, secrets }: Pick<ProviderParts, 'db' | 'secrets'>,
  accountId: string,
  id: string,
): Promise<Provider | null> {
  const row = await db
    .reader(accountId)
    .selectFrom('account_sign_in_providers')
    .select(['name', 'issuer', 'client_id', 'client_secret', 'key_id'])
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const sealed = { secret: row.client_secret, keyId: row.key_id };
  const clientSecret = secrets.open(placeOf(accountId, id), sealed).toString('utf8');
  return { id, name: row.name, issuer: row.issuer, clientId: row.client_id, clientSecret, accountId };
}

/** Where a provider's secret opens, and nowhere else. */
export function placeOf(accountId: string, id: string): string[] {
  return ['sign-in-provider', accountId, id];
}

/** Where the provider leads back to. Each has its own, so that an answer of one is never taken for another's (RFC 9700, 4.4). */
export function redirectUriOf(config: Config, id: string): string {
  return `${config.ROLLCALL_URL}/sign-in/callback/${id}`;
}
