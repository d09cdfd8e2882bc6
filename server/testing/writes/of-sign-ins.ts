import { codeIn, demandFactor, forgetSteps, setUpApp, totp } from '../authenticator.ts';
import type { Client } from '../client.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../factories.ts';
import { tokenIn, waitFor } from '../mail-server.ts';
import { answerOf, connect, stranger } from '../openid-provider.ts';
import { beginSignIn } from '../signing-in.ts';
import { furnish, type Ready, type Scenario, type Scenarios, type Stage } from './scenario.ts';

interface Arrival {
  readonly account: MadeAccount;
  readonly user: MadeUser;
  readonly client: Client;
}

/** Somebody before the sign-in page, whose account demands this second factor. */
async function arrival({ app }: Stage, factor: 'off' | 'email' | 'app' = 'off'): Promise<Arrival> {
  const account = await app.make.account();
  await demandFactor(app, account.id, factor);
  return { account, user: await app.make.user(account.id), client: app.visitor() };
}

const credentials = ({ email }: MadeUser) => ({ login: email, password: PASSWORD });

async function atCode(stage: Stage, body: object = {}): Promise<Ready & Arrival> {
  const one = await arrival(stage, 'email');
  const attempt = await beginSignIn(one.client, one.user, 'email_code');
  const code = codeIn(await stage.app.mail.next(one.user.email));
  return { ...one, actor: null, accountId: one.account.id, body: { attempt, code, ...body }, secrets: [code, attempt] };
}

/** Somebody who has an app and recovery codes. */
async function atApp(stage: Stage) {
  const one = await arrival(stage);
  const { secret, recoveryCodes } = await setUpApp(stage.app, await stage.app.make.signedIn(one.user));
  const attempt = await beginSignIn(one.client, one.user, 'app_code');
  return { ...one, secret, recoveryCodes, attempt, actor: null, accountId: one.account.id };
}

/** The app is demanded, and there is none: it is set up at this sign-in. */
async function atSetUp(stage: Stage) {
  const one = await arrival(stage, 'app');
  const attempt = await beginSignIn(one.client, one.user, 'set_up_app');
  return { ...one, actor: null, accountId: one.account.id, attempt };
}

/** As many sessions as may be: nobody gets in without ending one. */
async function full({ app }: Stage, user: MadeUser): Promise<void> {
  await app.make.signedIn(user);
  await app.owner.query('update users set session_limit = 1 where id = $1', [user.id]);
}

/** Refusals are written a moment later: before the scenario begins. */
async function refusalRecorded({ app }: Stage, accountId: string): Promise<void> {
  const text = "select from activity where account_id = $1 and action = 'user.sign_in_failed'";
  await waitFor(async () => (await app.owner.query(text, [accountId])).rowCount || null, 'the refusal in the record');
}

/** A mailed link of this user; `ask` makes it be mailed. */
async function linkFor({ app }: Stage, email: string, ask: () => Promise<unknown>): Promise<string> {
  await ask();
  return tokenIn(await app.mail.next(email));
}

async function invited(stage: Stage, body: object = {}) {
  const account = await stage.app.make.account();
  const owner = await stage.app.make.signedIn(account.owner);
  const email = `invited.${account.code}@example.com`.toLowerCase();
  const invite = () => owner.call('createUser', { body: { firstName: 'Cem', lastName: 'Ay', email, ...body } });
  return { account, token: await linkFor(stage, email, invite) };
}

async function resetting(stage: Stage, factor: 'off' | 'email') {
  const one = await arrival(stage, 'off');
  const { recoveryCodes } = await setUpApp(stage.app, await stage.app.make.signedIn(one.user));
  await stage.app.owner.query('delete from authenticators where user_id = $1', [one.user.id]);
  if (factor === 'off') await furnish(stage, one.user);
  await stage.app.owner.query('update users set password_must_change = true, two_factor = $2 where id = $1', [
    one.user.id,
    factor,
  ]);
  const ask = () => one.client.call('requestPasswordReset', { body: { email: one.user.email } });
  while (stage.app.mail.mails.length === 0) await stage.app.mail.next(one.user.email);
  await waitFor(async () => (await mailedTo(stage, one.user)) || null, 'the mail of the app');
  const token = await linkFor(stage, one.user.email, ask);
  return { ...one, actor: null, accountId: one.account.id, token, recoveryCodes };
}

