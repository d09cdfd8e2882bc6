import { sql } from 'kysely';
import type { Database, Reader } from '../db/pool.ts';
import { hashOf } from '../platform/tokens.ts';
import { operatorProviders, type ProviderParts } from './providers.ts';

interface Shown {
  readonly id: string;
  readonly name: string;
}

/** The providers that an account's people can use: the operator's and the account's own. */
export async function providersOfAccount({ db, config }: ProviderParts, accountId: string | null): Promise<Shown[]> {
  const shared = operatorProviders(config).map(({ id, name }) => ({ id, name }));
  if (accountId === null) return shared;
  const own = await db
    .reader(accountId)
    .selectFrom('account_sign_in_providers')
    .select(['id', 'name'])
    .where('account_id', '=', accountId)
    .where('is_on', '=', true)
    .orderBy('name')
    .execute();
  return [...shared, ...own];
}

/** The same by an account code. A code that nobody has answers as one of an account without its own. */
export async function providersByCode(parts: ProviderParts, code: string | undefined): Promise<Shown[]> {
  if (!code?.trim()) return providersOfAccount(parts, null);
  const { rows } = await sql<{ account_id: string }>`
    select account_id from find_account_providers(${code.trim().toUpperCase()}) limit 1`.execute(parts.db.reader(null));
  return providersOfAccount(parts, rows[0]?.account_id ?? null);
}

/** A user of an account. */
export interface Place {
  readonly accountId: string;
  readonly userId: string;
}

/** Who has connected this identity; with an account only there. */
export async function findConnected(db: Database, issuer: string, subject: string, accountId: string | null): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select account_id as "accountId", user_id as "userId" from find_identity(${issuer}, ${subject}, ${accountId}::uuid)`.execute(
    db.reader(null),
  );
  return rows;
}

/** Whose OAuth e-mail, or else own confirmed address, this is; with an account only there. */
export async function findByProviderEmail(db: Database, key: string, accountId: string | null): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select account_id as "accountId", user_id as "userId" from find_by_provider_email(${key}, ${accountId}::uuid)`.execute(
    db.reader(null),
  );
  return rows;
}

/** The sign-ins of this browser that a provider has answered and that wait for a step. */
export async function findWaiting(db: Database, token: string): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select account_id as "accountId", user_id as "userId" from find_provider_answers(${hashOf(token)})`.execute(db.reader(null));
  return rows;
}

/** What a user has connected, in its order, as the API shows it. */
export async function connectionsOf(db: Reader, userId: string) {
  const rows = await db
    .selectFrom('identities')
    .select(['id', 'provider_name', 'email', 'connected_at'])
    .where('user_id', '=', userId)
    .orderBy('connected_at')
    .limit(100)
    .execute();
  return rows.map(({ id, provider_name, email, connected_at }) => ({
    id,
    provider: provider_name,
    email,
    connectedAt: connected_at.toISOString(),
  }));
}

/** What people call the accounts. */
export async function namesOf(db: Database, places: readonly Place[]): Promise<{ id: string; code: string; name: string }[]> {
  const accounts = await Promise.all(
    places.map(({ accountId }) =>
      db
        .reader(accountId)
        .selectFrom('accounts')
        .select(['id', 'code', 'name'])
        .where('id', '=', accountId)
        .executeTakeFirstOrThrow(),
    ),
  );
  return accounts.toSorted((a, b) => a.name.localeCompare(b.name));
}
