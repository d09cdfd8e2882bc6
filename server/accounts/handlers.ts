import type { HandlersOf } from '../http/mount.ts';
import { Refusal } from '../platform/refusal.ts';
import { confirmEmail } from '../users/confirm-email.ts';
import { activate, findActivation } from './activate.ts';
import { handOver } from './hand-over.ts';
import { presentAccount } from './present.ts';
import { accountShown, countDefaultUsers, findAccount } from './queries.ts';
import { signUp } from './sign-up.ts';
import { updateAccount } from './update-account.ts';

export const accountHandlers: HandlersOf<
  | 'getInstance'
  | 'signUp'
  | 'inspectActivation'
  | 'activate'
  | 'confirmEmail'
  | 'getAccount'
  | 'updateAccount'
  | 'countDefaultUsers'
  | 'handOver'
> = {
  getInstance: async ({ config, mailboxIsOpen }) => ({ signUp: config.SIGN_UP, mailbox: mailboxIsOpen }),

  signUp: ({ db, config, caller }, { body }) => {
    if (config.SIGN_UP === 'closed') throw new Refusal('sign_up.closed');
    return signUp(db, caller, body);
  },

  inspectActivation: async ({ db }, { body }) => {
    const { account, user, kind, password } = await findActivation(db, body.token);
    return {
      kind,
      password,
      accountName: account.name,
      accountCode: account.code,
      firstName: user.first_name,
      email: user.email,
      username: user.username,
    };
  },

  activate: async ({ db, caller }, { body }) => {
    const { account, user } = await activate(db, caller, body.token, body.password);
    return { email: user.email, accountCode: account.code };
  },

  confirmEmail: async ({ db, caller }, { body }) => {
    const link = await confirmEmail(db, caller, body.token);
    const account = await findAccount(db, link.accountId);
    return { email: link.email, accountCode: account.code };
  },

  getAccount: async ({ db, signedIn }) =>
    presentAccount(await accountShown(db.reader(signedIn.accountId)).executeTakeFirstOrThrow()),

  updateAccount: async ({ db, signedIn, seenVersion }, { body }) => {
    await db.write(signedIn.accountId, (tx) => updateAccount(tx, signedIn, seenVersion, body));
    return presentAccount(await accountShown(db.reader(signedIn.accountId)).executeTakeFirstOrThrow());
  },

  countDefaultUsers: ({ db, signedIn }) => countDefaultUsers(db, signedIn.accountId),

  handOver: ({ db, signedIn }, { body }) => handOver(db, signedIn, body),
};
