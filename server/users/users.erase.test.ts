import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../db/pool.ts';
import { addJob } from '../platform/jobs.ts';
import { liveAsAgent } from '../testing/agent-life.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { setUpApp } from '../testing/authenticator.ts';
import { Client } from '../testing/client.ts';
import { makeAgent } from '../testing/dialer.ts';
import { type MadeAccount, PASSWORD } from '../testing/factories.ts';
import { tokenIn, waitFor } from '../testing/mail-server.ts';
import { connect, type OpenIdProvider, signInBy, startOpenIdProvider } from '../testing/openid-provider.ts';
import { placesOf, tablesWithout } from '../testing/places.ts';
import { actionsAbout } from '../testing/record.ts';
import { beginSignIn } from '../testing/signing-in.ts';
import { eraseExpired } from './erase-user.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let provider: OpenIdProvider;
beforeAll(async () => {
  provider = await startOpenIdProvider();
  app = await startTestApp(provider.settings);
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});
afterEach(() => app.mail.answer(() => null));
afterAll(async () => {
  await app.close();
  await provider.close();
});

const DEVICE = 'Zyxdevice/77.1 (QuuxPhone)';

/** As a browser that says who it is. */
class NamedClient extends Client {
  override send(method: string, path: string, body?: string | Buffer, headers: Record<string, string> = {}) {
    return super.send(method, path, body, { 'user-agent': DEVICE, ...headers });
  }
}

interface Person {
  readonly id: string;
  readonly values: Record<string, string>;
}

/** Uses the product as one person until each of their values stands in as many places as it can. */
async function livedIn(mark: string): Promise<Person> {
  const values: Record<string, string> = {
    firstName: `Fjord${mark}`,
    lastName: `Quilt${mark}`,
    renamed: `Velvet${mark}`,
    invitedAt: `first.${mark}@vapour.example`,
    email: `second.${mark}@vapour.example`,
    newEmail: `third.${mark}@vapour.example`,
    lastEmail: `fourth.${mark}@vapour.example`,
    username: `handle.${mark}`,
    key: `idempotency-${mark}`,
    device: DEVICE,
    oauthEmail: `fifth.${mark}@vapour.example`,
    subject: `subject-of-${mark}`,
    secondSubject: `second-subject-of-${mark}`,
  };
  const { firstName = '', lastName = '', invitedAt = '', email = '', newEmail = '', username = '', key = '' } = values;
  const department = await app.make.department(account.id, `Team of ${mark}`);
  const body = { firstName, lastName, email: invitedAt, username, portalRoles: ['admin' as const], departments: [department] };
  const { id } = (await owner.call('createUser', { body })).body;
  await app.mail.next(invitedAt);
  await owner.call('sendActivation', { params: { id }, body: { email } });
  const self = new NamedClient(app.url);
  values.address = self.address;
  const token = tokenIn(await app.mail.next(email));
  await self.call('activate', { body: { token, password: PASSWORD } });
  await self.call('signIn', { body: { login: email, password: 'Wrong-password-1' } });
  await self.call('signIn', { body: { login: email, password: PASSWORD } });
  await self.call('createUser', {
    body: { firstName: 'Guest', lastName: 'Of', email: `guest.of@${mark}.other` },
    headers: { 'idempotency-key': key },
  });
  await meetProvider(self, id, values);
  const { version } = (await self.call('getMe')).body;
  await self.call('updateMe', { body: { firstName: values.renamed }, headers: { 'if-match': String(version) } });
  await self.call('requestPasswordReset', { body: { email } });
  await app.mail.next(email);
  await self.call('changeMyEmail', { body: { email: newEmail } });
  await self.call('confirmEmail', { body: { token: tokenIn(await app.mail.next(newEmail)) } });
  await secondFactorOf(self, newEmail, values);
  Object.assign(values, await liveAsAgent(app, { accountId: account.id, owner, self, id, mark }));
  await self.call('exportUsers').catch(() => undefined);
  app.mail.answer((to) => (to.includes(mark) ? { code: 451, text: `<${to}> is over quota` } : null));
  await self.call('changeMyEmail', { body: { email: values.lastEmail ?? '' } });
  const failed = "select 1 from mails where to_address = $1 and reason like '%over quota%'";
  await waitFor(async () => ((await app.owner.query(failed, [values.lastEmail])).rowCount ? true : null), 'the mail to fail');
  return { id, values };
}

