import { z } from 'zod';
import { ALL_DIALER_PERMISSIONS, scope } from './dialer-permissions.ts';
import { endpoint } from './endpoint.ts';
import { ownLocale, shownDefaults, shownOwnLocale } from './locale-settings.ts';
import { newPassword, typedPassword } from './passwords.ts';
import { ALL_PERMISSIONS, ALL_PORTAL_ROLES } from './permissions.ts';
import { decision } from './problem.ts';
import { email, id, line, time } from './text.ts';

const tag = 'My account';

/** Mails that a person may do without. What security needs is always sent. */
export const notifications = z.strictObject({
  newSignIn: z.boolean().describe('A mail when I sign in from a device or place that was not seen in the last 90 days.'),
});
export type Notifications = z.infer<typeof notifications>;

export const getMe = endpoint({
  name: 'getMe',
  method: 'GET',
  path: '/api/v1/me',
  access: 'session',
  tag,
  summary: 'Who I am, and what I may do',
  response: z.strictObject({
    id,
    email: z.string(),
    newEmail: z.string().nullable(),
    version: z.int(),
    username: z.string().nullable(),
    firstName: z.string(),
    lastName: z.string(),
    isMainUser: z.boolean(),
    portalRoles: z.array(z.enum(ALL_PORTAL_ROLES)),
    permissions: z.array(z.enum(ALL_PERMISSIONS)),
    dialer: z
      .strictObject({
        permissions: z.partialRecord(z.enum(ALL_DIALER_PERMISSIONS), scope).describe('Each with how far it reaches.'),
        isSuperuser: z.boolean(),
      })
      .describe('What I may do in the Dialer. The main user and Admins may do everything.'),
    can: z.strictObject({
      createUser: decision,
      createDepartment: decision,
      createAgent: decision,
      exportAgents: decision,
      manageAccount: decision,
      giveRole: z.record(z.enum(ALL_PORTAL_ROLES), decision),
    }),
    ...shownDefaults,
    moreSpokenLanguages: shownOwnLocale.moreSpokenLanguages,
    own: z
      .strictObject(shownOwnLocale)
      .omit({ moreSpokenLanguages: true })
      .describe('What I have chosen myself; null: the account’s default counts.'),
    notifications,
    account: z.strictObject({ id, code: z.string(), name: z.string(), ...shownDefaults }),
    session: z.strictObject({ id, expiresAt: time }),
    passwordChangeRequired: z.boolean(),
  }),
  status: 200,
  errors: [],
  whilePasswordExpired: true,
});

export const changeMyPassword = endpoint({
  name: 'changeMyPassword',
  method: 'PUT',
  path: '/api/v1/me/password',
  access: 'session',
  tag,
  summary: 'Change my password; my other sessions end, and this one gets a new token',
  body: z.strictObject({ currentPassword: typedPassword, newPassword }),
  status: 204,
  records: ['user.password_changed'],
  errors: ['password.wrong', 'request.too_many', 'server.busy'],
  whilePasswordExpired: true,
});

export const updateMe = endpoint({
  name: 'updateMe',
  method: 'PATCH',
  path: '/api/v1/me',
  access: 'session',
  tag,
  summary: 'Change my name, languages, timezone or notifications',
  description: 'What is left out stays. Null takes the account’s default again.',
  body: z.strictObject({
    firstName: line(80).optional(),
    lastName: line(80).optional(),
    interfaceLanguage: ownLocale.interfaceLanguage.optional(),
    spokenLanguage: ownLocale.spokenLanguage.optional(),
    timezone: ownLocale.timezone.optional(),
    moreSpokenLanguages: ownLocale.moreSpokenLanguages.optional(),
    notifications: notifications.partial().optional(),
  }),
  status: 204,
  records: ['user.changed'],
  errors: [],
  versioned: true,
});

export const changeMyEmail = endpoint({
  name: 'changeMyEmail',
  method: 'PUT',
  path: '/api/v1/me/email',
  access: 'session',
  tag,
  summary: 'Ask to change my e-mail address',
  description: 'The new address counts when its link is used; the old one is told at once.',
  body: z.strictObject({ email }),
  status: 202,
  records: ['user.email_change_requested'],
  errors: ['email.unchanged', 'user.email_taken', 'user.email_reserved', 'request.too_many'],
  stepUp: true,
});

export const withdrawMyEmailChange = endpoint({
  name: 'withdrawMyEmailChange',
  method: 'DELETE',
  path: '/api/v1/me/email-change',
  access: 'session',
  tag,
  summary: 'Take back the change of my e-mail address that waits to be confirmed; its link stops working',
  status: 204,
  records: ['user.email_change_withdrawn'],
  errors: ['email.not_waiting'],
});
