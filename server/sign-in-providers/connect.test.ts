import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, PASSWORD } from '../testing/factories.ts';
import {
  answerOf,
  connect,
  type OpenIdProvider,
  type ProviderPerson,
  signInBy,
  startOpenIdProvider,
  stranger,
  visitProvider,
} from '../testing/openid-provider.ts';
import { tally } from '../testing/races.ts';
import { entriesAbout } from '../testing/record.ts';

let app: TestApp;
let acme: OpenIdProvider;
let account: MadeAccount;
beforeAll(async () => {
  acme = await startOpenIdProvider();
  app = await startTestApp(acme.settings);
  account = await app.make.account();
});
afterAll(async () => {
  await app.close();
  await acme.close();
});

/** Begins to connect, and goes through the provider. */
async function answerFor(client: Client, person: ProviderPerson) {
  acme.seat(person);
  return visitProvider((await client.call('beginConnecting', { body: { provider: 'acme' } })).body.url);
}

describe('in My account', () => {
  it('the provider is connected, whatever its address; recorded, and told by mail', async () => {
    const user = await app.make.user(account.id);
    const client = await app.make.signedIn(user);
    expect((await client.call('listMyConnections')).body).toEqual({
      items: [],
      providers: [{ id: 'acme', name: 'Acme' }],
      waiting: null,
    });
    const person = { ...stranger(), isVerified: false };
    const connection = await connect(client, acme, person);
    expect(connection).toMatchObject({ provider: 'Acme', email: person.email });
    expect((await client.call('listMyConnections')).body.items).toEqual([connection]);
    expect((await app.mail.next(user.email)).subject).toBe('Acme was connected to your user');
    const last = (await entriesAbout(app, user.id)).at(-1);
    expect(last).toMatchObject({
      action: 'user.provider_connected',
      actor_id: user.id,
      changes: { provider: { new: 'Acme' }, email: { new: person.email } },
    });
    expect(await connect(client, acme, person)).toEqual(connection);
    const actions = (await entriesAbout(app, user.id)).map(({ action }) => action);
    expect(actions).toEqual(['user.provider_asked', 'user.provider_connected', 'user.provider_asked']);
  });

  it('belongs to the session that began: somebody else’s answer connects nothing', async () => {
    const [one, two] = [await app.make.user(account.id), await app.make.user(account.id)];
    const attacker = await app.make.signedIn(one);
    const victim = await app.make.signedIn(two);
    const answer = await answerFor(attacker, stranger());
    expect((await victim.call('finishConnecting', { body: answer })).problem.code).toBe('provider.expired');
    // Not even where the attacker's cookie was planted, nor in another session of the same user.
    const planted = attacker.cookie.split('; ').find((pair) => pair.startsWith('rollcall_provider')) ?? '';
    for (const client of [victim, await app.make.signedIn(one)]) {
      const body = await answerFor(attacker, stranger());
      const cookie = attacker.cookie.split('; ').find((pair) => pair.startsWith('rollcall_provider')) ?? planted;
      client.cookie = `${client.cookie.split('; ')[0]}; ${cookie}`;
      expect((await client.call('finishConnecting', { body })).problem.code).toBe('provider.expired');
      expect((await client.call('listMyConnections')).body.items).toEqual([]);
    }
  });

  it('what was begun to sign in connects nothing, and the other way round', async () => {
    const client = await app.make.signedIn(await app.make.user(account.id));
    const toSignIn = await answerOf(client, acme, stranger());
    expect((await client.call('finishConnecting', { body: toSignIn })).problem.code).toBe('provider.expired');
    const toConnect = await answerFor(client, stranger());
    expect((await client.call('finishProviderSignIn', { body: toConnect })).problem.code).toBe('provider.expired');
  });

  it('is for one user of an account: of two at once, one gets it', async () => {
    const person = stranger();
    const clients = [];
    for (let n = 0; n < 5; n += 1) clients.push(await app.make.signedIn(await app.make.user(account.id)));
    const answers = [];
    for (const client of clients) answers.push({ client, body: await answerFor(client, person) });
    const done = await Promise.all(answers.map(({ client, body }) => client.call('finishConnecting', { body })));
    expect(tally(done)).toEqual({ 201: 1, 'identity.taken': 4 });
  });

  it('takes the named address only, once an administrator has named one', async () => {
    const owner = await app.make.signedIn(account.owner);
    const user = await app.make.user(account.id);
    const person = stranger();
    const [params, headers] = [{ id: user.id }, { 'if-match': '1' }];
    const saved = await owner.call('updateUser', { params, body: { oauthEmail: person.email.toUpperCase() }, headers });
    expect(saved.body.oauthEmail).toBe(person.email.toUpperCase());
    const client = await app.make.signedIn(user);
    for (const other of [stranger(), { ...person, isVerified: false }]) {
      const refused = await client.call('finishConnecting', { body: await answerFor(client, other) });
      expect(refused.problem.code).toBe('identity.other_email');
    }
    expect((await connect(client, acme, person)).email).toBe(person.email);
  });

  it('is disconnected: from then on it signs nobody in, and the mail says so', async () => {
    const user = await app.make.user(account.id);
    const client = await app.make.signedIn(user);
    const person = stranger();
    const { id } = await connect(client, acme, person);
    await app.mail.next(user.email);
    const other = await app.make.signedIn(await app.make.user(account.id));
    expect((await other.call('disconnect', { params: { id } })).problem.code).toBe('identity.not_found');
    expect((await client.call('disconnect', { params: { id } })).status).toBe(204);
    expect((await app.mail.next(user.email)).subject).toBe('Acme was disconnected from your user');
    expect((await client.call('disconnect', { params: { id } })).problem.code).toBe('identity.not_found');
    expect((await signInBy(app.visitor(), acme, person)).problem.code).toBe('provider.not_connected');
    expect((await entriesAbout(app, user.id)).at(-1)?.action).toBe('user.provider_disconnected');
  });

  it('between answer and session, disconnecting wins', async () => {
    const user = await app.make.user(account.id);
    await app.owner.query('update users set session_limit = 1 where id = $1', [user.id]);
    const client = await app.make.signedIn(user);
    const person = stranger();
    const { id } = await connect(client, acme, person);
    const visitor = app.visitor();
    expect((await signInBy(visitor, acme, person)).problem.code).toBe('session.limit_reached');
    await client.call('disconnect', { params: { id } });
    const refused = await visitor.call('continueProviderSignIn', { body: { endOldest: true } });
    expect(refused.problem.code).toBe('provider.expired');
  });
});

