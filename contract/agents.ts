import { z } from 'zod';
import {
  DEFAULTABLE,
  type DefaultableName,
  FILTERABLE,
  type FilterName,
  filterChoices,
  newSettings,
  type SettingValues,
  settingsEdit,
  shownSettings,
} from './agent-settings-shapes.ts';
import { skillLevel } from './dialer-values.ts';
import { endpoint } from './endpoint.ts';
import { many, page, pageOf } from './list.ts';
import { type PolicySource, policySource } from './policy-in-force.ts';
import { decision } from './problem.ts';
import { id, searched, time } from './text.ts';
import { mailState, ownAddressAsUsername, userStatus } from './users.ts';

const tag = 'Agents';
const byUserId = z.strictObject({ userId: id });

/** A tag, skill group or dialer role, as an agent names it. */
const named = z.strictObject({ id, name: z.string() });
const skill = named.extend({ level: skillLevel });

/** What can be done to one agent, each with the reason where it cannot. The page asks nobody else. */
const abilities = z.strictObject({
  edit: decision,
  editOwn: decision.describe('One’s own name, languages and timezone.'),
  changeRoles: decision,
  changeMemberships: decision,
  changeLimits: decision,
  changeAddress: decision,
  giveSuperuser: decision,
  giveAllTags: decision,
  deactivate: decision,
  reactivate: decision,
  resetPassword: decision,
  resetSecondFactor: decision,
  viewSessions: decision,
  endSessions: decision,
  viewActivity: decision,
  viewSecurity: decision,
  makeSipPassword: decision,
  remove: decision,
  delete: decision,
  restore: decision,
});

export const agent = z
  .strictObject({
    id: id.describe('Of the user.'),
    ...shownSettings,
    newEmail: z.string().nullable().describe('An address that waits to be confirmed; until then `email` counts.'),
    dialerRoles: z.array(named),
    tags: z.array(named).describe('Those that are named and that the caller sees; with `hasAllTags` every tag counts.'),
    moreTags: z.int().describe('How many more they have, which the caller does not see. Those stay, whoever edits.'),
    skillGroups: z.array(skill).describe('Those that are named; with `hasAllSkillGroups` every skill group counts.'),
    status: userStatus,
    isMainUser: z.boolean(),
    lockedUntil: time.nullable(),
    lastSeenAt: time.nullable().describe('The last sign-in.'),
    createdAt: time,
    deletedAt: time.nullable(),
    activationMail: mailState.nullable(),
    sipUsername: z.string().nullable().describe('What a phone registers with; null: none does.'),
    sipPasswordAt: time.nullable().describe('When the SIP password was made; null: there is none.'),
    version: z.int().describe('The user’s, for `If-Match`.'),
    can: abilities,
  })
  .meta({ id: 'Agent' });
export type Agent = z.infer<typeof agent>;

type InForceShape = { [K in DefaultableName]: z.ZodObject<{ value: z.ZodType<SettingValues[K]>; source: typeof policySource }> };
const sourced = (name: DefaultableName) => z.strictObject({ value: shownSettings[name], source: policySource });

/** What is in force for an agent, setting by setting, and who says so. */
export const agentInForce = z
  .strictObject(Object.fromEntries(DEFAULTABLE.map((name) => [name, sourced(name)])) as unknown as InForceShape)
  .meta({ id: 'AgentInForce' });
export type AgentInForce = {
  readonly [K in DefaultableName]: { readonly value: SettingValues[K]; readonly source: PolicySource };
};

export const agentInFull = agent
  .extend({
    inForce: agentInForce,
    inherited: agentInForce.describe('What would be in force if the user had nothing of their own.'),
    sipDomain: z.string().describe('What phones register with.'),
  })
  .meta({ id: 'AgentInFull' });
export type AgentInFull = z.infer<typeof agentInFull>;

type FilterShape = { [K in FilterName]: ReturnType<typeof many<z.ZodEnum>> };

/** The filters of the list: those that follow from the settings, and what an agent belongs to. */
export const agentFilters = {
  q: searched(200).optional().describe('Part of a name, username, e-mail address or extension.'),
  status: many(userStatus).describe('Without it: all but the deleted.'),
  dialerRole: many(id),
  tag: many(id).describe('Who has all tags has each of them. By one that the caller does not see nobody else is found.'),
  skillGroup: many(id).describe('Who is in all skill groups is in each of them.'),
  ...(Object.fromEntries(FILTERABLE.map((name) => [name, many(z.enum(filterChoices(name)))])) as unknown as FilterShape),
};

export const AGENT_SORTS = ['name', 'id', 'username', 'email', 'virtualExtension', 'sipOption', 'status', 'lastSeenAt'] as const;
export type AgentSort = (typeof AGENT_SORTS)[number];
export const agentSort = z.enum(AGENT_SORTS.flatMap((key) => [key, `-${key}` as const]));

/** More than so many are not counted on. */
export const MOST_COUNTED = 10_000;

