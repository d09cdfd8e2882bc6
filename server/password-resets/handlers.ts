import { findAccount } from '../accounts/queries.ts';
import type { HandlersOf } from '../http/mount.ts';
import { openLink } from '../links/links.ts';
import { helperOf, recoveryCodeNeed } from './recovery-code-need.ts';
import { requestPasswordReset } from './request-password-reset.ts';
import { resetPassword } from './reset-password.ts';

export const passwordResetHandlers: HandlersOf<'requestPasswordReset' | 'inspectPasswordReset' | 'resetPassword'> = {
  requestPasswordReset: ({ db, caller }, { body }) => requestPasswordReset(db, caller, body.email),

  inspectPasswordReset: async ({ db }, { body }) => {
    const link = await openLink(db, 'password_reset', body.token);
    const account = await findAccount(db, link.accountId);
    const reader = db.reader(link.accountId);
    const [recoveryCode, helper] = [await recoveryCodeNeed(reader, link.userId), await helperOf(reader, link.userId)];
    return { accountName: account.name, accountCode: account.code, email: link.email, recoveryCode, helper };
  },

  resetPassword: async ({ db, caller, browserCookie }, { body }) => {
    const link = await resetPassword(db, caller, body);
    browserCookie.keep(link.browserToken);
    const account = await findAccount(db, link.accountId);
    return { email: link.email, accountCode: account.code };
  },
};
