import type { Client } from './client.ts';

/** How a test speaks of tags and skill groups alike: the calls of each, and a member as its body names one. */
export const OVER_HTTP = {
  tags: {
    type: 'tag',
    list: (by: Client) => by.call('listTags'),
    create: (by: Client, name: string) => by.call('createTag', { body: { name } }),
    rename: (by: Client, id: string, name: string, version = 1) =>
      by.call('renameTag', { params: { id }, body: { name }, headers: { 'if-match': String(version) } }),
    remove: (by: Client, id: string) => by.call('deleteTag', { params: { id } }),
    box: (by: Client, id: string, query: { box: 'available' | 'selected'; q?: string; limit?: number; cursor?: string }) =>
      by.call('listTagAgents', { params: { id }, query }),
    move: (by: Client, id: string, add: readonly string[], remove: readonly string[] = [], _level = 5) =>
      by.call('changeTagMembers', { params: { id }, body: { add: [...add], remove: [...remove] } }),
    agent: (id: string) => ({ tags: [id] }),
    all: { hasAllTags: true },
    filter: (id: string) => ({ tag: [id] }),
    written: (id: string, _level = 5) => id,
  },
  skill_groups: {
    type: 'skill_group',
    list: (by: Client) => by.call('listSkillGroups'),
    create: (by: Client, name: string) => by.call('createSkillGroup', { body: { name } }),
    rename: (by: Client, id: string, name: string, version = 1) =>
      by.call('renameSkillGroup', { params: { id }, body: { name }, headers: { 'if-match': String(version) } }),
    remove: (by: Client, id: string) => by.call('deleteSkillGroup', { params: { id } }),
    box: (by: Client, id: string, query: { box: 'available' | 'selected'; q?: string; limit?: number; cursor?: string }) =>
      by.call('listSkillGroupAgents', { params: { id }, query }),
    move: (by: Client, id: string, add: readonly string[], remove: readonly string[] = [], level = 5) =>
      by.call('changeSkillGroupMembers', {
        params: { id },
        body: { add: add.map((user) => ({ id: user, level })), remove: [...remove] },
      }),
    agent: (id: string) => ({ skillGroups: [[id, 5]] as const }),
    all: { hasAllSkillGroups: true },
    filter: (id: string) => ({ skillGroup: [id] }),
    written: (id: string, level = 5) => `${id}:${level}`,
  },
} as const;

export const SETS = ['tags', 'skill_groups'] as const;

/** What a race counts. */
export type Answered = { status: number; problem: { code: string } };
