import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { typedPassword } from './passwords.ts';
import { nextSteps, oneTimeCode } from './sign-in-attempts.ts';
import { id } from './text.ts';
import { portalRole } from './users.ts';

const [emailCode, appCode] = nextSteps;

export const beginHandOver = endpoint({
  name: 'beginHandOver',
  method: 'POST',
  path: '/api/v1/account/owner/proof',
  access: 'session',
  tag: 'Account',
  summary: 'Type the password before handing the account over; says whether a second factor is wanted too',
  body: z.strictObject({ password: typedPassword }),
  response: z.discriminatedUnion('next', [z.strictObject({ next: z.literal('done') }), emailCode, appCode]),
  status: 200,
  errors: ['actor.not_owner', 'password.wrong', 'request.too_many', 'server.busy'],
});

export const handOver = endpoint({
  name: 'handOver',
  method: 'PUT',
  path: '/api/v1/account/owner',
  access: 'session',
  tag: 'Account',
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
