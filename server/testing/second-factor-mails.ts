import type { TestApp } from './app.ts';
import { demandFactor, setUpApp } from './authenticator.ts';
import { PASSWORD } from './factories.ts';

/** Every mail about second factors, to a new user of the account with this name and address. */
export async function secondFactorMails(app: TestApp, accountId: string, person: { firstName: string; email: string }) {
  const { email } = person;
  const user = await app.make.user(accountId, person);
  await app.owner.query('update users set mails_new_sign_in = false where id = $1', [user.id]);
  const client = await app.make.signedIn(user);
  const next = () => app.mail.next(email);
  const { recoveryCodes } = await setUpApp(app, client);
  const authenticator_set_up = await next();
  const { body: step } = await app.visitor().call('signIn', { body: { login: email, password: PASSWORD } });
  const attempt = 'attempt' in step ? step.attempt : '';
  await app.visitor().call('signInWithRecoveryCode', { body: { attempt, recoveryCode: recoveryCodes[0] ?? '' } });
  const recovery_code_used = await next();
  await client.call('removeMyApp');
  const authenticator_removed = await next();
  await demandFactor(app, accountId, 'email');
  await app.visitor().call('signIn', { body: { login: email, password: PASSWORD } });
  const sign_in_code = await next();
  const admin = await app.make.signedIn(await app.make.user(accountId, { roles: ['admin'] }));
  await admin.call('resetSecondFactor', { params: { id: user.id } });
  return { authenticator_set_up, recovery_code_used, authenticator_removed, sign_in_code, second_factor_reset: await next() };
}
