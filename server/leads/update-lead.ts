import { sql } from 'kysely';
import type { Input } from '../../contract/endpoint.ts';
import type { updateLead as endpoint } from '../../contract/leads.ts';
import type { Tx } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandLead } from './demand-lead.ts';
import { changesBetween, columnsOf, contentOf, demandPhone, type LeadContent } from './lead-values.ts';
import { presentLead } from './present.ts';

interface Editing {
  readonly id: string;
  /** The version that the editor looked at. */
  readonly seen: number;
  readonly edit: Input<typeof endpoint>['body'];
}

/**
 * Changes what is given of a lead; who has it stays. Throws the reason of `LEAD_RULES.edit`, `lead.changed` (412) where
 * somebody else was first, and `request.invalid` for a number that its country does not give out.
 */
export async function updateLead(tx: Tx, signedIn: SignedIn, { id, seen, edit }: Editing): Promise<void> {
  const { actor, lead } = await demandLead(tx, signedIn, id, 'edit');
  if (lead.version !== seen) throw new Refusal('lead.changed', { current: presentLead(actor, lead) });
  const before = contentOf(lead);
  const given = Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
  const after: LeadContent = { ...before, ...given };
  if (after.phone !== before.phone) demandPhone(after.phone);
  const changes = changesBetween(before, after);
  if (Object.keys(changes).length === 0) return;
  await tx
    .updateTable('leads')
    .set({ ...columnsOf(after), version: sql<number>`version + 1` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .execute();
  await record(tx, signedIn, { action: 'lead.changed', target: { type: 'lead', id }, changes });
}
