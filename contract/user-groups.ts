import { z } from 'zod';
import { skillLevel } from './dialer-values.ts';
import { endpoint } from './endpoint.ts';
import { leadFilter } from './leads.ts';
import { decision } from './problem.ts';
import { mayCreate } from './tags.ts';
import { id, line } from './text.ts';

const tag = 'User groups';
const byId = z.strictObject({ id });

/** Which leads, how urgent (the heaviest group first), and who serves them: agents with a tag, or a level in a skill group. */
const content = {
  name: line(80),
  filter: leadFilter,
  weight: z.int().min(0).max(1000),
  tags: z.array(id).max(200).describe('Ids of tags.'),
  skillGroups: z
    .array(z.strictObject({ id, minimumLevel: skillLevel.default(1) }))
    .max(200)
    .describe('Skill groups, each with the level that an agent needs.'),
};

const userGroup = z
  .strictObject({
    id,
    ...content,
    tags: z.array(z.strictObject({ id, name: z.string() })).describe('Those that the caller sees.'),
    moreTags: z.int().describe('By how many tags besides, which the caller does not see, they are served.'),
    skillGroups: z.array(z.strictObject({ id, name: z.string(), minimumLevel: skillLevel })),
    leads: z
      .int()
      .nullable()
      .describe('Open leads that the filter finds, of those that the caller sees; null: the caller may not see leads.'),
    agents: z.int().describe('Active agents who serve them and take leads, of those whom the caller sees.'),
    version: z.int(),
    can: z.strictObject({ manage: decision }),
  })
  .meta({ id: 'UserGroup' });
export type UserGroup = z.infer<typeof userGroup>;

export const listUserGroups = endpoint({
  name: 'listUserGroups',
  method: 'GET',
  path: '/api/v1/user-groups',
  access: 'agent.view',
  tag,
  summary: 'The user groups of the account, the heaviest first',
  response: z.strictObject({ items: z.array(userGroup), can: mayCreate }),
  status: 200,
  errors: [],
});

export const createUserGroup = endpoint({
  name: 'createUserGroup',
  method: 'POST',
  path: '/api/v1/user-groups',
  access: 'user_group.manage',
  tag,
  summary: 'Add a user group',
  body: z.strictObject(content),
  response: userGroup,
  status: 201,
  records: ['user_group.created'],
  errors: ['permission.not_for_all', 'user_group.name_taken', 'tag.not_found', 'skill_group.not_found'],
});

export const updateUserGroup = endpoint({
  name: 'updateUserGroup',
  method: 'PATCH',
  path: '/api/v1/user-groups/{id}',
  access: 'user_group.manage',
  tag,
  summary: 'Change a user group',
  description: 'What is left out stays, and so do tags that the caller does not see.',
  params: byId,
  body: z.strictObject(content).partial(),
  response: userGroup,
  status: 200,
  records: ['user_group.changed'],
  errors: [
    'permission.not_for_all',
    'user_group.not_found',
    'user_group.name_taken',
    'tag.not_found',
    'skill_group.not_found',
    'user_group.changed',
  ],
  versioned: true,
});

export const deleteUserGroup = endpoint({
  name: 'deleteUserGroup',
  method: 'DELETE',
  path: '/api/v1/user-groups/{id}',
  access: 'user_group.manage',
  tag,
  summary: 'Delete a user group; its leads and agents stay',
  params: byId,
  status: 204,
  records: ['user_group.deleted'],
  errors: ['permission.not_for_all', 'user_group.not_found'],
});
