import { z } from 'zod';
import { connection } from './connected-accounts.ts';
import { endpoint } from './endpoint.ts';
import { sourcedTwoFactor, twoFactorType } from './policy-in-force.ts';
import { decision } from './problem.ts';
import { appSetup, oneTimeCode, recoveryCodes } from './sign-in-attempts.ts';
import { id, time } from './text.ts';

const tag = 'My account';
const newCodes = z.strictObject({ recoveryCodes });

const facts = {
  inForce: twoFactorType.describe('What a sign-in asks for beside the password.'),
  policy: sourcedTwoFactor.describe('What the company asks for, and which level says so.'),
  authenticatorSince: time.nullable().describe('When an authenticator app was set up; null without one.'),
  recoveryCodesLeft: z.int(),
};

export const getMySecondFactor = endpoint({
  name: 'getMySecondFactor',
  method: 'GET',
  path: '/api/v1/me/second-factor',
  access: 'session',
  tag,
  summary: 'My second factor, and which one my company asks for',
  response: z.strictObject({ ...facts, can: z.strictObject({ removeApp: decision, makeRecoveryCodes: decision }) }),
  status: 200,
  errors: [],
});

export const prepareMyApp = endpoint({
  name: 'prepareMyApp',
  method: 'POST',
  path: '/api/v1/me/second-factor/app/setup',
  access: 'session',
  tag,
  summary: 'A secret for the authenticator app that I set up',
  response: appSetup,
  status: 200,
  records: ['user.authenticator_shown'],
  errors: [],
  stepUp: true,
});

export const setUpMyApp = endpoint({
  name: 'setUpMyApp',
  method: 'PUT',
  path: '/api/v1/me/second-factor/app',
  access: 'session',
  tag,
  summary: 'Set up an authenticator app, by its first code',
  description: 'An app that was there before stops working, and so do earlier recovery codes and remembered devices.',
  body: z.strictObject({ setup: z.string().min(1).max(1000), code: oneTimeCode }),
  response: newCodes,
  status: 200,
  records: ['user.authenticator_set_up'],
  errors: ['code.wrong_setup', 'setup.expired', 'request.too_many', 'server.busy'],
  stepUp: true,
});

export const removeMyApp = endpoint({
  name: 'removeMyApp',
  method: 'DELETE',
  path: '/api/v1/me/second-factor/app',
  access: 'session',
  tag,
  summary: 'Remove my authenticator app, with its recovery codes and my remembered devices',
  status: 204,
  records: ['user.authenticator_removed'],
  errors: ['second_factor.none', 'second_factor.demanded'],
  stepUp: true,
});

export const makeMyRecoveryCodes = endpoint({
  name: 'makeMyRecoveryCodes',
  method: 'POST',
  path: '/api/v1/me/second-factor/recovery-codes',
  access: 'session',
  tag,
  summary: 'Make ten new recovery codes; the earlier ones stop working',
  response: newCodes,
  status: 201,
  records: ['user.recovery_codes_made'],
  errors: ['second_factor.none', 'server.busy'],
  stepUp: true,
});

export const rememberedDevice = z
  .strictObject({
    id,
    createdAt: time,
    lastUsedAt: time,
    expiresAt: time,
    address: z.string().nullable(),
    device: z.string().nullable().describe('What the browser calls itself.'),
    isCurrent: z.boolean(),
  })
  .meta({ id: 'RememberedDevice' });

export const listMyDevices = endpoint({
  name: 'listMyDevices',
  method: 'GET',
  path: '/api/v1/me/devices',
  access: 'session',
  tag,
  summary: 'Browsers that are not asked for my second factor, the newest first',
  response: z.strictObject({ items: z.array(rememberedDevice) }),
  status: 200,
  errors: [],
});

export const forgetMyDevice = endpoint({
  name: 'forgetMyDevice',
  method: 'DELETE',
  path: '/api/v1/me/devices/{deviceId}',
  access: 'session',
  tag,
  summary: 'Ask one of my remembered browsers for the second factor again',
  params: z.strictObject({ deviceId: id }),
  status: 204,
  records: ['user.device_forgotten'],
  errors: ['device.not_found'],
  stepUp: true,
});

const byId = z.strictObject({ id });
const rank = ['user.not_found', 'user.is_deleted', 'user.is_owner', 'user.is_admin', 'user.outranks'] as const;

export const getUserSecondFactor = endpoint({
  name: 'getUserSecondFactor',
  method: 'GET',
  path: '/api/v1/users/{id}/second-factor',
  access: ['user.view', 'agent.security_view'],
  tag: 'Users',
  summary: 'The second factor of a user, which one is asked for, and what they have connected to sign in with',
  params: byId,
  response: z.strictObject({ ...facts, rememberedDevices: z.int(), connectedAccounts: z.array(connection) }),
  status: 200,
  errors: ['user.not_found', 'agent.not_reached'],
});

export const resetSecondFactor = endpoint({
  name: 'resetSecondFactor',
  method: 'POST',
  path: '/api/v1/users/{id}/second-factor/reset',
  access: ['user.edit', 'agent.reset_password'],
  tag: 'Users',
  summary: 'Take away a user’s authenticator app, recovery codes and remembered devices',
  description:
    'For somebody who has lost them. They get a mail; where an app is asked for, they set up another at the next sign-in. For a day they may choose a new password by a mailed link without a recovery code.',
  params: byId,
  status: 204,
  records: ['user.second_factor_reset'],
  errors: [...rank, 'user.is_self', 'agent.not_reached'],
  stepUp: true,
});

export const forgetUserDevices = endpoint({
  name: 'forgetUserDevices',
  method: 'DELETE',
  path: '/api/v1/users/{id}/devices',
  access: 'user.edit',
  tag: 'Users',
  summary: 'Ask all remembered browsers of a user for the second factor again',
  params: byId,
  status: 204,
  records: ['user.device_forgotten'],
  errors: rank,
});
