import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { setUpApp, totp } from '../testing/authenticator.ts';
import { connect, type OpenIdProvider, signInBy, startOpenIdProvider, stranger } from '../testing/openid-provider.ts';
import { atOnce, tally } from '../testing/races.ts';
import { entriesAbout } from '../testing/record.ts';

let app: TestApp;
let acme: OpenIdProvider;
beforeAll(async () => {
  acme = await startOpenIdProvider();
  app = await startTestApp({ ...acme.settings, OUTGOING_ALLOW: '127.0.0.1/32' });
});
afterAll(async () => {
  await app.close();
  await acme.close();
});

const fieldsOf = (name: string, issuer = acme.issuer) => ({
  name,
  issuer,
  clientId: 'rollcall',
  clientSecret: 'a-secret-of-the-operator',
});

/** An account with a provider of its own, and its main user who has connected it. */
async function ownProvider() {
  const account = await app.make.account();
  const client = await app.make.signedIn(account.owner);
  const { id } = (await client.call('addAccountProvider', { body: fieldsOf('Northwind ID') })).body;
  await client.call('updateAccountProvider', { params: { id }, body: { isOn: true } });
  const person = stranger();
  const connection = await connect(client, acme, person, id);
  return { account, client, id, person, connection };
}

const off = { isOn: false };

describe('a sign-in under way by a provider', () => {
  it('waits for the second factor no longer once the identity is disconnected', async () => {
    const { client, id, person, connection } = await ownProvider();
    const { secret } = await setUpApp(app, client);
    const visitor = app.visitor();
    const { body } = await signInBy(visitor, acme, person, id);
    const attempt = 'attempt' in body ? body.attempt : '';
    await client.call('disconnect', { params: { id: connection.id } });
    const late = await visitor.call('signInWithCode', { body: { attempt, code: totp(secret) } });
    expect(late.problem.code).toBe('sign_in.expired');
    expect((await visitor.call('getMe')).problem.code).toBe('session.required');
  });

  it.each(['switched off', 'removed', 'given another client'])('ends where the provider is %s', async (how) => {
    const { account, client, id, person } = await ownProvider();
    await app.owner.query('update users set session_limit = 1 where id = $1', [account.owner.id]);
    const visitor = app.visitor();
    expect((await signInBy(visitor, acme, person, id)).problem.code).toBe('session.limit_reached');
    const params = { id };
    if (how === 'removed') await client.call('removeAccountProvider', { params });
    else await client.call('updateAccountProvider', { params, body: how === 'switched off' ? off : { clientId: 'another' } });
    const late = await visitor.call('continueProviderSignIn', { body: { endOldest: true } });
    expect(late.problem.code).toBe('provider.expired');
    expect((await client.call('getMe')).status).toBe(200);
  });

  it('ends at the second factor too where the provider is switched off', async () => {
    const { client, id, person } = await ownProvider();
    const { secret } = await setUpApp(app, client);
    const visitor = app.visitor();
    const { body } = await signInBy(visitor, acme, person, id);
    await client.call('updateAccountProvider', { params: { id }, body: off });
    const attempt = 'attempt' in body ? body.attempt : '';
    const late = await visitor.call('signInWithCode', { body: { attempt, code: totp(secret) } });
    expect(late.problem.code).toBe('sign_in.expired');
  });

  it('from an address that is not allowed is recorded, and asks for no second factor', async () => {
    const { account, client, id, person } = await ownProvider();
    await setUpApp(app, client);
    await app.owner.query('update users set limits_addresses = true where id = $1', [account.owner.id]);
    const refused = await signInBy(app.visitor(), acme, person, id);
    expect(refused.problem.code).toBe('session.address_not_allowed');
    expect((await entriesAbout(app, account.owner.id)).at(-1)).toMatchObject({
      action: 'user.sign_in_failed',
      changes: { reason: { new: 'address' }, provider: { new: 'Northwind ID' } },
    });
  });
});

describe('what a user has connected', () => {
  it('is seen by who sees the user, and goes when it is disconnected', async () => {
    const { account, client, person, connection } = await ownProvider();
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    const seen = async () =>
      (await admin.call('getUserSecondFactor', { params: { id: account.owner.id } })).body.connectedAccounts;
    expect(await seen()).toEqual([connection]);
    expect(connection.email).toBe(person.email);
    const lesser = await app.make.signedIn(await app.make.user(account.id));
    const refused = await lesser.call('getUserSecondFactor', { params: { id: account.owner.id } });
    expect(refused.problem.code).toBe('permission.missing');
    await client.call('disconnect', { params: { id: connection.id } });
    expect(await seen()).toEqual([]);
  });
});

describe('an account’s own providers', () => {
  it('are five at most, also of twenty that are added at once', async () => {
    const client = await app.make.signedIn((await app.make.account()).owner);
    const answers = await atOnce(20, (n) => client.call('addAccountProvider', { body: fieldsOf(`Provider ${n}`) }));
    expect(tally(answers)).toEqual({ 201: 5, 'provider.too_many': 15 });
  });

  it('are asked about themselves once, however many ask at the same moment', async () => {
    let asked = 0;
    const broken = createServer((_, response) => {
      asked += 1;
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`;
    const client = await app.make.signedIn((await app.make.account()).owner);
    const { id } = (await client.call('addAccountProvider', { body: fieldsOf('Broken', issuer) })).body;
    await client.call('updateAccountProvider', { params: { id }, body: { isOn: true } });
    const answers = await atOnce(30, () => app.visitor().call('beginProviderSignIn', { body: { provider: id } }));
    expect(tally(answers)).toEqual({ 'provider.unavailable': 30 });
    expect(asked).toBe(1);
    // Whoever tries it out wants to know how it is now.
    await client.call('testAccountProvider', { params: { id } });
    expect(asked).toBe(2);
    broken.closeAllConnections();
    await new Promise((resolve) => broken.close(resolve));
  });
});
