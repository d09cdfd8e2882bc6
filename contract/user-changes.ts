import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { many } from './list.ts';
import { ownLocale } from './locale-settings.ts';
import { ALL_PORTAL_ROLES } from './permissions.ts';
import { sessionLimit, sessionSeconds, twoFactorType } from './policy-in-force.ts';
import { email, id, line, time, username } from './text.ts';
import { portalRole, user, userStatus } from './users.ts';

const tag = 'Users';
const byId = z.strictObject({ id });

export const updateUser = endpoint({
  name: 'updateUser',
  method: 'PATCH',
  path: '/api/v1/users/{id}',
  access: 'user.edit',
  tag,
  summary: 'Change some fields of a user',
  description:
    'What is left out stays. A new e-mail address counts once it is confirmed by the link that is mailed to it; a pending user gets a new activation mail instead. An address, giving or taking Admin, and what counts at sign-in ask for a password typed within the last five minutes.',
  params: byId,
  body: z.strictObject({
    firstName: line(80).optional(),
    lastName: line(80).optional(),
    email: email.optional(),
    username: username.nullable().optional(),
    oauthEmail: email.nullable().optional().describe('Asks for a password typed within the last five minutes.'),
    portalRoles: z.array(portalRole).max(ALL_PORTAL_ROLES.length).optional(),
    departments: z.array(id).max(100).optional(),
    twoFactor: twoFactorType.nullish().describe('Null: the default, here and below.'),
    sessionSeconds: sessionSeconds.nullish(),
    sessionLimit: sessionLimit.nullish(),
    limitsAddresses: z.boolean().optional().describe('“Use extended IP ACL?”'),
    interfaceLanguage: ownLocale.interfaceLanguage.optional(),
    spokenLanguage: ownLocale.spokenLanguage.optional(),
    timezone: ownLocale.timezone.optional(),
    moreSpokenLanguages: ownLocale.moreSpokenLanguages.optional(),
  }),
  response: user,
  status: 200,
  records: ['user.changed'],
  errors: [
    'user.not_found',
    'user.is_deleted',
    'user.is_owner',
    'user.is_admin',
    'user.is_self',
    'user.outranks',
    'user.email_taken',
    'user.email_reserved',
    'user.username_taken',
    'user.username_reserved',
    'user.oauth_email_taken',
    'role.only_owner_gives_admin',
    'role.not_held',
    'department.not_found',
    'address.list_empty',
    'session.step_up',
    'request.too_many',
  ],
  versioned: true,
});

export const deactivateUser = endpoint({
  name: 'deactivateUser',
  method: 'POST',
  path: '/api/v1/users/{id}/deactivation',
  access: 'user.edit',
  tag,
  summary: 'Switch a user off; their sessions end at once',
  params: byId,
  response: user,
  status: 200,
  records: ['user.deactivated', 'lead.assigned'],
  errors: [
    'user.not_found',
    'user.is_deleted',
    'user.not_active',
    'user.is_self',
    'user.is_owner',
    'user.is_admin',
    'user.outranks',
  ],
});

export const reactivateUser = endpoint({
  name: 'reactivateUser',
  method: 'POST',
  path: '/api/v1/users/{id}/reactivation',
  access: 'user.edit',
  tag,
  summary: 'Switch a user on again; one who was never confirmed is pending again and gets a new mail',
  params: byId,
  response: user,
  status: 200,
  records: ['user.reactivated'],
  errors: [
    'user.not_found',
    'user.is_deleted',
    'user.not_inactive',
    'user.is_owner',
    'user.is_admin',
    'user.outranks',
    'request.too_many',
  ],
});

/** Names of what an agent belonged to and does not any more: it was deleted while they were. */
const lost = z.strictObject({
  dialerRoles: z.array(z.string()),
  tags: z.array(z.string()),
  skillGroups: z.array(z.string()),
});

