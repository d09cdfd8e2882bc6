import type { Input } from '../../contract/endpoint.ts';
import type { askWhy as endpoint, WhyAnswer } from '../../contract/why.ts';
import { AGENT_RULES } from '../agents/policy.ts';
import { factsOf } from '../agents/present.ts';
import { findAgent } from '../agents/queries.ts';
import type { Database, Tx } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { decide } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandSeen } from '../users/demand-seen.ts';
import { explainSignIn } from './explain-sign-in.ts';
import { explainCalls, explainLeads } from './explain-work.ts';
import { findSignInFacts } from './facts.ts';

type Question = Input<typeof endpoint>['body'];

/**
 * Says whether somebody could sign in from there at that time, take a lead, receive a call, and what decides; and records that
 * it was asked. A time that is over is now. Throws `user.not_found`.
 */
export function askWhy(db: Database, signedIn: SignedIn, id: string, question: Question): Promise<WhyAnswer> {
  const address = question.address ?? signedIn.caller.address ?? '127.0.0.1';
  return db.write(signedIn.accountId, async (tx) => {
    await demandSeen(tx, signedIn, id, 'view');
    const at = new Date(Math.max(Date.now(), question.at ? Date.parse(question.at) : 0));
    const answer = await explain(tx, signedIn, { id, address, at });
    const changes = { address: { new: address }, at: { new: at.toISOString() } };
    await record(tx, signedIn, { action: 'user.asked_why', target: { type: 'user', id }, changes });
    return answer;
  });
}

async function explain(
  tx: Tx,
  signedIn: SignedIn,
  { id, address, at }: { id: string; address: string; at: Date },
): Promise<WhyAnswer> {
  const facts = await findSignInFacts(tx, id, address, at);
  if (!facts) throw new Refusal('user.not_found');
  const agent = await findAgent(tx, signedIn, id);
  const seesSecurity =
    signedIn.permissions.has('security.view') ||
    (agent !== undefined && decide(AGENT_RULES.viewSecurity, signedIn, factsOf(agent)).ok);
  return {
    at: at.toISOString(),
    address,
    signIn: explainSignIn(facts, address, { seesSecurity }),
    leads: agent ? await explainLeads(tx, signedIn, agent) : null,
    calls: agent ? explainCalls(agent) : null,
  };
}
