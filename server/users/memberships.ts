import type { PortalRole } from '../../contract/permissions.ts';
import type { Tx } from '../db/pool.ts';
import { refuseField } from '../platform/refusal.ts';

/** The user holds these portal roles and no others. Whether the actor may give them is asked before. */
export async function setPortalRoles(tx: Tx, userId: string, roles: readonly PortalRole[]): Promise<void> {
  await tx.deleteFrom('user_portal_roles').where('account_id', '=', tx.accountId).where('user_id', '=', userId).execute();
  const rows = [...new Set(roles)].map((role) => ({ account_id: tx.accountId, user_id: userId, role }));
  if (rows.length > 0) await tx.insertInto('user_portal_roles').values(rows).execute();
}

/**
 * The user is in these departments and no others. They are locked before the memberships, as their deletion locks them.
 * Throws `department.not_found` at the place of the first unknown one.
 */
export async function setDepartments(tx: Tx, userId: string, departments: readonly string[]): Promise<void> {
  const ids = [...new Set(departments)];
  if (ids.length > 0) {
    const found = tx.selectFrom('departments').select('id').where('account_id', '=', tx.accountId).where('id', 'in', ids);
    const known = await found.orderBy('id').forKeyShare().execute();
    const missing = departments.findIndex((department) => !known.some((row) => row.id === department));
    if (missing >= 0) throw refuseField(`departments.${missing}`, 'department.not_found');
  }
  await tx.deleteFrom('user_departments').where('account_id', '=', tx.accountId).where('user_id', '=', userId).execute();
  const rows = ids.map((department_id) => ({ account_id: tx.accountId, user_id: userId, department_id }));
  if (rows.length > 0) await tx.insertInto('user_departments').values(rows).execute();
}
