import { sql } from 'kysely';
import { OPEN_LEADS } from '../../contract/leads.ts';
import type { Tx } from '../db/pool.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor, SignedIn } from '../sessions/actor.ts';
import { GIVE_LEADS } from './policy.ts';
import { recordAssignment } from './record-assignment.ts';
import { holdUsers, takersAmong } from './takers.ts';
import { lockLeadsOf, unassignLeads } from './unassign-leads.ts';

interface HandOver {
  readonly signedIn: SignedIn;
  /** The same person, with the rights that they have now. */
  readonly actor: Actor;
  /** Whose leads: locked, as `actor` is, together with the receivers (`holdUsers`) or before them. */
  readonly from: string;
  readonly to: readonly string[];
}

/**
 * Hands an agent's open leads to others, one by one in turn, so that nobody gets more than one lead more than another; what is
 * done or not to be called any more is nobody's afterwards. Answers how many of each. Throws the reason of `GIVE_LEADS` for
 * the first who cannot have them; who gives leads to themselves is `agent.takes_no_leads`, since `from` has none afterwards.
 */
export async function handOverLeads(tx: Tx, { signedIn, actor, from, to }: HandOver): Promise<{ given: number; left: number }> {
  const receivers = [...new Set(to)];
  await holdUsers(tx, receivers);
  const takers = new Map((await takersAmong(tx, receivers)).map((taker) => [taker.userId, taker]));
  for (const id of receivers) {
    const taker = takers.get(id);
    if (!taker) throw new Refusal('agent.not_found');
    demand(GIVE_LEADS, actor, taker);
    if (id === from) throw new Refusal('agent.takes_no_leads');
  }
  const open = (await lockLeadsOf(tx, from)).filter(({ status }) => OPEN_LEADS.some((one) => one === status));
  const shares = dealt(
    open.map(({ id }) => id),
    receivers,
  );
  await recordAssignment(tx, signedIn, from, { lost: open.map(({ id }) => id) });
  for (const [receiver, given] of shares) {
    await sql`update leads set assigned_to = ${receiver}::uuid, assigned_at = now()
      where account_id = ${tx.accountId} and id = any(${given}::uuid[])`.execute(tx);
    await recordAssignment(tx, signedIn, receiver, { given });
  }
  return { given: open.length, left: await unassignLeads(tx, signedIn, from) };
}

/** The leads in turn: shares differ by one at most, the first receivers have the larger ones. */
function dealt(leads: readonly string[], receivers: readonly string[]): [string, string[]][] {
  const shares = receivers.map((receiver, place): [string, string[]] => [
    receiver,
    leads.filter((_, n) => n % receivers.length === place),
  ]);
  return shares.filter(([, share]) => share.length > 0);
}
