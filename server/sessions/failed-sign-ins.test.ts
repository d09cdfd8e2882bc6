import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newToken } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { demandFactor, setUpApp } from '../testing/authenticator.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { tokenIn, waitFor } from '../testing/mail-server.ts';
import { connect, type OpenIdProvider, signInBy, startOpenIdProvider, stranger } from '../testing/openid-provider.ts';
import { entriesAbout } from '../testing/record.ts';
import { beginSignIn } from '../testing/signing-in.ts';
import { tryWrongPasswords } from '../testing/wrong-passwords.ts';

let app: TestApp;
let provider: OpenIdProvider;
const logged: string[] = [];
beforeAll(async () => {
  provider = await startOpenIdProvider();
  const log = new Writable({
    write: (chunk, _, done) => {
      logged.push(String(chunk));
      done();
    },
  });
  app = await startTestApp({ ...provider.settings, LOG_LEVEL: 'info' }, log);
});
afterAll(async () => {
  await app.close();
  await provider.close();
});

interface Stage {
  readonly account: MadeAccount;
  readonly ben: MadeUser;
  readonly client: Client;
}

const signIn = ({ ben, client }: Stage, password = PASSWORD) => client.call('signIn', { body: { login: ben.email, password } });
const change = ({ ben }: Stage, set: string) => app.owner.query(`update users set ${set} where id = $1`, [ben.id]);

/** Every way in which somebody who exists is not let in, and what the record calls it. */
const WAYS: [what: string, reason: string, attempt: (stage: Stage) => Promise<unknown>][] = [
  ['a wrong password', 'password', (stage) => signIn(stage, 'Wrong-password-1')],
  [
    'an address that is not allowed',
    'address',
    async (stage) => {
      await change(stage, 'limits_addresses = true');
      return signIn(stage);
    },
  ],
  [
    'a user who is switched off',
    'inactive',
    async (stage) => {
      await change(stage, "status = 'inactive'");
      return signIn(stage);
    },
  ],
  [
    'a user who is not confirmed',
    'pending',
    async (stage) => {
      await change(stage, "status = 'pending', confirmed_at = null");
      return signIn(stage);
    },
  ],
  [
    'a lock',
    'locked',
    async (stage) => {
      await tryWrongPasswords(app, stage.ben.email, 10);
      return signIn(stage);
    },
  ],
  [
    'a limit of sessions',
    'session_limit',
    async (stage) => {
      await app.make.signedIn(stage.ben);
      await change(stage, 'session_limit = 1');
      return signIn(stage);
    },
  ],
  [
    'a wrong mailed code',
    'email_code',
    async (stage) => {
      await demandFactor(app, stage.account.id, 'email');
      const attempt = await beginSignIn(stage.client, stage.ben, 'email_code');
      const { text } = await app.mail.next(stage.ben.email);
      const code = /^\d{6}$/m.exec(text ?? '')?.[0] === '000000' ? '000001' : '000000';
      return stage.client.call('signInWithCode', { body: { attempt, code } });
    },
  ],
  [
    'a wrong recovery code',
    'recovery_code',
    async (stage) => {
      await setUpApp(app, await app.make.signedIn(stage.ben));
      const attempt = await beginSignIn(stage.client, stage.ben, 'app_code');
      return stage.client.call('signInWithRecoveryCode', { body: { attempt, recoveryCode: 'aaaaa-aaaaa' } });
    },
  ],
  [
    'a code that came too late',
    'expired',
    async (stage) => {
      await demandFactor(app, stage.account.id, 'email');
      const attempt = await beginSignIn(stage.client, stage.ben, 'email_code');
      await app.owner.query('update sign_in_attempts set expires_at = now() where user_id = $1', [stage.ben.id]);
      return stage.client.call('signInWithCode', { body: { attempt, code: '123456' } });
    },
  ],
  [
    'a provider’s account of somebody who is switched off',
    'inactive',
    async (stage) => {
      const person = stranger();
      await connect(await app.make.signedIn(stage.ben), provider, person);
      await change(stage, "status = 'inactive'");
      return signInBy(stage.client, provider, person);
    },
  ],
  [
    'a provider’s account at an address that is not allowed',
    'address',
    async (stage) => {
      const person = stranger();
      await connect(await app.make.signedIn(stage.ben), provider, person);
      await change(stage, 'limits_addresses = true');
      return signInBy(stage.client, provider, person);
    },
  ],
];

async function stage(): Promise<Stage> {
  const account = await app.make.account();
  return { account, ben: await app.make.user(account.id), client: app.visitor() };
}

/** The entry of this action that came from this client, as soon as it is there. */
const failureOf = ({ ben, client }: Stage, action: string) =>
  waitFor(async () => {
    const all = await entriesAbout(app, ben.id);
    return all.find((entry) => entry.action === action && entry.address === client.address) ?? null;
  }, action);

