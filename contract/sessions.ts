import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { typedPassword } from './passwords.ts';
import { nextSteps } from './sign-in-attempts.ts';
import { id, searched, time } from './text.ts';

const tag = 'Sign-in';

export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/api/v1/sessions',
  access: 'public',
  tag,
  summary: 'Sign in; sets the session cookie, or says which second factor is wanted',
  description:
    '`next` is `done`, or what to do with `attempt` at `/sign-in-attempts`. With an e-mail address, or an account code and a username. An address that exists in several accounts needs the account code too. A wrong password, an unknown person and a missing account code give one answer, in one time.',
  body: z.strictObject({
    login: searched(254, 1).describe('E-mail address or username.').meta({ example: 'ana@northwind.example' }),
    accountCode: searched(32).optional().meta({ example: 'K7M2PQ' }),
    password: typedPassword.meta({ example: 'Harbour-47-lights' }),
    endOldest: z.boolean().optional().describe('At the limit of concurrent sessions: end the oldest to make room.'),
  }),
  response: z.discriminatedUnion('next', [
    z.strictObject({ next: z.literal('done'), expiresAt: time, passwordChangeRequired: z.boolean() }),
    ...nextSteps,
  ]),
  status: 201,
  records: ['user.signed_in', 'user.second_factor_asked', 'user.password_rehashed'],
  errors: [
    'session.wrong_credentials',
    'session.not_confirmed',
    'session.inactive',
    'session.limit_reached',
    'session.address_not_allowed',
    'session.wait',
    'session.locked',
    'request.too_many',
    'server.busy',
  ],
});

export const signOut = endpoint({
  name: 'signOut',
  method: 'DELETE',
  path: '/api/v1/me/sessions/current',
  access: 'session',
  tag,
  summary: 'Sign out; this session ends at once',
  status: 204,
  records: ['user.signed_out'],
  errors: [],
  whilePasswordExpired: true,
});

export const session = z
  .strictObject({
    id,
    createdAt: time,
    expiresAt: time,
    address: z.string().nullable(),
    device: z.string().nullable().describe('What the browser calls itself.'),
    isCurrent: z.boolean(),
  })
  .meta({ id: 'Session' });

/** `current` of `session.limit_reached`: what is open, the oldest first. */
export const sessionsAtLimit = z.object({
  limit: z.int(),
  sessions: z.array(z.object({ id, createdAt: time, address: z.string().nullable(), device: z.string().nullable() })),
});

const sessions = z.strictObject({ items: z.array(session) });
const byUser = z.strictObject({ id });
const bySession = z.strictObject({ id, sessionId: id });

export const proveMyself = endpoint({
  name: 'proveMyself',
  method: 'POST',
  path: '/api/v1/me/sessions/current/proof',
  access: 'session',
  tag,
  summary: 'Type the password again; for five minutes nothing asks for it',
  description: 'The session goes on under a new token, which comes as its cookie; the one before is refused at once.',
  body: z.strictObject({ password: typedPassword }),
  status: 204,
  records: ['user.password_confirmed'],
  errors: ['password.wrong', 'request.too_many', 'server.busy'],
});

export const listMySessions = endpoint({
  name: 'listMySessions',
  method: 'GET',
  path: '/api/v1/me/sessions',
  access: 'session',
  tag,
  summary: 'My open sessions, the newest first',
  response: sessions,
  status: 200,
  errors: [],
});

export const endMySession = endpoint({
  name: 'endMySession',
  method: 'DELETE',
  path: '/api/v1/me/sessions/{sessionId}',
  access: 'session',
  tag,
  summary: 'End one of my sessions',
  params: z.strictObject({ sessionId: id }),
  status: 204,
  records: ['user.session_ended'],
  errors: ['session.not_found'],
  stepUp: true,
});

export const listUserSessions = endpoint({
  name: 'listUserSessions',
  method: 'GET',
  path: '/api/v1/users/{id}/sessions',
  access: ['user.view', 'agent.sessions'],
  tag: 'Users',
  summary: 'The open sessions of a user',
  params: byUser,
  response: sessions,
  status: 200,
  errors: ['user.not_found', 'agent.not_reached'],
});

export const endUserSession = endpoint({
  name: 'endUserSession',
  method: 'DELETE',
  path: '/api/v1/users/{id}/sessions/{sessionId}',
  access: ['user.edit', 'agent.sessions'],
  tag: 'Users',
  summary: 'End one session of a user',
  params: bySession,
  status: 204,
  records: ['user.session_ended'],
  errors: [
    'user.not_found',
    'session.not_found',
    'agent.not_reached',
    'user.is_deleted',
    'user.is_owner',
    'user.is_admin',
    'user.outranks',
  ],
});

export const endUserSessions = endpoint({
  name: 'endUserSessions',
  method: 'DELETE',
  path: '/api/v1/users/{id}/sessions',
  access: ['user.edit', 'agent.sessions'],
  tag: 'Users',
  summary: 'End all sessions of a user, but the one that asks for it',
  params: byUser,
  status: 204,
  records: ['user.session_ended'],
  errors: ['user.not_found', 'agent.not_reached', 'user.is_deleted', 'user.is_owner', 'user.is_admin', 'user.outranks'],
});
