import { seenAmong } from '../agents/queries.ts';
import type { Database } from '../db/pool.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { seesUsers } from '../users/policy.ts';

/** Those of these users whom somebody sees: all, or the agents in their scope, and always themselves. */
export function whoIsSeen(db: Database) {
  return async (signedIn: SignedIn, ids: readonly string[]): Promise<readonly string[]> => {
    const others = ids.filter((id) => id !== signedIn.userId);
    if (seesUsers(signedIn) || others.length === 0) return ids;
    const seen = new Set(await seenAmong(db.reader(signedIn.accountId), signedIn, others));
    return ids.filter((id) => id === signedIn.userId || seen.has(id));
  };
}
