import { sql } from 'kysely';
import type { Database } from '../db/pool.ts';
import { hashOf } from '../platform/tokens.ts';
import type { SignedIn } from '../sessions/actor.ts';
import type { ProviderParts } from './providers.ts';
import { providersOfAccount } from './queries.ts';

/** What I have connected, what I could connect, and what waits in this browser for my yes. */
export async function listMyConnections(parts: ProviderParts, signedIn: SignedIn, token: string | null) {
  const [items, providers, waiting] = await Promise.all([
    connectionsOf(parts.db, signedIn),
    providersOfAccount(parts, signedIn.accountId),
    token === null ? undefined : findWaitingFor(parts.db, signedIn, token),
  ]);
  return { items, providers, waiting: waiting ?? null };
}

async function connectionsOf(db: Database, { accountId, userId }: SignedIn) {
  const rows = await db
    .reader(accountId)
    .selectFrom('identities')
    .select(['id', 'provider_name', 'email', 'connected_at'])
    .where('account_id', '=', accountId)
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

function findWaitingFor(db: Database, { accountId, userId }: SignedIn, token: string) {
  return db
    .reader(accountId)
    .selectFrom('provider_answers')
    .select(['provider_name as provider', 'email'])
    .where('account_id', '=', accountId)
    .where('token_hash', '=', hashOf(token))
    .where('user_id', '=', userId)
    .where('purpose', '=', 'connect')
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
}