/** Connects one account of a provider, and tries another that nobody has connected. */
async function meetProvider(
  self: Client,
  id: string,
  { oauthEmail: email = '', subject = '', secondSubject = '' }: Person['values'],
) {
  const { version } = (await owner.call('getUser', { params: { id } })).body;
  const headers = { 'if-match': String(version) };
  expect((await owner.call('updateUser', { params: { id }, body: { oauthEmail: email }, headers })).status).toBe(200);
  await connect(self, provider, { subject, email });
  await signInBy(app.visitor(), provider, { subject: secondSubject, email });
}

/** An app, a sign-in under way, and a browser that is remembered. */
async function secondFactorOf(self: Client, email: string, values: Record<string, string>): Promise<void> {
  const { recoveryCodes } = await setUpApp(app, self);
  const browser = new NamedClient(app.url);
  await beginSignIn(browser, { email }, 'app_code');
  const attempt = await beginSignIn(browser, { email }, 'app_code');
  await browser.call('signInWithRecoveryCode', { body: { attempt, recoveryCode: recoveryCodes[0] ?? '', rememberDevice: true } });
  values.otherAddress = browser.address;
}

describe('erasing', () => {
  it('leaves nothing of the person anywhere in the database but the id in the record, for ten minutes among repeats, and for an hour in the live outbox', async () => {
    const { id, values } = await livedIn('zq7x');
    const searched = Object.values(values);
    const before = await placesOf(app, searched);
    for (const value of searched)
      expect(
        before.some((place) => place.endsWith(`: ${value}`)),
        value,
      ).toBe(true);
    const tables = new Set(before.map((place) => place.split('.').slice(0, 2).join('.')));
    const everywhere = ['users', 'sessions', 'links', 'mails', 'activity_values', 'idempotency_keys', 'remembered_devices'];
    expect([...tables]).toEqual(expect.arrayContaining(everywhere.map((name) => `public.${name}`)));
    // A table that comes later and belongs to users has to be filled above too.
    const { all, without } = await tablesWithout(app, id);
    expect(all.length).toBeGreaterThan(20);
    expect(without).toEqual([]);
    const heir = await makeAgent(app, account.id);

    expect((await owner.call('deleteUser', { params: { id }, query: { handOverTo: [heir.id] } })).status).toBe(204);
    const actions = await actionsAbout(app, id);
    expect(actions).toEqual(expect.arrayContaining(['lead.assigned', 'agent.sip_password_made', 'user.deleted']));
    expect((await owner.call('eraseUser', { params: { id } })).status).toBe(204);

    expect(await placesOf(app, searched)).toEqual([]);
    expect(await actionsAbout(app, id)).toEqual([...actions, 'user.erased']);
    const columns = (await placesOf(app, [id])).map((place) => place.split(':')[0]);
    expect(new Set(columns)).toEqual(
      new Set([
        'public.activity.actor_id',
        'public.activity.target_id',
        // For ten minutes: what was refused again and again, without a value.
        'public.activity_repeats.target_id',
        'public.live_events.data',
      ]),
    );
  });

  it('of the first main user of an account takes along where they signed up from', async () => {
    const self = new NamedClient(app.url);
    const [email, next] = ['founder@vapour.example', 'heir@vapour.example'];
    const form = { companyName: 'Vapour', firstName: 'Founder', lastName: 'Zz', email, password: PASSWORD };
    await self.call('signUp', { body: form });
    await self.call('activate', { body: { token: tokenIn(await app.mail.next(email)), password: PASSWORD } });
    await self.call('signIn', { body: { login: email, password: PASSWORD } });
    const me = (await self.call('getMe')).body;
    const heir = await app.make.user(me.account.id, { email: next });
    const body = { userId: heir.id, formerMainUser: { delete: true as const }, password: PASSWORD };
    expect((await self.call('handOver', { body })).status).toBe(204);
    await app.mail.next(email);
    const by = await app.make.signedIn(heir);
    expect((await by.call('eraseUser', { params: { id: me.id } })).status).toBe(204);
    expect(await placesOf(app, [email, 'Founder', self.address, DEVICE])).toEqual([]);
  });

  it('frees address and username, and the user is not there any more', async () => {
    const ben = await app.make.user(account.id, { username: 'freed', status: 'deleted' });
    expect((await owner.call('eraseUser', { params: { id: ben.id } })).status).toBe(204);
    for (const name of ['getUser', 'restoreUser', 'eraseUser', 'listUserActivity', 'listUserSessions'] as const) {
      expect((await owner.call(name, { params: { id: ben.id } })).problem.code, name).toBe('user.not_found');
    }
    const body = { firstName: 'New', lastName: 'Ben', email: ben.email, username: 'freed' };
    expect((await owner.call('createUser', { body })).status).toBe(201);
  });

  it('asks for a password typed within five minutes', async () => {
    const ben = await app.make.user(account.id, { status: 'deleted' });
    const late = await app.make.signedIn(account.owner, { provedSecondsAgo: 301 });
    expect((await late.call('eraseUser', { params: { id: ben.id } })).problem.code).toBe('session.step_up');
    await late.call('proveMyself', { body: { password: PASSWORD } });
    expect((await late.call('eraseUser', { params: { id: ben.id } })).status).toBe(204);
  });

  it('is not possible behind the product’s back: neither who is not deleted, nor in another account', async () => {
    const active = await app.make.user(account.id);
    const theirs = await app.make.user((await app.make.account()).id, { status: 'deleted' });
    for (const { id } of [active, theirs]) {
      const { rows } = await app.db.write(account.id, (tx) =>
        sql<{ done: boolean }>`select erase_user(${id}::uuid) as done`.execute(tx),
      );
      expect(rows).toEqual([{ done: false }]);
      expect((await app.owner.query('select 1 from users where id = $1', [id])).rowCount).toBe(1);
    }
  });
});

