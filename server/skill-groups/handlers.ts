import { changeMembers } from '../agent-sets/change-members.ts';
import { createSet, renameSet } from '../agent-sets/change-set.ts';
import { deleteSet } from '../agent-sets/delete-set.ts';
import { presentAll, presentBox, presentOne } from '../agent-sets/present.ts';
import type { HandlersOf } from '../http/mount.ts';
import { SKILL_GROUPS } from './kind.ts';

export const skillGroupHandlers: HandlersOf<
  | 'listSkillGroups'
  | 'createSkillGroup'
  | 'renameSkillGroup'
  | 'deleteSkillGroup'
  | 'listSkillGroupAgents'
  | 'changeSkillGroupMembers'
> = {
  listSkillGroups: ({ db, signedIn }) => presentAll(db.reader(signedIn.accountId), signedIn, SKILL_GROUPS),

  createSkillGroup: async ({ db, signedIn }, { body }) => {
    const id = await db.write(signedIn.accountId, (tx) => createSet(tx, signedIn, SKILL_GROUPS, body.name));
    return presentOne(db.reader(signedIn.accountId), signedIn, SKILL_GROUPS, id);
  },

  renameSkillGroup: async ({ db, signedIn, seenVersion }, { params, body }) => {
    const renaming = { id: params.id, seen: seenVersion, name: body.name };
    await db.write(signedIn.accountId, (tx) => renameSet(tx, signedIn, SKILL_GROUPS, renaming));
    return presentOne(db.reader(signedIn.accountId), signedIn, SKILL_GROUPS, params.id);
  },

  deleteSkillGroup: ({ db, signedIn }, { params }) =>
    db.write(signedIn.accountId, (tx) => deleteSet(tx, signedIn, SKILL_GROUPS, params.id)),

  listSkillGroupAgents: ({ db, signedIn }, { params, query }) =>
    presentBox(db.reader(signedIn.accountId), signedIn, SKILL_GROUPS, params.id, query),

  changeSkillGroupMembers: async ({ db, signedIn }, { params, body }) => {
    const change = { id: params.id, add: body.add, remove: body.remove };
    await db.write(signedIn.accountId, (tx) => changeMembers(tx, signedIn, SKILL_GROUPS, change));
    return presentOne(db.reader(signedIn.accountId), signedIn, SKILL_GROUPS, params.id);
  },
};
