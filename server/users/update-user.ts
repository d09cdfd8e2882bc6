import { sql } from 'kysely';
import type { Input } from '../../contract/endpoint.ts';
import type { updateUser as endpoint } from '../../contract/user-changes.ts';
import type { Tx } from '../db/pool.ts';
import { type Change, record } from '../platform/activity.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import { changeLimits, touchesLimits } from '../security/change-limits.ts';
import { lockAddressLists } from '../security/guard-address-lists.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandProof } from '../sessions/demand-proof.ts';
import { changeEmail } from './change-email.ts';
import { changeLocale } from './change-locale.ts';
import { changeNames } from './change-names.ts';
import { demandAllowed } from './demand-allowed.ts';
import { demandGivable } from './demand-givable.ts';
import { setDepartments, setPortalRoles } from './memberships.ts';
import { USER_RULES } from './policy.ts';
import { presentUser } from './present.ts';
import { findUser } from './queries.ts';
import { setOauthEmail } from './set-oauth-email.ts';

type Edit = Input<typeof endpoint>['body'];

/**
 * Changes the fields that are given. `seen` is the version that the editor looked at.
 * Throws `user.changed` (412) where that is not the newest, the reasons of `USER_RULES.edit` and `changeRoles`, and what
 * the names and departments are refused for. An address, and what counts at sign-in (`USER_RULES.changeLimits`), ask for the
 * password (S-8): `session.step_up`.
 */
export async function updateUser(tx: Tx, signedIn: SignedIn, id: string, seen: number, edit: Edit): Promise<void> {
  if (edit.limitsAddresses !== undefined) await lockAddressLists(tx);
  const { actor, target } = await demandAllowed(tx, signedIn, id, 'edit');
  const before = await findUser(tx, actor, id);
  if (!before) throw new Refusal('user.not_found');
  if (before.version !== seen) throw new Refusal('user.changed', { current: presentUser(actor, before) });

  const changes: Record<string, Change> = {};
  await changeNames(tx, before, edit, changes);
  await changeLocale(tx, before, edit, changes);
  if (edit.portalRoles && differ(edit.portalRoles, before.portal_roles)) {
    demand(USER_RULES.changeRoles, actor, target);
    const moved = [...new Set(before.portal_roles).symmetricDifference(new Set(edit.portalRoles))];
    demandGivable(actor, signedIn, moved, edit.portalRoles);
    await setPortalRoles(tx, id, edit.portalRoles);
    changes.portalRoles = { old: before.portal_roles, new: [...new Set(edit.portalRoles)] };
  }
  const departments = before.departments.map((department) => department.id);
  if (edit.departments && differ(edit.departments, departments)) {
    await setDepartments(tx, id, edit.departments);
    changes.departments = { old: departments, new: [...new Set(edit.departments)] };
  }
  if (edit.email !== undefined && edit.email !== before.email) {
    demandProof(signedIn);
    const owner = { id, status: before.status, old: before.email, oldNew: before.new_email };
    Object.assign(changes, await changeEmail(tx, owner, edit.email));
  }
  if (touchesLimits(edit)) {
    demand(USER_RULES.changeLimits, actor, target);
    demandProof(signedIn);
    Object.assign(changes, await changeLimits(tx, signedIn, id, edit));
  }
  if (edit.oauthEmail !== undefined && edit.oauthEmail !== before.oauth_email) {
    demandProof(signedIn);
    await setOauthEmail(tx, id, edit.oauthEmail);
    changes.oauthEmail = { old: before.oauth_email, new: edit.oauthEmail };
  }
  if (Object.keys(changes).length === 0) return;
  await tx
    .updateTable('users')
    .set({ version: sql<number>`version + 1` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .execute();
  await record(tx, signedIn, { action: 'user.changed', target: { type: 'user', id }, changes });
}

function differ(one: readonly string[], other: readonly string[]): boolean {
  return new Set(one).symmetricDifference(new Set(other)).size > 0;
}
