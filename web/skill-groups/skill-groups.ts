import type { SetKind } from '../agent-sets/set-kind.ts';
import { call } from '../api/client.ts';

export const SKILL_GROUPS: SetKind = {
  words: 'skillGroup',
  to: '/dialer/skill-groups',
  filter: 'skillGroup',
  queryKey: ['skillGroups'],
  announced: 'skillGroups',
  hasLevels: true,
  list: (signal) => call('listSkillGroups', { signal }),
  create: (name) => call('createSkillGroup', { body: { name } }),
  rename: ({ id, version }, name) => call('renameSkillGroup', { params: { id }, body: { name }, ifMatch: version }),
  remove: (id) => call('deleteSkillGroup', { params: { id } }),
  box: (id, query, signal) => call('listSkillGroupAgents', { params: { id }, query, signal }),
  move: (id, { add, remove }) =>
    call('changeSkillGroupMembers', { params: { id }, body: { add: [...add], remove: [...remove] } }),
};
