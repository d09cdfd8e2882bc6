import { sql } from 'kysely';
import { OPEN_LEADS } from '../../contract/leads.ts';
import type { Tx } from '../db/pool.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import { newId } from '../platform/tokens.ts';
import type { Actor, SignedIn } from '../sessions/actor.ts';
import { lockForRule } from '../users/queries.ts';
import { GIVE_LEADS, LEAD_RULES } from './policy.ts';
import { recordAssignment } from './record-assignment.ts';
import { takersAmong } from './takers.ts';

interface Assignment {
  readonly leads: readonly string[];
  /** The agent who gets them; null: nobody. */
  readonly to: string | null;
}

type Locked = Awaited<ReturnType<typeof lockLeads>>;

/**
 * Gives leads to an agent, or takes them from whoever has them: all or none. Answers how many changed hands. Throws the reason
 * of `LEAD_RULES.assign` for each lead and of `GIVE_LEADS` for the agent, `lead.not_found`, and `lead.not_open` where an agent
 * would get one that is done.
 */
export async function assignLeads(tx: Tx, signedIn: SignedIn, { leads, to }: Assignment): Promise<number> {
  const locked = await lockForRule(tx, signedIn.userId, to);
  if (!locked) throw new Refusal('session.required');
  const { actor } = locked;
  if (to !== null) await demandTaker(tx, actor, to);
  const ids = [...new Set(leads)];
  const rows = await lockLeads(tx, ids);
  if (rows.length < ids.length) throw new Refusal('lead.not_found');
  await demandEach(tx, actor, rows);
  const moved = rows.filter((row) => row.assigned_to !== to);
  if (to !== null && moved.some(({ status }) => !OPEN_LEADS.some((one) => one === status))) throw new Refusal('lead.not_open');
  await giveTo(tx, moved, to);
  await recordEach(tx, signedIn, moved, to);
  return moved.length;
}

async function demandTaker(tx: Tx, actor: Actor, id: string): Promise<void> {
  const [taker] = await takersAmong(tx, [id]);
  if (!taker) throw new Refusal('agent.not_found');
  demand(GIVE_LEADS, actor, taker);
}

/** In the order of their ids, as everybody locks them who locks several. */
async function lockLeads(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom('leads')
    .select(['id', 'status', 'assigned_to'])
    .where('account_id', '=', tx.accountId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Whoever has them is reached. */
async function demandEach(tx: Tx, actor: Actor, rows: Locked): Promise<void> {
  const accountId = tx.accountId;
  demand(LEAD_RULES.assign, actor, { accountId, assignee: null });
  const owners = [...new Set(rows.flatMap(({ assigned_to }) => assigned_to ?? []))];
  for (const assignee of await takersAmong(tx, owners)) demand(LEAD_RULES.assign, actor, { accountId, assignee });
}

async function giveTo(tx: Tx, rows: Locked, to: string | null): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await sql`update leads set assigned_to = ${to}::uuid, assigned_at = case when ${to}::uuid is not null then now() end
    where account_id = ${tx.accountId} and id = any(${ids}::uuid[])`.execute(tx);
}

/** Said of each who lost some, and of who got them; together they are one mass action. */
async function recordEach(tx: Tx, signedIn: SignedIn, rows: Locked, to: string | null): Promise<void> {
  const doer = { ...signedIn, massActionId: newId() };
  const byOwner = Map.groupBy(rows, ({ assigned_to }) => assigned_to);
  for (const [owner, lost] of byOwner) {
    if (owner !== null) await recordAssignment(tx, doer, owner, { lost: lost.map(({ id }) => id) });
  }
  if (to !== null) await recordAssignment(tx, doer, to, { given: rows.map(({ id }) => id) });
}
