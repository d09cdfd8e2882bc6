import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { nextSteps } from './sign-in-attempts.ts';
import { searched, time } from './text.ts';

const tag = 'Sign-in';

/** `google`, or another word that the operator chose; of an account's own provider a UUID. */
export const providerId = z
  .string()
  .max(64)
  .regex(/^[a-z0-9-]+$/)
  .meta({ example: 'google' });

/** What people see on the button. */
export const provider = z.strictObject({ id: providerId, name: z.string() }).meta({ id: 'SignInProvider' });

/** What the provider appended to the address of the callback page (RFC 6749, 4.1.2; RFC 9207). */
export const providerAnswer = z.strictObject({
  provider: providerId.describe('The last part of the address that the provider led back to.'),
  state: z.string().max(200),
  code: z.string().max(4000).optional(),
  iss: z.string().max(500).optional(),
  error: z.string().max(200).optional(),
});

export const listSignInProviders = endpoint({
  name: 'listSignInProviders',
  method: 'GET',
  path: '/api/v1/sign-in-providers',
  access: 'public',
  tag,
  summary: 'The providers that one can sign in with; with an account code also that account’s own',
  query: z.strictObject({ accountCode: searched(32).optional() }),
  response: z.strictObject({ items: z.array(provider) }),
  status: 200,
  errors: ['request.too_many'],
});

export const beginProviderSignIn = endpoint({
  name: 'beginProviderSignIn',
  method: 'POST',
  path: '/api/v1/sign-in-provider-authorizations',
  access: 'public',
  tag,
  summary: 'Begin to sign in with a provider: answers where to go, and sets a cookie for ten minutes',
  body: z.strictObject({ provider: providerId }),
  response: z.strictObject({ url: z.string() }),
  status: 201,
  records: { nothing: 'It belongs to nobody yet: what the provider answers about a user is recorded.' },
  errors: ['provider.not_found', 'provider.unavailable', 'request.too_many'],
});

const signedIn = [
  z.strictObject({ next: z.literal('done'), expiresAt: time, passwordChangeRequired: z.boolean() }),
  ...nextSteps,
] as const;
const endOldest = z.boolean().optional().describe('At the limit of concurrent sessions: end the oldest to make room.');
const stateErrors = [
  'session.not_confirmed',
  'session.inactive',
  'session.limit_reached',
  'session.address_not_allowed',
  'request.too_many',
] as const;

export const finishProviderSignIn = endpoint({
  name: 'finishProviderSignIn',
  method: 'POST',
  path: '/api/v1/sign-in-provider-callback',
  access: 'public',
  tag,
  summary: 'Sign in with what the provider answered; sets the session cookie, or says what is left to do',
  description:
    '`next` is `done`; or a second factor, as at `/sessions`; or `account`: the identity is connected in several accounts, choose one at `/sign-in-provider-sessions`; or `connect`: nobody has connected it, but its address is somebody’s: sign in with the password, then confirm at `/me/connected-accounts/waiting`.',
  body: providerAnswer,
  response: z.discriminatedUnion('next', [
    ...signedIn,
    z.strictObject({ next: z.literal('account'), accounts: z.array(z.strictObject({ code: z.string(), name: z.string() })) }),
    z.strictObject({ next: z.literal('connect'), provider: z.string() }),
  ]),
  status: 201,
  records: ['user.signed_in', 'user.second_factor_asked', 'user.sign_in_failed'],
  errors: [
    'provider.not_found',
    'provider.expired',
    'provider.cancelled',
    'provider.unavailable',
    'provider.refused',
    'provider.not_connected',
    ...stateErrors,
  ],
});

export const continueProviderSignIn = endpoint({
  name: 'continueProviderSignIn',
  method: 'POST',
  path: '/api/v1/sign-in-provider-sessions',
  access: 'public',
  tag,
  summary: 'Finish a sign-in by a provider in the account that is chosen, or after `session.limit_reached`',
  body: z.strictObject({ accountCode: searched(32).optional(), endOldest }),
  response: z.discriminatedUnion('next', signedIn),
  status: 201,
  records: ['user.signed_in', 'user.second_factor_asked'],
  errors: ['provider.expired', ...stateErrors],
});
