import type { HandlersOf } from '../http/mount.ts';
import { decide } from '../platform/policy.ts';
import { deleteUserGroup, updateUserGroup } from './change-user-group.ts';
import { createUserGroup } from './create-user-group.ts';
import { MANAGE_USER_GROUPS } from './policy.ts';
import { presentUserGroup, presentUserGroups } from './present.ts';

export const userGroupHandlers: HandlersOf<'listUserGroups' | 'createUserGroup' | 'updateUserGroup' | 'deleteUserGroup'> = {
  listUserGroups: async ({ db, signedIn }) => ({
    items: await presentUserGroups(db.reader(signedIn.accountId), signedIn),
    can: { create: decide(MANAGE_USER_GROUPS, signedIn, null) },
  }),

  createUserGroup: async ({ db, signedIn }, { body }) => {
    const id = await db.write(signedIn.accountId, (tx) => createUserGroup(tx, signedIn, body));
    return presentUserGroup(db.reader(signedIn.accountId), signedIn, id);
  },

  updateUserGroup: async ({ db, signedIn, seenVersion }, { params, body }) => {
    const editing = { id: params.id, seen: seenVersion, edit: body };
    await db.write(signedIn.accountId, (tx) => updateUserGroup(tx, signedIn, editing));
    return presentUserGroup(db.reader(signedIn.accountId), signedIn, params.id);
  },

  deleteUserGroup: ({ db, signedIn }, { params }) =>
    db.write(signedIn.accountId, (tx) => deleteUserGroup(tx, signedIn, params.id)),
};
