import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import type { ProviderAnswersTable } from '../db/tables-of-providers.ts';
import { hashOf } from '../platform/tokens.ts';
import type { Identity } from './openid.ts';

type Purpose = ProviderAnswersTable['purpose'];

/** Keeps what a provider has answered in this browser about a user, while a step is left; for ten minutes. */
export async function keepAnswer(tx: Tx, token: string, userId: string, purpose: Purpose, identity: Identity): Promise<void> {
  await tx
    .insertInto('provider_answers')
    .values({
      account_id: tx.accountId,
      token_hash: hashOf(token),
      user_id: userId,
      purpose,
      issuer: identity.issuer,
      subject: identity.subject,
      provider_name: identity.providerName,
      email: identity.email,
      expires_at: sql<Date>`now() + interval '10 minutes'`,
    })
    .execute();
}

/** Takes it out again: of many at once, one gets it. Undefined where there is none. */
export function takeAnswer(tx: Tx, token: string, userId: string, purpose: Purpose) {
  return tx
    .deleteFrom('provider_answers')
    .where('account_id', '=', tx.accountId)
    .where('token_hash', '=', hashOf(token))
    .where('user_id', '=', userId)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning(['issuer', 'subject', 'provider_name', 'email'])
    .executeTakeFirst();
}
