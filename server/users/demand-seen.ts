import { AGENT_RULES } from '../agents/policy.ts';
import { factsOf } from '../agents/present.ts';
import { findAgent } from '../agents/queries.ts';
import type { Reader, Tx } from '../db/pool.ts';
import { decide } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { findUser } from './queries.ts';

/**
 * Demands that the reader may look at this of somebody: whoever sees the account's users may, and who has the right in the
 * Dialer, of the agents whom it reaches. Throws `user.not_found`, or the reason of the Dialer's rule.
 */
export async function demandSeen(
  db: Reader | Tx,
  reader: SignedIn,
  id: string,
  action: 'view' | 'viewSessions' | 'viewSecurity' | 'viewActivity',
): Promise<void> {
  if (!(await findUser(db, reader, id))) await demandReached(db, reader, id, action);
}

/** The same by the Dialer's right alone. */
export async function demandReached(
  db: Reader | Tx,
  reader: SignedIn,
  id: string,
  action: 'view' | 'viewSessions' | 'viewSecurity' | 'viewActivity',
): Promise<void> {
  const agent = await findAgent(db, reader, id);
  if (!agent) throw new Refusal('user.not_found');
  const decision = decide(AGENT_RULES[action], reader, factsOf(agent));
  if (!decision.ok) throw new Refusal(decision.because);
}
