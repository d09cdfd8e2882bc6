import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { provider, providerAnswer, providerId } from './sign-in-providers.ts';
import { id, time } from './text.ts';

const tag = 'My account';
const identityErrors = ['identity.taken', 'identity.other_email'] as const;

export const connection = z
  .strictObject({
    id,
    provider: z.string().describe('What the provider was called when it was connected.'),
    email: z.string().nullable().describe('The address that it had then.'),
    connectedAt: time,
  })
  .meta({ id: 'ConnectedAccount' });

export const listMyConnections = endpoint({
  name: 'listMyConnections',
  method: 'GET',
  path: '/api/v1/me/connected-accounts',
  access: 'session',
  tag,
  summary: 'What I have connected to sign in with, what I could connect, and what waits for my yes',
  response: z.strictObject({
    items: z.array(connection),
    providers: z.array(provider),
    waiting: z
      .strictObject({ provider: z.string(), email: z.string().nullable() })
      .nullable()
      .describe('What was tried in this browser before I signed in with my password.'),
  }),
  status: 200,
  errors: [],
});

export const beginConnecting = endpoint({
  name: 'beginConnecting',
  method: 'POST',
  path: '/api/v1/me/connected-accounts/authorization',
  access: 'session',
  tag,
  summary: 'Begin to connect a provider’s account to my user: answers where to go',
  body: z.strictObject({ provider: providerId }),
  response: z.strictObject({ url: z.string() }),
  status: 201,
  records: ['user.provider_asked'],
  errors: ['provider.not_found', 'provider.unavailable', 'request.too_many'],
  stepUp: true,
});

export const finishConnecting = endpoint({
  name: 'finishConnecting',
  method: 'POST',
  path: '/api/v1/me/connected-accounts',
  access: 'session',
  tag,
  summary: 'Connect what the provider answered to my user; only in the session that began it',
  body: providerAnswer,
  response: connection,
  status: 201,
  records: ['user.provider_connected'],
  errors: [
    'provider.not_found',
    'provider.expired',
    'provider.cancelled',
    'provider.unavailable',
    'provider.refused',
    ...identityErrors,
  ],
});

export const confirmConnecting = endpoint({
  name: 'confirmConnecting',
  method: 'POST',
  path: '/api/v1/me/connected-accounts/waiting',
  access: 'session',
  tag,
  summary: 'Yes, connect what was tried in this browser before I signed in',
  response: connection,
  status: 201,
  records: ['user.provider_connected'],
  errors: ['provider.expired', ...identityErrors],
  stepUp: true,
});

export const declineConnecting = endpoint({
  name: 'declineConnecting',
  method: 'DELETE',
  path: '/api/v1/me/connected-accounts/waiting',
  access: 'session',
  tag,
  summary: 'No, do not connect it',
  status: 204,
  records: { nothing: 'It only forgets the cookie of the browser.' },
  errors: [],
});

export const disconnect = endpoint({
  name: 'disconnect',
  method: 'DELETE',
  path: '/api/v1/me/connected-accounts/{id}',
  access: 'session',
  tag,
  summary: 'Disconnect a provider’s account from my user',
  params: z.strictObject({ id }),
  status: 204,
  records: ['user.provider_disconnected'],
  errors: ['identity.not_found'],
  stepUp: true,
});