export const restoreUser = endpoint({
  name: 'restoreUser',
  method: 'POST',
  path: '/api/v1/users/{id}/restore',
  access: ['user.delete', 'agent.delete'],
  tag,
  summary: 'Bring a deleted user back, within 30 days',
  description:
    'With the same id, roles, departments, dialer profile and memberships, as far as they still exist; by somebody who may give all that. For an Admin or a superuser with a password typed within the last five minutes. An agent none of whose dialer roles is left needs one in `dialerRole`. One who was pending gets a new mail. Leads do not come back.',
  params: byId,
  query: z.strictObject({ dialerRole: many(id).describe('Dialer roles to come back with, beside those that are left.') }),
  response: z.strictObject({ id, status: userStatus, version: z.int(), lost }),
  status: 200,
  records: ['user.restored'],
  errors: [
    'user.not_found',
    'agent.not_reached',
    'user.not_deleted',
    'user.restore_expired',
    'address.list_empty',
    'user.is_admin',
    'user.is_owner',
    'user.outranks',
    'role.only_owner_gives_admin',
    'role.not_held',
    'agent.no_role_left',
    'agent.superuser_not_held',
    'agent.all_tags_not_held',
    'agent.out_of_scope',
    'tag.not_held',
    'dialer_role.not_held',
    'dialer_role.not_found',
    'session.step_up',
    'request.too_many',
  ],
});

export const eraseUser = endpoint({
  name: 'eraseUser',
  method: 'POST',
  path: '/api/v1/users/{id}/erasure',
  access: 'user.delete',
  tag,
  summary: 'Erase the personal data of a deleted user now; cannot be undone',
  description: 'Activity keeps the id and nothing else. The address and the username are free again.',
  params: byId,
  status: 204,
  records: ['user.erased'],
  errors: ['user.not_found', 'user.not_deleted', 'user.is_self', 'user.is_admin', 'user.is_owner', 'user.outranks'],
  stepUp: true,
});

export const withdrawEmailChange = endpoint({
  name: 'withdrawEmailChange',
  method: 'DELETE',
  path: '/api/v1/users/{id}/email-change',
  access: ['user.edit', 'agent.edit'],
  tag,
  summary: 'Take back the change of a user’s address that waits to be confirmed; its link stops working',
  params: byId,
  status: 204,
  records: ['user.email_change_withdrawn'],
  errors: [
    'user.not_found',
    'agent.not_reached',
    'user.is_deleted',
    'user.is_owner',
    'user.is_admin',
    'user.outranks',
    'email.not_waiting',
  ],
});

const RESET_REFUSALS = [
  'user.not_found',
  'agent.not_reached',
  'user.is_deleted',
  'user.not_active',
  'user.is_self',
  'user.is_owner',
  'user.is_admin',
  'user.outranks',
  'request.too_many',
] as const;

export const sendPasswordLink = endpoint({
  name: 'sendPasswordLink',
  method: 'POST',
  path: '/api/v1/users/{id}/password-link',
  access: ['user.edit', 'agent.reset_password'],
  tag,
  summary: 'Mail a user the link with which they choose a new password; the old one and their sessions end at once',
  description: 'The same mail as that of a forgotten password. It skips no second factor.',
  params: byId,
  status: 204,
  records: ['user.password_taken_away', 'user.password_reset_requested'],
  errors: RESET_REFUSALS,
  stepUp: true,
});

export const makeTemporaryPassword = endpoint({
  name: 'makeTemporaryPassword',
  method: 'POST',
  path: '/api/v1/users/{id}/temporary-password',
  access: ['user.edit', 'agent.reset_password'],
  tag,
  summary: 'Make a temporary password for a user, shown this once; the old one and their sessions end at once',
  description: 'It opens one session within a day, and in that session nothing but a new password can be chosen.',
  params: byId,
  response: z.strictObject({ password: z.string(), expiresAt: time }),
  status: 200,
  records: ['user.temporary_password_made'],
  errors: RESET_REFUSALS,
  stepUp: true,
});
