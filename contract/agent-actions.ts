import { z } from 'zod';
import { agentInFull, memberships } from './agents.ts';
import { endpoint } from './endpoint.ts';
import { id } from './text.ts';

const tag = 'Agents';
const byUserId = z.strictObject({ userId: id });

export const addProfile = endpoint({
  name: 'addProfile',
  method: 'POST',
  path: '/api/v1/agents/{userId}',
  access: 'agent.create',
  tag,
  summary: 'Make a user of the account an agent',
  params: byUserId,
  body: z.strictObject({
    dialerRoles: memberships.dialerRoles,
    tags: memberships.tags.default([]),
    skillGroups: memberships.skillGroups.default([]),
  }),
  response: agentInFull,
  status: 201,
  records: ['agent.profile_added'],
  errors: [
    'user.not_found',
    'user.is_deleted',
    'user.is_owner',
    'user.is_admin',
    'user.outranks',
    'agent.has_profile',
    'agent.out_of_scope',
    'dialer_role.not_found',
    'dialer_role.not_held',
    'tag.not_found',
    'tag.not_held',
    'skill_group.not_found',
  ],
});

export const countAgentLeads = endpoint({
  name: 'countAgentLeads',
  method: 'GET',
  path: '/api/v1/agents/{userId}/leads/count',
  access: 'agent.delete',
  tag,
  summary: 'How many leads an agent has: what deleting them would leave to others',
  params: byUserId,
  response: z.strictObject({ all: z.int(), open: z.int().describe('Those that are still to be called.') }),
  status: 200,
  errors: ['agent.not_found'],
});
