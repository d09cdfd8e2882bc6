import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import type { Change } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import { hashOf, newToken } from '../platform/tokens.ts';
import type { SignedIn } from './actor.ts';

interface Renewed {
  readonly token: string;
  /** For the entry of what it was done for. */
  readonly changes: Readonly<Record<string, Change>>;
}

/**
 * After the password was typed in this session: it goes on under the token that is answered; the one before is refused from
 * the commit on (OWASP ASVS 5.0, 7.2.4). For five minutes nothing asks for the password (S-8). Throws `session.required`.
 */
export async function renewToken(tx: Tx, signedIn: SignedIn): Promise<Renewed> {
  const token = newToken();
  const renewed = await tx
    .updateTable('sessions')
    .set({ proved_at: sql<Date>`now()`, token_hash: hashOf(token) })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', signedIn.sessionId)
    .where('ended_at', 'is', null)
    .returning('proved_at')
    .executeTakeFirst();
  if (!renewed) throw new Refusal('session.required');
  const provedAt = { old: signedIn.provedAt.toISOString(), new: renewed.proved_at.toISOString() };
  return { token, changes: { provedAt, sessionToken: 'changed' } };
}
