import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import type { FieldErrorCode } from './errors.ts';
import { time } from './text.ts';

const tag = 'Sign-in';

/** A code as people type and paste it: spaces, hyphens and case do not count. */
const typed = (shape: RegExp, error: FieldErrorCode) =>
  z
    .string()
    .max(100)
    .overwrite((value) => value.replaceAll(/[\s-]+/g, '').toLowerCase())
    .refine((value) => value !== '', { error: 'field.required', abort: true })
    .refine((value) => shape.test(value), error);

/** Six digits, of a mail or an app. */
export const oneTimeCode = typed(/^\d{6}$/, 'field.code').meta({ example: '287082' });

/** Ten letters and digits. */
export const recoveryCode = typed(/^[a-z0-9]{10}$/, 'field.recovery_code').meta({ example: 'k4m7q-x2p9d' });

const attemptToken = z
  .string()
  .regex(/^[\w-]{43}$/)
  .describe('`attempt` of the answer that asked for this.');
const setup = z.string().min(1).max(1000).describe('`setup` of the answer that showed the secret.');
const endOldest = z.boolean().optional().describe('At the limit of concurrent sessions: end the oldest to make room.');
const rememberDevice = z.boolean().optional().describe('Ask this browser for no second factor of this user for 30 days.');

/** What the second step of a sign-in asks for. The token of the attempt is kept in memory only; it works for ten minutes. */
export const nextSteps = [
  z.strictObject({
    next: z.literal('email_code'),
    attempt: z.string(),
    email: z.string().describe('Where the code went, masked.'),
    hasRecoveryCodes: z.boolean(),
  }),
  z.strictObject({ next: z.literal('app_code'), attempt: z.string(), hasRecoveryCodes: z.boolean() }),
  z.strictObject({ next: z.literal('set_up_app'), attempt: z.string() }),
] as const;

/** The secret of an authenticator app that is being set up. */
export const appSetup = z
  .strictObject({
    secret: z.string().describe('Base32, to be typed where no camera is at hand.'),
    uri: z.string().describe('The same as an `otpauth:` address, for a QR code.'),
    setup: z.string().describe('To be sent back with the first code, within ten minutes.'),
  })
  .meta({ id: 'AppSetup' });

/** Shown once: only their hashes are kept. */
export const recoveryCodes = z.array(z.string()).describe('Ten codes that work once each. They are never shown again.');

const signedIn = z.strictObject({
  expiresAt: time,
  passwordChangeRequired: z.boolean(),
  recoveryCodes: recoveryCodes.nullable().describe('Where an app was set up at this sign-in.'),
});

const codeErrors = [
  'sign_in.expired',
  'sign_in.other_step',
  'sign_in.too_many_codes',
  'code.wrong',
  'session.limit_reached',
  'request.too_many',
] as const;

export const signInWithCode = endpoint({
  name: 'signInWithCode',
  method: 'POST',
  path: '/api/v1/sign-in-attempts/code',
  access: 'public',
  tag,
  summary: 'Finish a sign-in with the code of the mail or the app; sets the session cookie',
  description: 'Where an app is being set up, its first code, with `setup`. Five wrong codes end the sign-in.',
  body: z.strictObject({ attempt: attemptToken, code: oneTimeCode, setup: setup.optional(), rememberDevice, endOldest }),
  response: signedIn,
  status: 201,
  records: [
    'user.signed_in',
    'user.second_factor_proved',
    'user.authenticator_set_up',
    'user.recovery_codes_made',
    'user.device_remembered',
  ],
  errors: [...codeErrors, 'code.used'],
});

export const signInWithRecoveryCode = endpoint({
  name: 'signInWithRecoveryCode',
  method: 'POST',
  path: '/api/v1/sign-in-attempts/recovery-code',
  access: 'public',
  tag,
  summary: 'Finish a sign-in with one of the ten recovery codes; a mail tells of it',
  body: z.strictObject({ attempt: attemptToken, recoveryCode, rememberDevice, endOldest }),
  response: signedIn,
  status: 201,
  records: ['user.signed_in', 'user.recovery_code_used', 'user.device_remembered'],
  errors: [...codeErrors, 'server.busy'],
});

export const sendSignInCode = endpoint({
  name: 'sendSignInCode',
  method: 'POST',
  path: '/api/v1/sign-in-attempts/email-code',
  access: 'public',
  tag,
  summary: 'Mail a new code for a sign-in, a minute after the last; earlier ones stop working',
  body: z.strictObject({ attempt: attemptToken }),
  status: 202,
  records: ['user.sign_in_code_sent'],
  errors: ['sign_in.expired', 'sign_in.other_step', 'code.too_early', 'request.too_many'],
});

export const prepareAppAtSignIn = endpoint({
  name: 'prepareAppAtSignIn',
  method: 'POST',
  path: '/api/v1/sign-in-attempts/app',
  access: 'public',
  tag,
  summary: 'A secret for the authenticator app that this sign-in sets up',
  body: z.strictObject({ attempt: attemptToken }),
  response: appSetup,
  status: 200,
  records: ['user.authenticator_shown'],
  errors: ['sign_in.expired', 'sign_in.other_step'],
});

export const completeSignIn = endpoint({
  name: 'completeSignIn',
  method: 'POST',
  path: '/api/v1/sign-in-attempts/completion',
  access: 'public',
  tag,
  summary: 'Open the session of a sign-in whose factors are all proved, after `session.limit_reached`',
  body: z.strictObject({ attempt: attemptToken, rememberDevice, endOldest }),
  response: signedIn,
  status: 201,
  records: ['user.signed_in', 'user.recovery_codes_made', 'user.device_remembered'],
  errors: ['sign_in.expired', 'sign_in.other_step', 'session.limit_reached'],
});