/** The mail that an app was set up is not the one that is waited for. */
async function mailedTo({ app }: Stage, { email }: MadeUser): Promise<boolean> {
  await app.mail.next(email);
  return true;
}

/** Connected with the provider, and before the sign-in page. */
async function connected(stage: Stage) {
  const one = await arrival(stage);
  const person = stranger();
  await connect(await stage.app.make.signedIn(one.user), stage.provider, person);
  return { ...one, actor: null, accountId: one.account.id, person };
}

const byProvider: Scenario = async (stage) => {
  const { person, ...one } = await connected(stage);
  return { ...one, body: await answerOf(one.client, stage.provider, person) };
};

/** Every way to sign in, and what links are for. */
export const OF_SIGN_INS: Scenarios = {
  signIn: [
    async (stage) => {
      const one = await arrival(stage);
      await full(stage, one.user);
      return { ...one, actor: null, accountId: one.account.id, body: { ...credentials(one.user), endOldest: true } };
    },
    async (stage) => {
      const one = await arrival(stage, 'email');
      const oldHash = '$argon2id$v=19$m=8192,t=1,p=1$';
      const { rows } = await stage.app.owner.query('select password_hash from users where id = $1', [one.user.id]);
      const { hash } = await import('@node-rs/argon2');
      const weaker = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
      await stage.app.owner.query('update users set password_hash = $2 where id = $1', [one.user.id, weaker]);
      return {
        ...one,
        actor: null,
        accountId: one.account.id,
        body: credentials(one.user),
        secrets: [oldHash, rows[0].password_hash],
      };
    },
  ],
  signInWithCode: [
    (stage) => atCode(stage, { rememberDevice: true }),
    async (stage) => {
      const { secret, attempt, ...one } = await atApp(stage);
      await full(stage, one.user);
      return { ...one, body: { attempt, code: totp(secret), endOldest: true }, secrets: [secret, attempt] };
    },
    async (stage) => {
      const one = await atSetUp(stage);
      const { attempt } = one;
      const { secret, setup } = (await one.client.call('prepareAppAtSignIn', { body: { attempt } })).body;
      return { ...one, body: { attempt, setup, code: totp(secret), rememberDevice: true }, secrets: [secret, setup] };
    },
  ],
  signInWithRecoveryCode: [
    async (stage) => {
      const { attempt, recoveryCodes, ...one } = await atApp(stage);
      return { ...one, body: { attempt, recoveryCode: recoveryCodes[0], rememberDevice: true }, secrets: recoveryCodes };
    },
  ],
  sendSignInCode: [
    async (stage) => {
      const one = await atCode(stage);
      await stage.app.owner.query("update sign_in_attempts set code_asked_at = now() - interval '61 seconds'");
      return { ...one, body: { attempt: (one.body as { attempt: string }).attempt } };
    },
  ],
  prepareAppAtSignIn: [
    async (stage) => {
      const one = await atSetUp(stage);
      return { ...one, body: { attempt: one.attempt } };
    },
  ],
  completeSignIn: [
    async (stage) => {
      const one = await atSetUp(stage);
      const { attempt } = one;
      await full(stage, one.user);
      const { secret, setup } = (await one.client.call('prepareAppAtSignIn', { body: { attempt } })).body;
      await one.client.call('signInWithCode', { body: { attempt, setup, code: totp(secret) } });
      await forgetSteps(stage.app);
      return { ...one, body: { attempt, endOldest: true, rememberDevice: true } };
    },
  ],
  beginProviderSignIn: [
    async (stage) => {
      const one = await arrival(stage);
      return { ...one, actor: null, accountId: one.account.id, body: { provider: 'acme' } };
    },
  ],
  finishProviderSignIn: [
    byProvider,
    async (stage) => {
      const ready = await byProvider(stage);
      await demandFactor(stage.app, ready.accountId ?? '', 'email');
      return ready;
    },
    async (stage) => {
      const one = await arrival(stage);
      const person = { ...stranger(), email: one.user.email };
      return { ...one, actor: null, accountId: one.account.id, body: await answerOf(one.client, stage.provider, person) };
    },
  ],
  continueProviderSignIn: [
    async (stage) => {
      const { person, ...one } = await connected(stage);
      await full(stage, one.user);
      await one.client.call('finishProviderSignIn', { body: await answerOf(one.client, stage.provider, person) });
      await refusalRecorded(stage, one.account.id);
      return { ...one, body: { endOldest: true } };
    },
    async (stage) => {
      const { person, ...one } = await connected(stage);
      await full(stage, one.user);
      await one.client.call('finishProviderSignIn', { body: await answerOf(one.client, stage.provider, person) });
      await refusalRecorded(stage, one.account.id);
      await demandFactor(stage.app, one.account.id, 'email');
      return { ...one, body: {} };
    },
  ],
  requestPasswordReset: [
    async (stage) => {
      const one = await arrival(stage);
      const afterwards = () => stage.app.mail.next(one.user.email);
      return { ...one, actor: null, accountId: one.account.id, body: { email: one.user.email }, afterwards };
    },
  ],
  inspectPasswordReset: [
    async (stage) => {
      const one = await arrival(stage);
      const ask = () => one.client.call('requestPasswordReset', { body: { email: one.user.email } });
      return { ...one, actor: null, accountId: one.account.id, body: { token: await linkFor(stage, one.user.email, ask) } };
    },
  ],
  resetPassword: [
    async (stage) => {
      const { token, recoveryCodes: _, ...one } = await resetting(stage, 'off');
      return { ...one, body: { token, password: 'Lantern-88-quiet' }, secrets: [token, 'Lantern-88-quiet'] };
    },
    async (stage) => {
      const { token, recoveryCodes, ...one } = await resetting(stage, 'email');
      return { ...one, body: { token, password: 'Lantern-88-quiet', recoveryCode: recoveryCodes[3] }, secrets: recoveryCodes };
    },
  ],
  inspectActivation: [
    async (stage) => {
      const { account, token } = await invited(stage);
      return { client: stage.app.visitor(), actor: null, accountId: account.id, body: { token } };
    },
  ],
  activate: [
    async (stage) => {
      const { account, token } = await invited(stage);
      return { client: stage.app.visitor(), actor: null, accountId: account.id, body: { token, password: PASSWORD } };
    },
    async ({ app }) => {
      const client = app.visitor();
      const [companyName, email] = ['Contoso Walk', 'ana@contoso.example'];
      await client.call('signUp', { body: { companyName, firstName: 'Ana', lastName: 'Ruiz', email, password: PASSWORD } });
      const token = tokenIn(await app.mail.next(email));
      const { rows } = await app.owner.query('select id from accounts where name = $1', [companyName]);
      return { client, actor: null, accountId: rows[0].id, body: { token, password: PASSWORD } };
    },
  ],
  confirmEmail: [
    async (stage) => {
      const one = await arrival(stage);
      const owner = await stage.app.make.signedIn(one.account.owner);
      const email = `moved.${one.account.code}@example.com`.toLowerCase();
      await stage.app.owner.query('update users set username = email, username_key = email_key where id = $1', [one.user.id]);
      const [params, headers] = [{ id: one.user.id }, { 'if-match': '1' }];
      const token = await linkFor(stage, email, () => owner.call('updateUser', { params, headers, body: { email } }));
      return { ...one, actor: null, accountId: one.account.id, body: { token } };
    },
  ],
};
