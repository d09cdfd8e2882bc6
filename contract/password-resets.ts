import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { newPassword } from './passwords.ts';
import { recoveryCode } from './sign-in-attempts.ts';
import { email } from './text.ts';

const tag = 'Sign-in';
const linkToken = z.string().min(1).max(200).describe('What stands behind the # of the mailed link.');

export const requestPasswordReset = endpoint({
  name: 'requestPasswordReset',
  method: 'POST',
  path: '/api/v1/password-resets',
  access: 'public',
  tag,
  summary: 'Ask for a mail with a link to choose a new password',
  description: 'The answer is the same, in the same time, whether or not the address is known. The mail names the account codes.',
  body: z.strictObject({ email: email.meta({ example: 'ana@northwind.example' }) }),
  status: 202,
  records: ['user.password_reset_requested'],
  errors: ['request.too_many'],
});

export const inspectPasswordReset = endpoint({
  name: 'inspectPasswordReset',
  method: 'POST',
  path: '/api/v1/password-resets/inspect',
  access: 'public',
  tag,
  summary: 'Show whom a reset link is for',
  body: z.strictObject({ token: linkToken }),
  response: z.strictObject({
    accountName: z.string(),
    accountCode: z.string(),
    email: z.string(),
    recoveryCode: z
      .enum(['none', 'needed', 'missing'])
      .describe(
        '`needed`: with a recovery code, since the second factor is mailed too. `missing`: there is none left, so somebody must help.',
      ),
    helper: z
      .enum(['admin', 'main_user', 'operator'])
      .describe('Who can reset the second factor: for Admins the main user, for the main user whoever runs this Rollcall.'),
  }),
  status: 200,
  records: { nothing: 'It only shows whom the link is for.' },
  errors: ['link.invalid', 'link.used', 'link.expired'],
});

export const resetPassword = endpoint({
  name: 'resetPassword',
  method: 'POST',
  path: '/api/v1/password-resets/complete',
  access: 'public',
  tag,
  summary: 'Choose a new password by a mailed link',
  description:
    'The link works once, for one hour. All sessions of the user end. The next sign-in asks for the second factor as ever; where that is a mailed code, this asks for a recovery code, or for an administrator who has reset the second factor.',
  body: z.strictObject({ token: linkToken, password: newPassword, recoveryCode: recoveryCode.optional() }),
  response: z.strictObject({ email: z.string(), accountCode: z.string() }),
  status: 200,
  records: ['user.password_reset', 'user.recovery_code_used'],
  errors: [
    'link.invalid',
    'link.used',
    'link.expired',
    'recovery_code.required',
    'recovery_code.wrong',
    'request.too_many',
    'server.busy',
  ],
});
