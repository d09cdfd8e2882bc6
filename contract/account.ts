import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { typedPassword } from './passwords.ts';
import { id } from './text.ts';
import { portalRole } from './users.ts';

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
    'request.too_many',
    'server.busy',
  ],
});
