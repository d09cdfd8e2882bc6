import { sql } from 'kysely';
import { nameKey } from '../../contract/text.ts';
import { type Tx, violates } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { demand } from '../platform/policy.ts';
import { Refusal, refuseField } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { lockForRule } from '../users/queries.ts';
import { MANAGE_DEPARTMENTS } from './policy.ts';

/** Renames a department. Throws `department.not_found`, `department.name_taken`. */
export async function renameDepartment(
  tx: Tx,
  signedIn: SignedIn,
  id: string,
  name: string,
): Promise<{ id: string; name: string }> {
  const before = await demandDepartment(tx, signedIn, id);
  if (before === name) return { id, name };
  await tx
    .updateTable('departments')
    .set({ name, name_key: nameKey(name), version: sql<number>`version + 1` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'departments_account_id_name_key_key') ? refuseField('name', 'department.name_taken') : error;
    });
  const changes = { name: { old: before, new: name } };
  await record(tx, signedIn, { action: 'department.renamed', target: { type: 'department', id }, changes });
  return { id, name };
}

/** Deletes a department: its users stay, their membership goes. Throws `department.not_found`. */
export async function deleteDepartment(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  const name = await demandDepartment(tx, signedIn, id);
  const left = await tx
    .deleteFrom('user_departments')
    .where('account_id', '=', tx.accountId)
    .where('department_id', '=', id)
    .returning('user_id')
    .execute();
  await tx.deleteFrom('departments').where('account_id', '=', tx.accountId).where('id', '=', id).execute();
  const members = left.map(({ user_id }) => user_id);
  const changes = { name: { old: name }, ...(members.length > 0 ? { members: { old: members, new: [] } } : {}) };
  await record(tx, signedIn, { action: 'department.deleted', target: { type: 'department', id }, changes });
}

/** Demands the rule and locks the department; answers its name. */
async function demandDepartment(tx: Tx, signedIn: SignedIn, id: string): Promise<string> {
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  demand(MANAGE_DEPARTMENTS, locked.actor, null);
  const department = await tx
    .selectFrom('departments')
    .select('name')
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!department) throw new Refusal('department.not_found');
  return department.name;
}
