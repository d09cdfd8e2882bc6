import { nameKey } from '../../contract/text.ts';
import { type Tx, violates } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { demand } from '../platform/policy.ts';
import { Refusal, refuseField } from '../platform/refusal.ts';
import { newId } from '../platform/tokens.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { lockForRule } from '../users/queries.ts';
import { MANAGE_DEPARTMENTS } from './policy.ts';

/** Adds a department. Names are unique without regard to case and accents. Throws `department.name_taken`. */
export async function createDepartment(tx: Tx, signedIn: SignedIn, name: string): Promise<{ id: string; name: string }> {
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  demand(MANAGE_DEPARTMENTS, locked.actor, null);
  const id = newId();
  await tx
    .insertInto('departments')
    .values({ account_id: tx.accountId, id, name, name_key: nameKey(name) })
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'departments_account_id_name_key_key') ? refuseField('name', 'department.name_taken') : error;
    });
  await record(tx, signedIn, {
    action: 'department.created',
    target: { type: 'department', id },
    changes: { name: { new: name } },
  });
  return { id, name };
}
