import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { decision } from './problem.ts';
import { id, line } from './text.ts';

const tag = 'Tags';
const byId = z.strictObject({ id });

/** The two-box editor: who comes in and who goes, of the agents that the caller may edit. */
export const memberEdit = {
  add: z.array(id).max(10_000).default([]).describe('Ids of users.'),
  remove: z.array(id).max(10_000).default([]).describe('Ids of users.'),
};

const oneTag = z
  .strictObject({
    id,
    name: z.string(),
    members: z.int().describe('Agents who are named; who has all tags is not counted.'),
    version: z.int(),
    can: z.strictObject({ manage: decision, give: decision }),
  })
  .meta({ id: 'Tag' });

export const listTags = endpoint({
  name: 'listTags',
  method: 'GET',
  path: '/api/v1/tags',
  access: 'agent.view',
  tag,
  summary: 'The tags that the caller’s scope reaches, by name, with how many agents each has',
  response: z.strictObject({ items: z.array(oneTag), withAllTags: z.int().describe('Agents who have all tags.') }),
  status: 200,
  errors: [],
});

export const createTag = endpoint({
  name: 'createTag',
  method: 'POST',
  path: '/api/v1/tags',
  access: 'tag.manage',
  tag,
  summary: 'Add a tag; who has all tags has it at once',
  body: z.strictObject({ name: line(80) }),
  response: oneTag,
  status: 201,
  records: ['tag.created'],
  errors: ['tag.name_taken'],
});

export const renameTag = endpoint({
  name: 'renameTag',
  method: 'PATCH',
  path: '/api/v1/tags/{id}',
  access: 'tag.manage',
  tag,
  summary: 'Rename a tag',
  params: byId,
  body: z.strictObject({ name: line(80) }),
  response: oneTag,
  status: 200,
  records: ['tag.renamed'],
  errors: ['tag.not_found', 'tag.not_held', 'tag.name_taken', 'tag.changed'],
  versioned: true,
});

export const deleteTag = endpoint({
  name: 'deleteTag',
  method: 'DELETE',
  path: '/api/v1/tags/{id}',
  access: 'tag.manage',
  tag,
  summary: 'Delete a tag; its agents stay',
  params: byId,
  status: 204,
  records: ['tag.deleted'],
  errors: ['tag.not_found', 'tag.not_held'],
});

export const changeTagMembers = endpoint({
  name: 'changeTagMembers',
  method: 'POST',
  path: '/api/v1/tags/{id}/members',
  access: 'agent.edit',
  tag,
  summary: 'Give the tag to agents, take it from others; all or nothing',
  params: byId,
  body: z.strictObject(memberEdit),
  response: oneTag,
  status: 200,
  records: ['tag.members_changed'],
  errors: [
    'tag.not_found',
    'tag.not_held',
    'agent.not_found',
    'agent.out_of_scope',
    'user.is_self',
    'user.is_owner',
    'user.is_admin',
    'user.outranks',
    'user.is_deleted',
  ],
});
