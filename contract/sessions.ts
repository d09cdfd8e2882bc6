import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { typedPassword } from './passwords.ts';
import { searched, time } from './text.ts';

const tag = 'Sign-in';

export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/api/v1/sessions',
  access: 'public',
  tag,
  summary: 'Sign in; sets the session cookie',
  description:
    'With an e-mail address, or an account code and a username. An address that exists in several accounts needs the account code too. A wrong password, an unknown person and a missing account code give one answer, in one time.',
  body: z.strictObject({
    login: searched(254, 1).describe('E-mail address or username.').meta({ example: 'ana@northwind.example' }),
    accountCode: searched(32).optional().meta({ example: 'K7M2PQ' }),
    password: typedPassword.meta({ example: 'Harbour-47-lights' }),
  }),
  response: z.strictObject({
    expiresAt: time,
    passwordChangeRequired: z.boolean(),
  }),
  status: 201,
  errors: ['session.wrong_credentials', 'session.not_confirmed', 'session.inactive', 'request.too_many', 'server.busy'],
});

export const signOut = endpoint({
  name: 'signOut',
  method: 'DELETE',
  path: '/api/v1/me/sessions/current',
  access: 'session',
  tag,
  summary: 'Sign out; this session ends at once',
  status: 204,
  errors: [],
  whilePasswordExpired: true,
});
