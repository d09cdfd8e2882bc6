import type { Input } from '../../contract/endpoint.ts';
import type { signUp as endpoint } from '../../contract/sign-up.ts';
import { emailKey } from '../../contract/text.ts';
import { type Database, type Tx, violates } from '../db/pool.ts';
import { inviteByMail } from '../links/invite-by-mail.ts';
import { type Caller, record } from '../platform/activity.ts';
import { countAttempt, LIMITS, originOf } from '../platform/limits.ts';
import { hashNewPassword } from '../platform/passwords.ts';
import { newId } from '../platform/tokens.ts';
import { sortKeys } from '../users/sort-keys.ts';
import { newAccountCode } from './account-code.ts';

type SignUp = Input<typeof endpoint>['body'];

/**
 * Makes an account and its main user, pending, and queues the mail. An address that is known elsewhere makes no
 * difference: one address may belong to several accounts. Throws `request.too_many`, `server.busy`.
 */
export async function signUp(db: Database, caller: Caller, form: SignUp): Promise<void> {
  await countAttempt(db, LIMITS.signUpFrom, originOf(caller));
  await countAttempt(db, LIMITS.signUpFor, emailKey(form.email));
  const passwordHash = await hashNewPassword('password', form.password, [
    form.companyName,
    form.firstName,
    form.lastName,
    form.email,
  ]);
  for (let attempt = 1; ; attempt += 1) {
    const accountId = newId();
    try {
      return await db.write(accountId, (tx) => createAccount(tx, caller, form, { userId: newId(), passwordHash }));
    } catch (error) {
      if (!violates(error, 'accounts_code_key') || attempt === 5) throw error;
    }
  }
}

async function createAccount(
  tx: Tx,
  caller: Caller,
  form: SignUp,
  { userId, passwordHash }: { userId: string; passwordHash: string },
): Promise<void> {
  const { accountId } = tx;
  const code = newAccountCode();
  await tx
    .insertInto('accounts')
    .values({ id: accountId, code, name: form.companyName, owner_id: userId, ...defaultsOf(form) })
    .execute();
  await tx
    .insertInto('users')
    .values({
      account_id: accountId,
      id: userId,
      email: form.email,
      email_key: emailKey(form.email),
      first_name: form.firstName,
      last_name: form.lastName,
      ...sortKeys(form),
      status: 'pending',
      password_hash: passwordHash,
    })
    .execute();
  const doer = { userId: null, sessionId: null, caller };
  const { interfaceLanguage, timezone } = form;
  const account = {
    code: { new: code },
    name: { new: form.companyName },
    status: { new: 'pending' },
    mainUser: { new: userId },
    interfaceLanguage: { new: interfaceLanguage },
    spokenLanguage: { new: interfaceLanguage },
    timezone: { new: timezone },
  };
  const person = {
    firstName: { new: form.firstName },
    lastName: { new: form.lastName },
    email: { new: form.email },
    status: { new: 'pending' },
    password: 'changed' as const,
  };
  // Where they came from stands with the person, so that it goes when they are erased.
  const nobody = { ...doer, caller: { address: null, device: null } };
  await record(tx, nobody, { action: 'account.signed_up', target: { type: 'account', id: accountId }, changes: account });
  await record(tx, doer, { action: 'user.created', target: { type: 'user', id: userId }, changes: person });
  await inviteByMail(tx, { userId, email: form.email });
}

/** Whoever signs up speaks the language of the form, until somebody says otherwise. */
function defaultsOf({ interfaceLanguage, timezone }: SignUp) {
  return { interface_language: interfaceLanguage, spoken_language: interfaceLanguage, timezone };
}
