import type { SetKind } from '../agent-sets/set-kind.ts';
import { call } from '../api/client.ts';

export const TAGS: SetKind = {
  words: 'tag',
  to: '/dialer/tags',
  filter: 'tag',
  queryKey: ['tags'],
  announced: 'tags',
  hasLevels: false,
  list: (signal) => call('listTags', { signal }),
  create: (name) => call('createTag', { body: { name } }),
  rename: ({ id, version }, name) => call('renameTag', { params: { id }, body: { name }, ifMatch: version }),
  remove: (id) => call('deleteTag', { params: { id } }),
  box: (id, query, signal) => call('listTagAgents', { params: { id }, query, signal }),
  move: (id, { add, remove }) =>
    call('changeTagMembers', { params: { id }, body: { add: add.map((one) => one.id), remove: [...remove] } }),
};
