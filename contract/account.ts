import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { localeDefaults, shownDefaults } from './locale-settings.ts';
import { typedPassword } from './passwords.ts';
import { nextSteps, oneTimeCode } from './sign-in-attempts.ts';
import { id, line } from './text.ts';
import { portalRole } from './users.ts';

const tag = 'Account';

export const account = z
  .strictObject({ id, code: z.string(), name: z.string(), ...shownDefaults, version: z.int() })
  .meta({ id: 'Account', description: 'The account, and what it says for users who say nothing else.' });
export type Account = z.infer<typeof account>;

export const getAccount = endpoint({
  name: 'getAccount',
  method: 'GET',
  path: '/api/v1/account',
  access: 'session',
  tag,
  summary: 'The account and its defaults',
  response: account,
  status: 200,
  errors: [],
});

export const updateAccount = endpoint({
  name: 'updateAccount',
  method: 'PATCH',
  path: '/api/v1/account',
  access: 'account.manage',
  tag,
  summary: 'Change the name of the account, or a default',
  description: 'A default counts at once for every user who has no value of their own; `countDefaultUsers` says how many.',
  body: z.strictObject({
    name: line(120).optional(),
    interfaceLanguage: localeDefaults.interfaceLanguage.optional(),
    spokenLanguage: localeDefaults.spokenLanguage.optional(),
    timezone: localeDefaults.timezone.optional(),
  }),
  response: account,
  status: 200,
  records: ['account.changed'],
  errors: ['account.changed'],
  versioned: true,
});

export const countDefaultUsers = endpoint({
  name: 'countDefaultUsers',
  method: 'GET',
  path: '/api/v1/account/default-users',
  access: 'account.manage',
  tag,
  summary: 'For each default, how many users have no value of their own, so that a change would reach them',
  response: z.strictObject({ interfaceLanguage: z.int(), spokenLanguage: z.int(), timezone: z.int() }),
  status: 200,
  errors: [],
});

const [emailCode, appCode] = nextSteps;

export const beginHandOver = endpoint({
  name: 'beginHandOver',
  method: 'POST',
  path: '/api/v1/account/owner/proof',
  access: 'session',
  tag,
  summary: 'Type the password before handing the account over; says whether a second factor is wanted too',
  body: z.strictObject({ password: typedPassword }),
  response: z.discriminatedUnion('next', [z.strictObject({ next: z.literal('done') }), emailCode, appCode]),
  status: 200,
  records: ['account.hand_over_begun'],
  errors: ['actor.not_owner', 'password.wrong', 'request.too_many', 'server.busy'],
});

export const handOver = endpoint({
  name: 'handOver',
  method: 'PUT',
  path: '/api/v1/account/owner',
  access: 'session',
  tag,
  summary: 'Make another active user the main user',
  description: 'Only the main user can. They keep the roles given here, or are deleted. Both get a mail.',
  body: z.strictObject({
    userId: id,
    formerMainUser: z.union([
      z.strictObject({ portalRoles: z.array(portalRole).max(5).describe('The new roles of the former main user.') }),
      z.strictObject({ delete: z.literal(true) }),
    ]),
    password: typedPassword.describe('The password of the present main user.'),
    proof: z
      .strictObject({ attempt: z.string().max(100), code: oneTimeCode })
      .optional()
      .describe('The second factor, where one is set: see `beginHandOver`.'),
  }),
  status: 204,
  records: [
    'account.handed_over',
    'user.became_main_user',
    'user.handed_over',
    'user.deleted',
    'lead.assigned',
    'user.second_factor_proved',
  ],
  errors: [
    'actor.not_owner',
    'actor.not_active',
    'user.not_found',
    'user.not_active',
    'user.is_self',
    'user.is_deleted',
    'password.wrong',
    'second_factor.required',
    'sign_in.expired',
    'sign_in.other_step',
    'sign_in.too_many_codes',
    'code.wrong',
    'code.used',
    'request.too_many',
    'server.busy',
  ],
});