describe('after thirty days', () => {
  it('the worker erases whoever was not restored, each with an entry, and nobody else', async () => {
    const other = await app.make.account();
    const made = await Promise.all(
      [account.id, other.id].flatMap((id) => [
        app.make.user(id, { status: 'deleted', roles: ['reports'] }),
        app.make.user(id, { status: 'deleted' }),
        app.make.user(id),
      ]),
    );
    const old = made.filter((_, index) => index % 3 === 0).map(({ id }) => id);
    await app.owner.query("update users set deleted_at = now() - interval '30 days 1 second' where id = any($1)", [old]);
    await app.db.write(account.id, (tx) => addJob(tx, 'erase_users', {}));
    const left = async () => (await app.owner.query('select id from users where id = any($1)', [made.map(({ id }) => id)])).rows;
    await waitFor(async () => ((await left()).length === 4 ? true : null), 'the worker to erase');
    expect((await left()).map(({ id }) => id)).toEqual(
      expect.arrayContaining(made.map(({ id }) => id).filter((id) => !old.includes(id))),
    );
    for (const id of old) expect(await actionsAbout(app, id)).toEqual(['user.erased']);
  });

  it('one who cannot be erased keeps none of the others', async () => {
    const account = await app.make.account();
    const [stuck, other] = [
      await app.make.user(account.id, { status: 'deleted' }),
      await app.make.user(account.id, { status: 'deleted' }),
    ];
    await app.owner.query("update users set deleted_at = now() - interval '31 days' where id = $1", [other.id]);
    await app.owner.query("update users set deleted_at = now() - interval '32 days' where id = $1", [stuck.id]);
    await app.owner.query(`create function refuse_it() returns trigger language plpgsql as $$ begin raise exception 'stuck'; end $$;
      create trigger stuck before delete on users for each row when (old.id = '${stuck.id}') execute function refuse_it()`);
    const worker = openDatabase(app.urls.worker, 1);
    await expect(eraseExpired(worker)).rejects.toThrow('1 of 2 users could not be erased');
    expect(await actionsAbout(app, other.id)).toEqual(['user.erased']);
    await app.owner.query('drop trigger stuck on users');
    await eraseExpired(worker);
    expect(await actionsAbout(app, stuck.id)).toEqual(['user.erased']);
    await worker.close();
  });

  it('it alone may look for them in every account', async () => {
    const looks = app.db.write(account.id, (tx) => sql`select * from users_to_erase()`.execute(tx));
    await expect(looks).rejects.toThrow('permission denied');
  });

  it('it looks by itself, every hour', async () => {
    const { rows } = await app.owner.query('select identifier from graphile_worker._private_known_crontabs order by 1');
    expect(rows.map(({ identifier }) => identifier)).toEqual([
      'clean_up',
      'close_repeats',
      'drop_activity',
      'erase_users',
      'make_activity_months',
    ]);
  });
});
