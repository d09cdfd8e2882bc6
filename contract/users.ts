import { z } from 'zod';
import { department } from './departments.ts';
import { endpoint } from './endpoint.ts';
import { many, page, pageOf } from './list.ts';
import { shownOwnLocale } from './locale-settings.ts';
import { newPassword } from './passwords.ts';
import { ALL_PORTAL_ROLES } from './permissions.ts';
import { twoFactorType } from './policy-in-force.ts';
import { decision } from './problem.ts';
import { email, id, line, searched, time, username } from './text.ts';

const tag = 'Users';
const byId = z.strictObject({ id });

export const userStatus = z.enum(['active', 'pending', 'inactive', 'deleted']);
export type UserStatus = z.infer<typeof userStatus>;

/** What the list is filtered by: a status, or the mark beside it. */
export const listedStatus = z.enum([...userStatus.options, 'locked']);
export type ListedStatus = z.infer<typeof listedStatus>;

export const portalRole = z.enum(ALL_PORTAL_ROLES).meta({ id: 'PortalRole' });

export const mailState = z
  .strictObject({
    status: z.enum(['queued', 'sent', 'failed']).describe('`queued` with a `reason`: it failed and is tried again.'),
    to: z.string(),
    at: time.describe('When it was queued, sent, or failed for the last time.'),
    attempts: z.int(),
    nextAttemptAt: time.nullable(),
    reason: z.string().nullable().describe('What the mail server said.'),
  })
  .meta({ id: 'MailState' });
export type MailState = z.infer<typeof mailState>;

/** What can be done to one user, each with the reason where it cannot. The page asks nobody else. */
const abilities = z.strictObject({
  edit: decision,
  changeRoles: decision,
  sendActivation: decision,
  deactivate: decision,
  reactivate: decision,
  endSessions: decision,
  resetPassword: decision,
  resetSecondFactor: decision,
  makeMainUser: decision,
  changeLimits: decision,
  unlock: decision,
  delete: decision,
  restore: decision,
  erase: decision,
  addProfile: decision,
});

