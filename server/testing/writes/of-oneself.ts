import { codeIn, demandFactor, setUpApp, totp } from '../authenticator.ts';
import type { Client } from '../client.ts';
import { makeProfile } from '../dialer.ts';
import { type MadeUser, PASSWORD } from '../factories.ts';
import { makeLead } from '../leads.ts';
import { answerOf, connect, stranger, visitProvider } from '../openid-provider.ts';
import {
  FIRST_VERSION,
  furnish,
  furnishedUser,
  ownerOf,
  type Ready,
  type Scenario,
  type Scenarios,
  type Stage,
} from './scenario.ts';

/** A user without any role, who has something of everything. */
async function somebody(stage: Stage): Promise<{ client: Client; actor: MadeUser; accountId: string }> {
  const { id: accountId } = await stage.app.make.account();
  const actor = await stage.app.make.user(accountId);
  await furnish(stage, actor);
  return { actor, accountId, client: await stage.app.make.signedIn(actor) };
}

const mine =
  (rest: Partial<Ready> = {}, ...before: string[]): Scenario =>
  async (stage) => {
    const me = await somebody(stage);
    for (const text of before) await stage.app.owner.query(text, [me.actor.id]);
    return { ...me, ...rest };
  };

const firstOf = async ({ app }: Stage, table: string, { id }: MadeUser): Promise<string> => {
  const { rows } = await app.owner.query(`select id from ${table} where user_id = $1 order by id limit 1`, [id]);
  return rows[0].id;
};

const EDIT = {
  firstName: 'Zoë',
  lastName: 'Ng',
  interfaceLanguage: 'ar',
  spokenLanguage: 'en',
  timezone: 'Asia/Tokyo',
  moreSpokenLanguages: ['it'],
  notifications: { newSignIn: false },
};
const NO_APP = 'delete from authenticators where user_id = $1';

/** Hands the account over to somebody who holds roles; the former main user has something of everything to lose. */
const handingOver =
  (formerMainUser: object, factor: 'off' | 'email' | 'app' = 'off'): Scenario =>
  async (stage) => {
    const { account, actor, client } = await ownerOf(stage);
    const { user } = await furnishedUser(stage, account.id);
    if (factor === 'off') {
      await furnish(stage, actor);
      await makeProfile(stage.app, actor);
      await makeLead(stage.app, account.id, { assignedTo: actor.id });
    }
    const secret = factor === 'app' ? (await setUpApp(stage.app, client)).secret : '';
    if (factor === 'email') await demandFactor(stage.app, account.id, 'email');
    const body = { userId: user.id, formerMainUser, password: PASSWORD };
    if (factor === 'off') {
      await stage.app.owner.query(NO_APP, [actor.id]);
      return { client, actor, body };
    }
    const step = (await client.call('beginHandOver', { body: { password: PASSWORD } })).body;
    const attempt = 'attempt' in step ? step.attempt : '';
    const code = factor === 'app' ? totp(secret) : codeIn(await stage.app.mail.next(actor.email));
    return { client, actor, body: { ...body, proof: { attempt, code } }, secrets: [code] };
  };

/** Went to the provider, and is back. */
const connecting: Scenario = async (stage) => {
  const me = await somebody(stage);
  await stage.app.owner.query('update users set oauth_email = null, oauth_email_key = null where id = $1', [me.actor.id]);
  stage.provider.seat(stranger());
  const { url } = (await me.client.call('beginConnecting', { body: { provider: 'acme' } })).body;
  return { ...me, body: await visitProvider(url) };
};

/** Tried the provider before the sign-in, and has signed in with the password since. */
const waiting: Scenario = async (stage) => {
  const { id: accountId } = await stage.app.make.account();
  const actor = await stage.app.make.user(accountId);
  const client = stage.app.visitor();
  await client.call('finishProviderSignIn', {
    body: await answerOf(client, stage.provider, { ...stranger(), email: actor.email }),
  });
  await client.call('signIn', { body: { login: actor.email, password: PASSWORD } });
  return { client, actor, accountId };
};

/** What somebody does to themselves. */
export const OF_ONESELF: Scenarios = {
  signOut: [mine()],
  proveMyself: [mine({ body: { password: PASSWORD } })],
  endMySession: [
    async (stage) => {
      const me = await somebody(stage);
      return { ...me, params: { sessionId: await firstOf(stage, 'sessions', me.actor) } };
    },
  ],
  updateMe: [mine({ body: EDIT, headers: FIRST_VERSION })],
  changeMyPassword: [
    mine(
      { body: { currentPassword: PASSWORD, newPassword: 'Lantern-88-quiet' }, secrets: ['Lantern-88-quiet'] },
      'update users set password_must_change = true where id = $1',
    ),
  ],
  changeMyEmail: [mine({ body: { email: 'elsewhere@example.com' } })],
  withdrawMyEmailChange: [mine()],
  prepareMyApp: [mine()],
  setUpMyApp: [
    async (stage) => {
      const me = await somebody(stage);
      const { secret, setup } = (await me.client.call('prepareMyApp')).body;
      return { ...me, body: { setup, code: totp(secret) }, secrets: [secret, setup] };
    },
  ],
  removeMyApp: [mine(), mine({}, "update users set two_factor = 'email' where id = $1")],
  makeMyRecoveryCodes: [mine()],
  forgetMyDevice: [
    async (stage) => {
      const me = await somebody(stage);
      return { ...me, params: { deviceId: await firstOf(stage, 'remembered_devices', me.actor) } };
    },
  ],
  beginHandOver: [
    async (stage) => {
      const { actor, client } = await ownerOf(stage);
      return { client, actor, body: { password: PASSWORD } };
    },
    async (stage) => {
      const { account, actor, client } = await ownerOf(stage);
      await demandFactor(stage.app, account.id, 'email');
      return { client, actor, body: { password: PASSWORD } };
    },
  ],
  handOver: [
    handingOver({ portalRoles: ['finance', 'orders'] }),
    handingOver({ delete: true }),
    handingOver({ portalRoles: [] }, 'app'),
    handingOver({ portalRoles: ['reports'] }, 'email'),
  ],
  beginConnecting: [mine({ body: { provider: 'acme' } })],
  finishConnecting: [connecting],
  confirmConnecting: [waiting],
  declineConnecting: [waiting],
  disconnect: [
    async (stage) => {
      const me = await somebody(stage);
      await stage.app.owner.query('update users set oauth_email = null, oauth_email_key = null where id = $1', [me.actor.id]);
      const { id } = await connect(me.client, stage.provider, stranger());
      return { ...me, params: { id } };
    },
  ],
};