describe('at the sign-in page', () => {
  it('a verified address waits for the password and a yes; then the provider alone signs in', async () => {
    const user = await app.make.user(account.id);
    const person = { ...stranger(), email: user.email };
    const visitor = app.visitor();
    expect((await signInBy(visitor, acme, person)).body).toEqual({ next: 'connect', provider: 'Acme' });
    expect((await visitor.call('continueProviderSignIn', { body: {} })).problem.code).toBe('provider.expired');
    await visitor.call('signIn', { body: { login: user.email, password: PASSWORD } });
    const waiting = { provider: 'Acme', email: user.email };
    expect((await visitor.call('listMyConnections')).body).toMatchObject({ items: [], waiting });
    expect((await visitor.call('confirmConnecting')).body).toMatchObject({ provider: 'Acme', email: user.email });
    expect((await visitor.call('listMyConnections')).body.waiting).toBeNull();
    const next = app.visitor();
    await signInBy(next, acme, person);
    expect((await next.call('getMe')).body.id).toBe(user.id);
  });

  it('nothing waits for anybody else, in another browser, or after a no', async () => {
    const [user, other] = [await app.make.user(account.id), await app.make.user(account.id)];
    const person = { ...stranger(), email: user.email };
    const visitor = app.visitor();
    await signInBy(visitor, acme, person);
    const cookie = visitor.cookie;
    await visitor.call('signIn', { body: { login: other.email, password: PASSWORD } });
    expect((await visitor.call('listMyConnections')).body.waiting).toBeNull();
    expect((await visitor.call('confirmConnecting')).problem.code).toBe('provider.expired');
    const elsewhere = app.visitor();
    await elsewhere.call('signIn', { body: { login: user.email, password: PASSWORD } });
    expect((await elsewhere.call('confirmConnecting')).problem.code).toBe('provider.expired');
    elsewhere.cookie = `${elsewhere.cookie}; ${cookie}`;
    expect((await elsewhere.call('listMyConnections')).body.waiting).not.toBeNull();
    expect((await elsewhere.call('declineConnecting')).status).toBe(204);
    expect((await elsewhere.call('listMyConnections')).body.waiting).toBeNull();
  });

  it('the OAuth e-mail counts instead of one’s own address', async () => {
    const user = await app.make.user(account.id);
    const person = stranger();
    const key = person.email.toLowerCase();
    await app.owner.query('update users set oauth_email = $2, oauth_email_key = $2 where id = $1', [user.id, key]);
    expect((await signInBy(app.visitor(), acme, person)).body.next).toBe('connect');
    const own = { ...stranger(), email: user.email };
    expect((await signInBy(app.visitor(), acme, own)).problem.code).toBe('provider.not_connected');
  });
});

