import { z } from 'zod';
import { skillLevel } from './dialer-values.ts';
import { endpoint } from './endpoint.ts';
import { decision } from './problem.ts';
import { memberEdit } from './tags.ts';
import { id, line } from './text.ts';

const tag = 'Skill groups';
const byId = z.strictObject({ id });

const skillGroup = z
  .strictObject({
    id,
    name: z.string(),
    members: z.int().describe('Agents who are named; who is in all skill groups is not counted.'),
    version: z.int(),
    can: z.strictObject({ manage: decision }),
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
    withAllSkillGroups: z.int().describe('Agents who are in all skill groups.'),
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
  errors: ['skill_group.name_taken'],
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
  errors: ['skill_group.not_found', 'skill_group.name_taken', 'skill_group.changed'],
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
  errors: ['skill_group.not_found'],
});

export const changeSkillGroupMembers = endpoint({
  name: 'changeSkillGroupMembers',
  method: 'POST',
  path: '/api/v1/skill-groups/{id}/members',
  access: 'agent.edit',
  tag,
  summary: 'Take agents in with a level, or change it, and let others go; all or nothing',
  params: byId,
  body: z.strictObject({ ...memberEdit, level: skillLevel.describe('Of those who are added.') }),
  response: skillGroup,
  status: 200,
  records: ['skill_group.members_changed'],
  errors: [
    'skill_group.not_found',
    'agent.not_found',
    'user.is_owner',
    'user.is_admin',
    'user.is_self',
    'user.outranks',
    'user.is_deleted',
  ],
});