const linesOf = (client: Client) =>
  logged
    .map((line) => JSON.parse(line))
    .filter(({ event, address }) => event === 'attempt.refused' && address === client.address);

describe('a failed sign-in of somebody who exists', () => {
  it.each(WAYS)('by %s is recorded as %s, and is no business of the operator', async (_, reason, attempt) => {
    const all = await stage();
    const answer = (await attempt(all)) as { status: number };
    expect(answer.status).toBeGreaterThanOrEqual(401);
    const entry = await failureOf(all, 'user.sign_in_failed');
    expect(entry).toMatchObject({ actor_id: null, target_type: 'user', changes: { reason: { new: reason } } });
    expect(linesOf(all.client)).toEqual([]);
  });

  it('is recorded too where the password is right and the second factor is never given', async () => {
    const all = await stage();
    await demandFactor(app, all.account.id, 'app');
    await signIn(all);
    expect(await failureOf(all, 'user.second_factor_asked')).toMatchObject({ changes: { factor: { new: 'set_up_app' } } });
  });
});

describe('a mailed link that is not enough', () => {
  it('is recorded: a wrong recovery code with a link for a new password', async () => {
    const all = await stage();
    await setUpApp(app, await app.make.signedIn(all.ben));
    await app.owner.query('delete from authenticators where user_id = $1', [all.ben.id]);
    await change(all, "two_factor = 'email'");
    await app.mail.next(all.ben.email);
    await all.client.call('requestPasswordReset', { body: { email: all.ben.email } });
    const token = tokenIn(await app.mail.next(all.ben.email));
    const body = { token, password: 'Lantern-88-quiet', recoveryCode: 'aaaaa-aaaaa' };
    expect((await all.client.call('resetPassword', { body })).problem.code).toBe('recovery_code.wrong');
    expect(await failureOf(all, 'user.password_reset_failed')).toMatchObject({ changes: { reason: { new: 'recovery_code' } } });
  });

  it('is recorded: a wrong password with the link of a sign-up', async () => {
    const client = app.visitor();
    const email = 'zoe@late.example';
    const names = { companyName: 'Late', firstName: 'Zoë', lastName: 'Ng' };
    await client.call('signUp', { body: { ...names, email, password: PASSWORD } });
    const token = tokenIn(await app.mail.next(email));
    const refused = await client.call('activate', { body: { token, password: 'Wrong-password-1' } });
    expect(refused.problem.code).toBe('password.wrong');
    const { rows } = await app.owner.query('select id, account_id as "accountId", email from users where email = $1', [email]);
    const entry = await failureOf({ ben: rows[0], client, account: rows[0] }, 'user.activation_failed');
    expect(entry.changes).toEqual({ reason: { new: 'password' } });
  });
});

describe('an attempt of nobody', () => {
  const SECRETS = { login: 'mistyped.secret@nobody.example', password: 'Typed-secret-99', accountCode: 'SECR3TC0DE' };

  it('is a line for the operator: what was tried, why it was refused, from where; and nothing that was typed', async () => {
    const client = app.visitor();
    const token = newToken();
    await client.call('signIn', { body: SECRETS });
    await client.call('activate', { body: { token, password: SECRETS.password } });
    await client.call('resetPassword', { body: { token, password: SECRETS.password } });
    await client.call('signInWithCode', { body: { attempt: token, code: '123456' } });
    await client.call('listSignInProviders', { query: { accountCode: SECRETS.accountCode } });
    client.cookie = `rollcall_session=${token}`;
    await client.call('getMe');
    expect(linesOf(client).map(({ level, endpoint, reason }) => [level, endpoint, reason])).toEqual([
      [40, 'signIn', 'session.wrong_credentials'],
      [40, 'activate', 'link.invalid'],
      [40, 'resetPassword', 'link.invalid'],
      [40, 'signInWithCode', 'sign_in.expired'],
      [40, 'getMe', 'session.required'],
    ]);
    const all = logged.join('');
    expect(all).toContain(client.address);
    for (const typed of [...Object.values(SECRETS), token, 'nobody.example', PASSWORD]) expect(all).not.toContain(typed);
  });

  it('is no line where nobody tried anything: a page without a session, a form with a mistake', async () => {
    const client = app.visitor();
    await client.call('getMe');
    await client.call('signIn', { body: { login: '', password: '' } });
    expect(linesOf(client)).toEqual([]);
  });

  it('is counted for /metrics, apart from those of users', async () => {
    const text = await (await fetch(`${app.url}/metrics`)).text();
    const count = (known: string) =>
      Number(
        new RegExp(
          `rollcall_refusals_total\\{endpoint="signIn",code="session.wrong_credentials",known="${known}"\\} (\\d+)`,
        ).exec(text)?.[1],
      );
    expect(count('no')).toBe(1);
    expect(count('yes')).toBe(11);
    expect(text).toContain('rollcall_unrecorded_refusals_total 0');
    expect(text).not.toContain(SECRETS.login);
  });
});
