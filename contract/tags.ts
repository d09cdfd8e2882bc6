import { z } from 'zod';
import { agentFilters } from './agents.ts';
import { skillLevel } from './dialer-values.ts';
import { endpoint } from './endpoint.ts';
import { page, pageOf } from './list.ts';
import { decision } from './problem.ts';
import { id, line } from './text.ts';
import { userStatus } from './users.ts';

const tag = 'Tags';
const byId = z.strictObject({ id });

/** What can be done with one of them, and whether it may be given to agents. */
export const setAbilities = z.strictObject({ manage: decision, give: decision });
/** Whether the caller may add one. */
export const mayCreate = z.strictObject({ create: decision });

/** The two-box editor: who comes in and who goes, of the agents that the caller may edit. */
export const memberIds = z.array(id).max(10_000).default([]).describe('Ids of users.');

/** One line of the two-box editor. */
export const memberLine = z
  .strictObject({
    id: id.describe('Of the user.'),
    username: z.string().nullable(),
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    status: userStatus,
    level: skillLevel.nullable().describe('In the skill group; null for tags, and for those who are not named in it.'),
    can: z.strictObject({ move: decision.describe('Into it, or out of it.') }),
  })
  .meta({ id: 'MemberLine' });
export type MemberLine = z.infer<typeof memberLine>;

export const BOXES = ['available', 'selected'] as const;
export type Box = (typeof BOXES)[number];

/** A page of one box of the editor. */
export const boxQuery = z.strictObject({
  ...page,
  q: agentFilters.q,
  box: z.enum(BOXES).describe('Those who are named, or those who could be: who has all of them is in neither, unless named.'),
});

/** Nobody comes and goes at once. */
export function eachOnce(
  { add, remove }: { add: readonly (string | { id: string })[]; remove: readonly string[] },
  context: z.RefinementCtx,
): void {
  const added = new Set(add.map((one) => (typeof one === 'string' ? one : one.id)));
  const twice = remove.findIndex((one) => added.has(one));
  if (twice >= 0) context.addIssue({ code: 'custom', message: 'field.invalid', path: ['remove', twice] });
}

/** Why a member may not be moved, whatever the set. */
export const REFUSALS_OF_MEMBERS = [
  'agent.not_found',
  'agent.not_reached',
  'user.is_self',
  'user.is_owner',
  'user.is_admin',
  'user.outranks',
  'user.is_deleted',
] as const;

const oneTag = z
  .strictObject({
    id,
    name: z.string(),
    members: z.int().describe('Agents who are named; who has all tags is not counted.'),
    version: z.int(),
    can: setAbilities,
  })
  .meta({ id: 'Tag' });

export const listTags = endpoint({
  name: 'listTags',
  method: 'GET',
  path: '/api/v1/tags',
  access: 'agent.view',
  tag,
  summary: 'The tags that the caller’s scope reaches, by name, with how many agents each has',
  response: z.strictObject({
    items: z.array(oneTag),
    withAll: z.int().describe('Agents who have all tags.'),
    can: mayCreate,
  }),
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
  errors: ['tag.name_taken', 'agent.not_reached'],
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
  description: 'Refused where the caller would not see some of them any more.',
  params: byId,
  status: 204,
  records: ['tag.deleted'],
  errors: ['tag.not_found', 'tag.not_held', 'agent.out_of_scope'],
});

export const listTagAgents = endpoint({
  name: 'listTagAgents',
  method: 'GET',
  path: '/api/v1/tags/{id}/agents',
  access: 'agent.view',
  tag,
  summary: 'Who has the tag, or who could be given it, by name, a page at a time',
  params: byId,
  query: boxQuery,
  response: pageOf(memberLine),
  status: 200,
  errors: ['tag.not_found'],
});

export const changeTagMembers = endpoint({
  name: 'changeTagMembers',
  method: 'POST',
  path: '/api/v1/tags/{id}/members',
  access: 'agent.edit',
  tag,
  summary: 'Give the tag to agents, take it from others; all or nothing',
  description: 'Who has it already keeps it, who has it not stays without. A refusal names each agent whom it is about.',
  params: byId,
  body: z.strictObject({ add: memberIds, remove: memberIds }).superRefine(eachOnce),
  response: oneTag,
  status: 200,
  records: ['tag.members_changed'],
  errors: ['tag.not_found', 'tag.not_held', 'agent.out_of_scope', 'dialer_role.not_held', ...REFUSALS_OF_MEMBERS],
});
