import { z } from 'zod';
import { ALL_DIALER_PERMISSIONS, scope } from './dialer-permissions.ts';
import { endpoint } from './endpoint.ts';
import { sessionLimit, sessionSeconds, twoFactorType } from './policy-in-force.ts';
import { decision } from './problem.ts';
import { boxPage, boxQuery, mayCreate } from './tags.ts';
import { id, line } from './text.ts';

const tag = 'Dialer roles';
const byId = z.strictObject({ id });

/** Why somebody may not touch a role at all: their right does not reach everybody, they hold it, or somebody above them does. */
const RANK = [
  'permission.not_for_all',
  'dialer_role.is_own',
  'dialer_role.limits_not_held',
  'user.is_owner',
  'user.is_admin',
  'user.outranks',
] as const;

/** What a role may do, whom it reaches, and what it says for those who hold it and have nothing of their own; null: nothing. */
const content = {
  permissions: z
    .array(z.enum(ALL_DIALER_PERMISSIONS))
    .max(ALL_DIALER_PERMISSIONS.length)
    .overwrite((names) => [...new Set(names)].sort()),
  scope,
  twoFactor: twoFactorType.nullable(),
  sessionSeconds: sessionSeconds.nullable(),
  sessionLimit: sessionLimit.nullable(),
  autoDial: z.boolean().nullable(),
};

const dialerRole = z
  .strictObject({
    id,
    name: z.string(),
    ...content,
    members: z.int().describe('Agents who hold it.'),
    version: z.int(),
    can: z.strictObject({
      edit: decision,
      limits: decision.describe('Change what the role says about second factor and sessions.'),
      delete: decision,
      give: decision,
    }),
  })
  .meta({ id: 'DialerRole' });
export type DialerRole = z.infer<typeof dialerRole>;

export const listDialerRoles = endpoint({
  name: 'listDialerRoles',
  method: 'GET',
  path: '/api/v1/roles',
  access: 'agent.view',
  tag,
  summary: 'The dialer roles of the account, by name',
  response: z.strictObject({ items: z.array(dialerRole), can: mayCreate }),
  status: 200,
  errors: [],
});

export const createDialerRole = endpoint({
  name: 'createDialerRole',
  method: 'POST',
  path: '/api/v1/roles',
  access: 'dialer_role.manage',
  tag,
  summary: 'Add a dialer role, with no permission that the author lacks',
  body: z.strictObject({ name: line(80), ...content }),
  response: dialerRole,
  status: 201,
  records: ['dialer_role.created'],
  errors: ['dialer_role.name_taken', 'dialer_role.not_held', 'dialer_role.limits_not_held'],
  stepUp: true,
});

export const updateDialerRole = endpoint({
  name: 'updateDialerRole',
  method: 'PATCH',
  path: '/api/v1/roles/{id}',
  access: 'dialer_role.manage',
  tag,
  summary: 'Change a dialer role; holds at once for everybody who has it',
  description:
    'Nobody adds or takes a permission that they lack, nor changes a role that they hold themselves. A shorter timeout reaches open sessions at once.',
  params: byId,
  body: z.strictObject({ name: line(80), ...content }).partial(),
  response: dialerRole,
  status: 200,
  records: ['dialer_role.changed'],
  errors: ['dialer_role.not_found', 'dialer_role.name_taken', 'dialer_role.not_held', 'dialer_role.changed', ...RANK],
  versioned: true,
  stepUp: true,
});

export const deleteDialerRole = endpoint({
  name: 'deleteDialerRole',
  method: 'DELETE',
  path: '/api/v1/roles/{id}',
  access: 'dialer_role.manage',
  tag,
  summary: 'Delete a dialer role; refused, with the list, where an agent would be left without any',
  params: byId,
  status: 204,
  records: ['dialer_role.deleted'],
  errors: ['dialer_role.not_found', 'dialer_role.not_held', 'dialer_role.is_last', ...RANK],
});

export const listDialerRoleAgents = endpoint({
  name: 'listDialerRoleAgents',
  method: 'GET',
  path: '/api/v1/roles/{id}/agents',
  access: 'agent.view',
  tag,
  summary: 'Who has the role, or who could be given it, by name, a page at a time',
  params: byId,
  query: boxQuery,
  response: boxPage,
  status: 200,
  errors: ['dialer_role.not_found'],
});

export const changeDialerRoleMembers = endpoint({
  name: 'changeDialerRoleMembers',
  method: 'POST',
  path: '/api/v1/roles/{id}/members',
  access: 'agent_role.give',
  tag,
  summary: 'Give the role to agents, take it from others; all or nothing, and nobody is left without a role',
  params: byId,
  body: z.strictObject({
    add: z.array(id).max(1000).default([]).describe('Ids of users.'),
    remove: z.array(id).max(1000).default([]).describe('Ids of users.'),
  }),
  response: dialerRole,
  status: 200,
  records: ['agent.changed'],
  errors: [
    'dialer_role.not_found',
    'dialer_role.not_held',
    'dialer_role.is_last',
    'agent.not_found',
    'agent.not_reached',
    'agent.out_of_scope',
    'user.is_self',
    'user.is_owner',
    'user.is_admin',
    'user.outranks',
    'user.is_deleted',
  ],
});

/** Which agents hold no other role: they keep the role from being deleted. */
export const listLastHolders = endpoint({
  name: 'listLastHolders',
  method: 'GET',
  path: '/api/v1/roles/{id}/last-holders',
  access: 'dialer_role.manage',
  tag,
  summary: 'The agents who would be left without any role',
  params: byId,
  response: z.strictObject({
    items: z.array(z.strictObject({ id, name: z.string(), username: z.string().nullable() })).max(100),
    count: z.int(),
  }),
  status: 200,
  errors: ['dialer_role.not_found'],
});
