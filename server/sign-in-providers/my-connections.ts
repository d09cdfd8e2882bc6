import { sql } from 'kysely';
import type { Database } from '../db/pool.ts';
import { hashOf } from '../platform/tokens.ts';
import type { SignedIn } from '../sessions/actor.ts';
import type { ProviderParts } from './providers.ts';
import { connectionsOf, providersOfAccount } from './queries.ts';

/** What I have connected, what I could connect, and what waits in this browser for my yes. */
export async function listMyConnections(parts: ProviderParts, signedIn: SignedIn, token: string | null) {
  const [items, providers, waiting] = await Promise.all([
    connectionsOf(parts.db.reader(signedIn.accountId), signedIn.userId),
    providersOfAccount(parts, signedIn.accountId),
    token === null ? undefined : findWaitingFor(parts.db, signedIn, token),
  ]);
  return { items, providers, waiting: waiting ?? null };
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
