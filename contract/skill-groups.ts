import { z } from 'zod';
import { skillLevel } from './dialer-values.ts';
import { endpoint } from './endpoint.ts';
import { pageOf } from './list.ts';
import { boxQuery, eachOnce, mayCreate, memberIds, memberLine, REFUSALS_OF_MEMBERS, setAbilities } from './tags.ts';
import { id, line } from './text.ts';

const tag = 'Skill groups';
const byId = z.strictObject({ id });

const skillGroup = z
  .strictObject({
    id,
    name: z.string(),
    members: z.int().describe('Agents who are named; who is in all skill groups is not counted.'),
    version: z.int(),
    can: setAbilities,
  })
  .meta({ id: 'SkillGroup' });

export const listSkillGroups = endpoint({
  name: 'listSkillGroups',
  method: 'GET',
  path: '/api/v1/skill-groups',
  access: 'agent.view',
  tag,
  summary: 'The skill groups of the account, by name, with how many agents each has',
  response: z.strictObject({
    items: z.array(skillGroup),
    withAll: z.int().describe('Agents who are in all skill groups.'),
    can: mayCreate,
  }),
  status: 200,
  errors: [],
});

export const createSkillGroup = endpoint({
  name: 'createSkillGroup',
  method: 'POST',
  path: '/api/v1/skill-groups',
  access: 'skill_group.manage',
  tag,
  summary: 'Add a skill group; who is in all skill groups is in it at once, with level 5',
  body: z.strictObject({ name: line(80) }),
  response: skillGroup,
  status: 201,
  records: ['skill_group.created'],
  errors: ['skill_group.name_taken', 'agent.not_reached'],
});

export const renameSkillGroup = endpoint({
  name: 'renameSkillGroup',
  method: 'PATCH',
  path: '/api/v1/skill-groups/{id}',
  access: 'skill_group.manage',
  tag,
  summary: 'Rename a skill group',
  params: byId,
  body: z.strictObject({ name: line(80) }),
  response: skillGroup,
  status: 200,
  records: ['skill_group.renamed'],
  errors: ['skill_group.not_found', 'skill_group.name_taken', 'skill_group.changed', 'agent.not_reached'],
  versioned: true,
});

export const deleteSkillGroup = endpoint({
  name: 'deleteSkillGroup',
  method: 'DELETE',
  path: '/api/v1/skill-groups/{id}',
  access: 'skill_group.manage',
  tag,
  summary: 'Delete a skill group; its agents stay',
  params: byId,
  status: 204,
  records: ['skill_group.deleted'],
  errors: ['skill_group.not_found', 'agent.not_reached'],
});

export const listSkillGroupAgents = endpoint({
  name: 'listSkillGroupAgents',
  method: 'GET',
  path: '/api/v1/skill-groups/{id}/agents',
  access: 'agent.view',
  tag,
  summary: 'Who is in the skill group, with the level, or who could be, by name, a page at a time',
  params: byId,
  query: boxQuery,
  response: pageOf(memberLine),
  status: 200,
  errors: ['skill_group.not_found'],
});

export const changeSkillGroupMembers = endpoint({
  name: 'changeSkillGroupMembers',
  method: 'POST',
  path: '/api/v1/skill-groups/{id}/members',
  access: 'agent.edit',
  tag,
  summary: 'Take agents in with a level each, or change it, and let others go; all or nothing',
  description: 'Who is in it with that level already stays. A refusal names each agent whom it is about.',
  params: byId,
  body: z
    .strictObject({
      add: z
        .array(z.strictObject({ id, level: skillLevel }))
        .max(10_000)
        .default([]),
      remove: memberIds,
    })
    .superRefine(eachOnce),
  response: skillGroup,
  status: 200,
  records: ['skill_group.members_changed'],
  errors: ['skill_group.not_found', ...REFUSALS_OF_MEMBERS],
});
