import type { HandlersOf } from '../http/mount.ts';
import { decide } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import { changeRoleMembers } from './change-members.ts';
import { createDialerRole } from './create-role.ts';
import { deleteDialerRole } from './delete-role.ts';
import { BEGIN_ROLE } from './policy.ts';
import { presentRole, presentRoles } from './present.ts';
import { presentRoleBox } from './present-box.ts';
import { countLastHolders, findLastHolders, findRoles } from './queries.ts';
import { updateDialerRole } from './update-role.ts';

export const dialerRoleHandlers: HandlersOf<
  | 'listDialerRoles'
  | 'createDialerRole'
  | 'updateDialerRole'
  | 'deleteDialerRole'
  | 'changeDialerRoleMembers'
  | 'listLastHolders'
  | 'listDialerRoleAgents'
> = {
  listDialerRoles: async ({ db, signedIn }) => ({
    items: await presentRoles(db.reader(signedIn.accountId), signedIn),
    can: { create: decide(BEGIN_ROLE, signedIn, null) },
  }),

  createDialerRole: async ({ db, signedIn }, { body }) => {
    const id = await db.write(signedIn.accountId, (tx) => createDialerRole(tx, signedIn, body));
    return presentRole(db.reader(signedIn.accountId), signedIn, id);
  },

  updateDialerRole: async ({ db, signedIn, seenVersion }, { params, body }) => {
    const editing = { id: params.id, seen: seenVersion, edit: body };
    await db.write(signedIn.accountId, (tx) => updateDialerRole(tx, signedIn, editing));
    return presentRole(db.reader(signedIn.accountId), signedIn, params.id);
  },

  deleteDialerRole: ({ db, signedIn }, { params }) =>
    db.write(signedIn.accountId, (tx) => deleteDialerRole(tx, signedIn, params.id)),

  changeDialerRoleMembers: async ({ db, signedIn }, { params, body }) => {
    await db.write(signedIn.accountId, (tx) => changeRoleMembers(tx, signedIn, { id: params.id, ...body }));
    return presentRole(db.reader(signedIn.accountId), signedIn, params.id);
  },

  listDialerRoleAgents: ({ db, signedIn }, { params, query }) =>
    presentRoleBox(db.reader(signedIn.accountId), signedIn, params.id, query),

  listLastHolders: async ({ db, signedIn }, { params }) => {
    const reader = db.reader(signedIn.accountId);
    if (!(await findRoles(reader, signedIn)).some(({ id }) => id === params.id)) throw new Refusal('dialer_role.not_found');
    const [items, count] = await Promise.all([findLastHolders(reader, signedIn, params.id), countLastHolders(reader, params.id)]);
    return { items, count };
  },
};
