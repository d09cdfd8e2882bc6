import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { interfaceLanguage } from './languages.ts';
import { newPassword, typedPassword } from './passwords.ts';
import { email, line } from './text.ts';
import { timezoneOrUtc } from './timezones.ts';

const tag = 'Sign-up and activation';
const linkToken = z.string().min(1).max(200).describe('What stands behind the # of the mailed link.');

export const getInstance = endpoint({
  name: 'getInstance',
  method: 'GET',
  path: '/api/v1/instance',
  access: 'public',
  tag,
  summary: 'What a visitor may know about this installation',
  response: z.strictObject({
    signUp: z.enum(['open', 'closed']),
    mailbox: z.boolean().describe('Mails are read on this machine, at /mailbox, since no mail server is configured.'),
  }),
  status: 200,
  errors: [],
});

export const signUp = endpoint({
  name: 'signUp',
  method: 'POST',
  path: '/api/v1/sign-up',
  access: 'public',
  tag,
  summary: 'Make an account and its main user',
  description:
    'The main user gets a mail and confirms with its link and the password given here. The answer is the same whether or not the address is known. An account that nobody confirms is removed after seven days.',
  body: z.strictObject({
    companyName: line(120).meta({ example: 'Northwind Calls' }),
    firstName: line(80).meta({ example: 'Ana' }),
    lastName: line(80).meta({ example: 'Ruiz' }),
    email: email.meta({ example: 'ana@northwind.example' }),
    password: newPassword.meta({ example: 'Harbour-47-lights' }),
    interfaceLanguage: interfaceLanguage
      .default('en')
      .describe('Of the page; the account’s default for pages and mails, and for what is spoken.'),
    timezone: timezoneOrUtc.default('UTC').describe('Of the browser; the account’s default.'),
  }),
  status: 202,
  records: ['account.signed_up', 'user.created'],
  errors: ['sign_up.closed', 'request.too_many', 'server.busy'],
});

/** `sign_up`: the main user of a new account. `invitation`: somebody whom an administrator added. */
export const activationKind = z.enum(['sign_up', 'invitation']);

export const inspectActivation = endpoint({
  name: 'inspectActivation',
  method: 'POST',
  path: '/api/v1/activation/inspect',
  access: 'public',
  tag,
  summary: 'Show whom an activation link is for; activates nobody',
  body: z.strictObject({ token: linkToken }),
  response: z.strictObject({
    kind: activationKind,
    accountName: z.string(),
    accountCode: z.string(),
    firstName: z.string(),
    email: z.string(),
    username: z.string().nullable(),
    password: z
      .enum(['type', 'choose', 'none'])
      .describe('What the page asks for: the password typed at sign-up, a new one, or nothing.'),
  }),
  status: 200,
  records: { nothing: 'It only shows whom the link is for.' },
  errors: ['link.invalid', 'link.used', 'link.expired'],
});

export const activate = endpoint({
  name: 'activate',
  method: 'POST',
  path: '/api/v1/activation',
  access: 'public',
  tag,
  summary: 'Confirm an e-mail address; the user becomes active',
  description: 'The link works once, for seven days. `password` is what `inspect` asks for.',
  body: z.strictObject({ token: linkToken, password: typedPassword.optional() }),
  response: z.strictObject({ email: z.string(), accountCode: z.string() }),
  status: 200,
  records: ['user.activated', 'account.confirmed'],
  errors: ['link.invalid', 'link.used', 'link.expired', 'password.wrong', 'request.too_many', 'server.busy'],
});

export const confirmEmail = endpoint({
  name: 'confirmEmail',
  method: 'POST',
  path: '/api/v1/email-changes',
  access: 'public',
  tag,
  summary: 'Confirm a changed e-mail address by its mailed link',
  description: 'The address counts from now on. Other open links stop working.',
  body: z.strictObject({ token: linkToken }),
  response: z.strictObject({ email: z.string(), accountCode: z.string() }),
  status: 200,
  records: ['user.email_changed'],
  errors: ['link.invalid', 'link.used', 'link.expired', 'user.email_taken'],
});