export const listAgents = endpoint({
  name: 'listAgents',
  method: 'GET',
  path: '/api/v1/agents',
  access: 'agent.view',
  tag,
  summary: 'The agents that the caller’s scope reaches, a page at a time',
  query: z.strictObject({ ...page, ...agentFilters, sort: agentSort.default('name') }),
  response: pageOf(agent),
  status: 200,
  errors: [],
});

export const countAgents = endpoint({
  name: 'countAgents',
  method: 'GET',
  path: '/api/v1/agents/count',
  access: 'agent.view',
  tag,
  summary: 'How many agents match the filters: exact to 10,000, or to the last where it is asked for',
  query: z.strictObject({
    ...agentFilters,
    exact: z.enum(['true', 'false']).optional().describe('`true`: counts all of them, however many there are.'),
  }),
  response: z.strictObject({ count: z.int(), isMore: z.boolean().describe('There are more than `count`.') }),
  status: 200,
  errors: [],
});

export const getAgent = endpoint({
  name: 'getAgent',
  method: 'GET',
  path: '/api/v1/agents/{userId}',
  access: 'agent.view',
  tag,
  summary: 'One agent, with what is in force and where it comes from',
  params: byUserId,
  response: agentInFull,
  status: 200,
  errors: ['agent.not_found'],
});

/** What an agent belongs to, as requests name it. */
export const memberships = {
  dialerRoles: z.array(id).min(1).max(100).describe('Ids of dialer roles; at least one.'),
  tags: z.array(id).max(1000).describe('Ids of tags.'),
  skillGroups: z
    .array(z.strictObject({ id, level: skillLevel }))
    .max(1000)
    .describe('Skill groups, with the level in each.'),
};

/** What a setting or a membership may be refused for, whoever sets it. */
const REFUSALS_OF_VALUES = [
  'user.email_taken',
  'user.email_reserved',
  'user.username_taken',
  'user.username_reserved',
  'user.oauth_email_taken',
  'agent.extension_taken',
  'agent.extension_reserved',
  'agent.sip_username_taken',
  'dialer_role.not_found',
  'dialer_role.not_held',
  'tag.not_found',
  'tag.not_held',
  'skill_group.not_found',
  'agent.superuser_not_held',
  'agent.all_tags_not_held',
  'agent.out_of_scope',
  'address.list_empty',
  'session.step_up',
  'request.too_many',
] as const;

export const createAgent = endpoint({
  name: 'createAgent',
  method: 'POST',
  path: '/api/v1/agents',
  access: 'agent.create',
  tag,
  summary: 'Add a user with a dialer profile; they get an activation mail',
  description:
    'The user is pending until they press the button in the mail and choose a password. With `isActive` false they are switched off, and get the mail when they are switched on. Making somebody a superuser asks for a password typed within the last five minutes.',
  body: z
    .strictObject({
      ...newSettings,
      dialerRoles: memberships.dialerRoles,
      tags: memberships.tags.default([]),
      skillGroups: memberships.skillGroups.default([]),
    })
    .superRefine(ownAddressAsUsername),
  response: agentInFull,
  status: 201,
  records: ['agent.created'],
  errors: ['agent.not_reached', ...REFUSALS_OF_VALUES],
  idempotent: true,
});

export const updateAgent = endpoint({
  name: 'updateAgent',
  method: 'PATCH',
  path: '/api/v1/agents/{userId}',
  access: 'agent.view',
  tag,
  summary: 'Change some settings and memberships of an agent',
  description:
    'What is left out stays; null takes the default, or empties the field. A new e-mail address counts once it is confirmed. An address, superuser, and what counts at sign-in ask for a password typed within the last five minutes. Everybody may change their own name, languages and timezone.',
  params: byUserId,
  body: z.strictObject({
    ...settingsEdit,
    dialerRoles: memberships.dialerRoles.optional(),
    tags: memberships.tags.optional(),
    skillGroups: memberships.skillGroups.optional(),
  }),
  response: agentInFull,
  status: 200,
  records: ['agent.changed', 'user.deactivated', 'user.reactivated', 'lead.assigned'],
  errors: [
    'agent.not_found',
    'agent.not_reached',
    'permission.missing',
    'user.is_deleted',
    'user.is_owner',
    'user.is_admin',
    'user.is_self',
    'user.outranks',
    'user.not_active',
    'user.not_inactive',
    ...REFUSALS_OF_VALUES,
  ],
  versioned: true,
});

export const removeAgent = endpoint({
  name: 'removeAgent',
  method: 'DELETE',
  path: '/api/v1/agents/{userId}',
  access: 'agent.delete',
  tag,
  summary: 'Remove a user from the Dialer: the profile goes, the user stays; their leads become unassigned',
  params: byUserId,
  status: 204,
  records: ['agent.removed', 'lead.assigned'],
  errors: [
    'agent.not_found',
    'agent.not_reached',
    'user.is_deleted',
    'user.is_self',
    'user.is_owner',
    'user.is_admin',
    'user.outranks',
  ],
});