describe('the OAuth e-mail of a user', () => {
  it('is set by who may edit the user and has typed a password, and belongs to one user', async () => {
    const owner = await app.make.signedIn(account.owner);
    const [one, two] = [await app.make.user(account.id), await app.make.user(account.id)];
    const headers = { 'if-match': '1' };
    const body = { oauthEmail: 'ana@gmail.example' };
    const late = await app.make.signedIn(account.owner, { provedSecondsAgo: 301 });
    expect((await late.call('updateUser', { params: { id: one.id }, body, headers })).problem.code).toBe('session.step_up');
    expect((await owner.call('updateUser', { params: { id: one.id }, body, headers })).body.oauthEmail).toBe('ana@gmail.example');
    const upper = { oauthEmail: 'ANA@gmail.example' };
    const taken = await owner.call('updateUser', { params: { id: two.id }, body: upper, headers });
    expect(taken.problem.errors).toMatchObject([{ path: 'oauthEmail', code: 'user.oauth_email_taken' }]);
    const lesser = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    const refused = await lesser.call('updateUser', { params: { id: account.owner.id }, body, headers });
    expect(refused.problem.code).toBe('user.is_owner');
    const none = { oauthEmail: null };
    const second = { 'if-match': '2' };
    expect((await owner.call('updateUser', { params: { id: one.id }, body: none, headers: second })).body.oauthEmail).toBeNull();
    expect((await entriesAbout(app, one.id)).map(({ changes }) => changes)).toEqual([
      { oauthEmail: { old: null, new: 'ana@gmail.example' } },
      { oauthEmail: { old: 'ana@gmail.example', new: null } },
    ]);
  });
});

describe('from an address that is not allowed', () => {
  it('nobody is signed in', async () => {
    const there = await app.make.account();
    const person = stranger();
    await connect(await app.make.signedIn(there.owner), acme, person);
    await app.owner.query('update users set limits_addresses = true where id = $1', [there.owner.id]);
    const block = "insert into allowed_addresses (account_id, id, block) values ($1, gen_random_uuid(), '203.0.113.0/24')";
    await app.owner.query(block, [there.id]);
    const visitor = app.visitor();
    expect((await signInBy(visitor, acme, person)).problem.code).toBe('session.address_not_allowed');
    expect((await visitor.call('getMe')).problem.code).toBe('session.required');
  });
});
