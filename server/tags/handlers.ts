import { changeMembers } from '../agent-sets/change-members.ts';
import { createSet, renameSet } from '../agent-sets/change-set.ts';
import { deleteSet } from '../agent-sets/delete-set.ts';
import { presentAll, presentBox, presentOne } from '../agent-sets/present.ts';
import type { HandlersOf } from '../http/mount.ts';
import { TAGS } from './kind.ts';

export const tagHandlers: HandlersOf<
  'listTags' | 'createTag' | 'renameTag' | 'deleteTag' | 'listTagAgents' | 'changeTagMembers'
> = {
  listTags: ({ db, signedIn }) => presentAll(db.reader(signedIn.accountId), signedIn, TAGS),

  createTag: async ({ db, signedIn }, { body }) => {
    const id = await db.write(signedIn.accountId, (tx) => createSet(tx, signedIn, TAGS, body.name));
    return presentOne(db.reader(signedIn.accountId), signedIn, TAGS, id);
  },

  renameTag: async ({ db, signedIn, seenVersion }, { params, body }) => {
    const renaming = { id: params.id, seen: seenVersion, name: body.name };
    await db.write(signedIn.accountId, (tx) => renameSet(tx, signedIn, TAGS, renaming));
    return presentOne(db.reader(signedIn.accountId), signedIn, TAGS, params.id);
  },

  deleteTag: ({ db, signedIn }, { params }) => db.write(signedIn.accountId, (tx) => deleteSet(tx, signedIn, TAGS, params.id)),

  listTagAgents: ({ db, signedIn }, { params, query }) =>
    presentBox(db.reader(signedIn.accountId), signedIn, TAGS, params.id, query),

  changeTagMembers: async ({ db, signedIn }, { params, body }) => {
    const change = { id: params.id, add: body.add.map((id) => ({ id, level: null })), remove: body.remove };
    await db.write(signedIn.accountId, (tx) => changeMembers(tx, signedIn, TAGS, change));
    return presentOne(db.reader(signedIn.accountId), signedIn, TAGS, params.id);
  },
};
