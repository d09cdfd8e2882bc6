import type { Tx } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { once } from '../platform/idempotency.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { lockForRule } from '../users/queries.ts';
import { changesBetween, columnsOf, demandPhone, type LeadContent } from './lead-values.ts';
import { CREATE_LEAD } from './policy.ts';

interface Creation {
  readonly id: string;
  readonly lead: LeadContent;
  readonly idempotencyKey: string | undefined;
}

/**
 * Adds a lead that nobody has; answers its id. A repeat with the same key adds none. Throws the reason of `CREATE_LEAD`, and
 * `request.invalid` for a number that its country does not give out.
 */
export async function createLead(tx: Tx, signedIn: SignedIn, { id, lead, idempotencyKey }: Creation): Promise<string> {
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  demand(CREATE_LEAD, locked.actor, null);
  demandPhone(lead.phone);
  return once(tx, { userId: signedIn.userId, key: idempotencyKey, request: lead }, id, async () => {
    await tx
      .insertInto('leads')
      .values({ account_id: tx.accountId, id, ...columnsOf(lead) })
      .execute();
    await record(tx, signedIn, { action: 'lead.created', target: { type: 'lead', id }, changes: changesBetween(null, lead) });
  });
}
