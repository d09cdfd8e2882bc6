import type { Tx } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandLead } from './demand-lead.ts';
import { changesBetween, contentOf } from './lead-values.ts';

/** Deletes a lead; what it said, and who had it, is in the record. Throws the reason of `LEAD_RULES.delete`. */
export async function deleteLead(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  const { lead } = await demandLead(tx, signedIn, id, 'delete');
  await tx.deleteFrom('leads').where('account_id', '=', tx.accountId).where('id', '=', id).execute();
  const changes = changesBetween(contentOf(lead), null);
  if (lead.assigned_to !== null) changes.assignedTo = { old: lead.assigned_to };
  await record(tx, signedIn, { action: 'lead.deleted', target: { type: 'lead', id }, changes });
}