export const user = z
  .strictObject({
    id,
    email: z.string(),
    oauthEmail: z
      .string()
      .nullable()
      .describe('The address of the Google account (or other provider’s) that may be connected; null: their own address.'),
    newEmail: z.string().nullable().describe('An address that waits to be confirmed; until then `email` counts.'),
    username: z.string().nullable(),
    firstName: z.string(),
    lastName: z.string(),
    isMainUser: z.boolean(),
    isAgent: z.boolean().describe('Whether they have a dialer profile.'),
    portalRoles: z.array(portalRole),
    departments: z.array(department),
    ...shownOwnLocale,
    status: userStatus,
    twoFactor: twoFactorType.describe('Which second factor the user signs in with.'),
    lockedUntil: time
      .nullable()
      .describe('After too many wrong passwords: until when only browsers that the user used before get in.'),
    createdAt: time,
    lastSignInAt: time.nullable(),
    deletedAt: time.nullable(),
    erasedAt: time.nullable().describe('When a deleted user is erased, 30 days after the deletion.'),
    activationMail: mailState.nullable().describe('The newest activation mail; null once the user is confirmed.'),
    version: z.int(),
    can: abilities,
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof user>;

const filters = {
  q: searched(200).optional().describe('Part of a name, e-mail address or username.'),
  status: many(listedStatus).describe(
    'Without it: all but the deleted. `locked`: whom wrong passwords have locked, whatever their status but for the deleted.',
  ),
  role: many(portalRole),
  department: many(id),
  twoFactor: many(twoFactorType).describe('Which second factor they sign in with.'),
};

export const USER_SORTS = ['name', 'email', 'username', 'status', 'createdAt', 'lastSignInAt'] as const;
export type UserSort = (typeof USER_SORTS)[number];
/** The columns of the file, and of an import later. */
export const USER_CSV_COLUMNS = [
  'id',
  'firstName',
  'lastName',
  'email',
  'username',
  'portalRoles',
  'departments',
  'isMainUser',
  'status',
  'twoFactor',
  'createdAt',
  'lastSignInAt',
] as const;

const sort = z.enum(USER_SORTS.flatMap((key) => [key, `-${key}` as const]));

export const listUsers = endpoint({
  name: 'listUsers',
  method: 'GET',
  path: '/api/v1/users',
  access: 'user.view',
  tag,
  summary: 'The users of the account, a page at a time',
  query: z.strictObject({ ...page, ...filters, sort: sort.default('name') }),
  response: pageOf(user),
  status: 200,
  errors: [],
});

export const countUsers = endpoint({
  name: 'countUsers',
  method: 'GET',
  path: '/api/v1/users/count',
  access: 'user.view',
  tag,
  summary: 'How many users match the filters',
  query: z.strictObject(filters),
  response: z.strictObject({ count: z.int() }),
  status: 200,
  errors: [],
});

export const getUser = endpoint({
  name: 'getUser',
  method: 'GET',
  path: '/api/v1/users/{id}',
  access: 'user.view',
  tag,
  summary: 'One user',
  params: byId,
  response: user,
  status: 200,
  errors: ['user.not_found'],
});

/** Nobody is called by another's address. */
export function ownAddressAsUsername(
  { username: name, email: address }: { username?: string | null | undefined; email: string },
  context: z.RefinementCtx,
): void {
  if (name?.includes('@') && name.toLowerCase() !== address.toLowerCase()) {
    context.addIssue({ code: 'custom', message: 'field.username', path: ['username'] });
  }
}

export const createUser = endpoint({
  name: 'createUser',
  method: 'POST',
  path: '/api/v1/users',
  access: 'user.create',
  tag,
  summary: 'Add a user; they get an activation mail',
  description:
    'The user is pending until they press the button in the mail. A password given here must be changed at the first sign-in; without one the user chooses it on activation.',
  body: z
    .strictObject({
      firstName: line(80).meta({ example: 'Ben' }),
      lastName: line(80).meta({ example: 'Okafor' }),
      email: email.meta({ example: 'ben@northwind.example' }),
      username: username.nullish().meta({ example: 'ben.okafor' }),
      password: newPassword.nullish(),
      portalRoles: z.array(portalRole).max(ALL_PORTAL_ROLES.length).default([]),
      departments: z.array(id).max(100).default([]).describe('Ids of departments.'),
    })
    .superRefine(ownAddressAsUsername),
  response: user,
  status: 201,
  records: ['user.created'],
  errors: [
    'user.email_taken',
    'user.email_reserved',
    'user.username_taken',
    'user.username_reserved',
    'role.only_owner_gives_admin',
    'role.not_held',
    'session.step_up',
    'department.not_found',
    'request.too_many',
    'server.busy',
  ],
  idempotent: true,
});

export const sendActivation = endpoint({
  name: 'sendActivation',
  method: 'POST',
  path: '/api/v1/users/{id}/activation-mail',
  access: 'user.create',
  tag,
  summary: 'Send the activation mail again, to a corrected address if one is given',
  description:
    'Earlier links of the user stop working. A corrected address asks for a password typed within the last five minutes.',
  params: byId,
  body: z.strictObject({ email: email.optional() }),
  response: user,
  status: 200,
  records: ['user.activation_sent'],
  errors: [
    'user.not_found',
    'user.is_deleted',
    'user.not_pending',
    'user.is_owner',
    'user.is_admin',
    'user.outranks',
    'user.email_taken',
    'user.email_reserved',
    'session.step_up',
    'request.too_many',
  ],
});

export const deleteUser = endpoint({
  name: 'deleteUser',
  method: 'DELETE',
  path: '/api/v1/users/{id}',
  access: ['user.delete', 'agent.delete'],
  tag,
  summary: 'Delete a user; their sessions end at once, their leads are handed over or are nobody’s',
  description:
    'The e-mail address, username and extension stay reserved for 30 days. Their open leads go to the agents of `handOverTo`, evenly; without any, and all others, they become unassigned.',
  params: byId,
  query: z.strictObject({ handOverTo: many(id).describe('Ids of agents who take leads.') }),
  status: 204,
  records: ['user.deleted', 'lead.assigned'],
  errors: [
    'user.not_found',
    'agent.not_reached',
    'user.is_deleted',
    'user.is_self',
    'user.is_owner',
    'user.is_admin',
    'user.outranks',
    'agent.not_found',
    'agent.takes_no_leads',
  ],
});

export const exportUsers = endpoint({
  name: 'exportUsers',
  method: 'GET',
  path: '/api/v1/users/export',
  access: 'user.view',
  tag,
  summary: 'The users that match, as CSV',
  description:
    'UTF-8 with a byte order mark, RFC 4180. A value that a spreadsheet would run as a formula stands behind an apostrophe.',
  query: z.strictObject({ ...filters, sort: sort.default('name') }),
  download: 'text/csv',
  status: 200,
  records: ['user.exported'],
  errors: [],
});
