import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSecrets } from '../platform/secrets.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { answerOf, connect, type OpenIdProvider, signInBy, startOpenIdProvider } from '../testing/openid-provider.ts';
import { entriesAbout } from '../testing/record.ts';
import { placeOf } from './providers.ts';
import { resealProviders } from './reseal-providers.ts';

let app: TestApp;
let acme: OpenIdProvider;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  acme = await startOpenIdProvider();
  app = await startTestApp({ OUTGOING_ALLOW: '127.0.0.1/32' });
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});
afterAll(async () => {
  await app.close();
  await acme.close();
});

const SECRET = 'a-secret-of-the-operator';
const fieldsOf = (name: string) => ({ name, issuer: acme.issuer, clientId: 'rollcall', clientSecret: SECRET });

/** An account with a provider of its own that is switched on. */
async function ownProvider(name = 'Northwind ID') {
  const made = await app.make.account();
  const client = await app.make.signedIn(made.owner);
  const { id } = (await client.call('addAccountProvider', { body: fieldsOf(name) })).body;
  expect((await client.call('updateAccountProvider', { params: { id }, body: { isOn: true } })).status).toBe(200);
  return { account: made, client, id };
}

describe('an account’s own provider', () => {
  it('is added by the main user or an Admin, off at first, and never shows its secret', async () => {
    const added = await owner.call('addAccountProvider', { body: fieldsOf('Northwind ID') });
    expect(added.body).toEqual({
      id: added.body.id,
      name: 'Northwind ID',
      issuer: acme.issuer,
      clientId: 'rollcall',
      isOn: false,
      redirectUri: `http://rollcall.test/sign-in/callback/${added.body.id}`,
      connectedUsers: 0,
    });
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    expect((await admin.call('listAccountProviders')).body.items).toEqual([added.body]);
    expect((await admin.call('listAccountProviders')).body.can).toEqual({ manage: { ok: true } });
    const lesser = await app.make.signedIn(await app.make.user(account.id, { roles: ['reports', 'orders'] }));
    expect((await lesser.call('listAccountProviders')).problem.code).toBe('permission.missing');
    expect((await lesser.call('addAccountProvider', { body: fieldsOf('Mine') })).problem.code).toBe('permission.missing');
    const [entry] = await entriesAbout(app, added.body.id);
    expect(entry).toMatchObject({ action: 'sign_in_provider.added', target_type: 'sign_in_provider' });
    expect(entry?.changes).toMatchObject({ name: { new: 'Northwind ID' }, clientSecret: 'changed' });
    const { rows } = await app.owner.query('select client_secret from account_sign_in_providers where id = $1', [added.body.id]);
    expect(rows[0].client_secret.toString()).not.toContain(SECRET);
    expect(JSON.stringify(await entriesAbout(app, added.body.id))).not.toContain(SECRET);
  });

  it('has a name of its own and a proper issuer', async () => {
    expect((await owner.call('addAccountProvider', { body: fieldsOf('Northwind ID') })).problem.code).toBe('provider.name_taken');
    for (const issuer of ['acme.example', 'ftp://acme.example', 'https://acme.example/?x=1', 'https://a:b@acme.example']) {
      const refused = await owner.call('addAccountProvider', { body: { ...fieldsOf('Bad'), issuer } });
      expect(refused.problem.errors, issuer).toMatchObject([{ path: 'issuer', code: 'field.issuer' }]);
    }
  });

  it('is one of five at most', async () => {
    const client = await app.make.signedIn((await app.make.account()).owner);
    for (const name of ['A', 'B', 'C', 'D', 'E']) await client.call('addAccountProvider', { body: fieldsOf(name) });
    const refused = await client.call('addAccountProvider', { body: fieldsOf('F') });
    expect(refused.problem).toMatchObject({ code: 'provider.too_many', params: { most: 5 } });
  });

  it('changes; another issuer needs the secret again, so that none goes to whom it was not made for', async () => {
    const { client, id } = await ownProvider();
    const params = { id };
    const moved = await client.call('updateAccountProvider', { params, body: { issuer: 'https://elsewhere.example' } });
    expect(moved.problem.errors).toMatchObject([{ path: 'clientSecret', code: 'field.required' }]);
    const body = { issuer: 'https://elsewhere.example', clientSecret: 'other', name: 'Elsewhere', clientId: 'b' };
    expect((await client.call('updateAccountProvider', { params, body })).body).toMatchObject({
      name: 'Elsewhere',
      clientId: 'b',
    });
    expect((await entriesAbout(app, id)).at(-1)).toMatchObject({
      action: 'sign_in_provider.changed',
      changes: { issuer: { old: acme.issuer, new: 'https://elsewhere.example' }, clientSecret: 'changed' },
    });
    const { length } = await entriesAbout(app, id);
    await client.call('updateAccountProvider', { params, body: {} });
    expect(await entriesAbout(app, id)).toHaveLength(length);
  });

  it('does not exist for another account', async () => {
    const { id } = await ownProvider();
    const params = { id };
    expect((await owner.call('updateAccountProvider', { params, body: { isOn: false } })).problem.code).toBe(
      'provider.not_found',
    );
    expect((await owner.call('removeAccountProvider', { params })).problem.code).toBe('provider.not_found');
    expect((await owner.call('testAccountProvider', { params })).problem.code).toBe('provider.not_found');
    expect((await owner.call('beginConnecting', { body: { provider: id } })).problem.code).toBe('provider.not_found');
  });

  it('is tested by reading what it says about itself', async () => {
    const { client, id } = await ownProvider();
    expect((await client.call('testAccountProvider', { params: { id } })).body).toEqual({
      issuer: acme.issuer,
      authorizationEndpoint: `${acme.issuer}/auth`,
      tokenEndpoint: `${acme.issuer}/token`,
    });
    for (const issuer of [
      'http://127.0.0.2:1',
      'http://127.0.0.1:1',
      'https://169.254.169.254',
      'https://[::1]:443',
      `${acme.issuer}/x`,
    ]) {
      await client.call('updateAccountProvider', { params: { id }, body: { issuer, clientSecret: 'x' } });
      const refused = await client.call('testAccountProvider', { params: { id } });
      expect(refused.problem.code, issuer).toBe('provider.unavailable');
    }
  });

  it('is never reached in a private network where the operator has not allowed it', async () => {
    const strict = await startTestApp();
    const client = await strict.make.signedIn((await strict.make.account()).owner);
    const { id } = (await client.call('addAccountProvider', { body: fieldsOf('Inside') })).body;
    expect((await client.call('testAccountProvider', { params: { id } })).problem.code).toBe('provider.unavailable');
    await strict.close();
  });
});

describe('on the sign-in page', () => {
  it('it stands beside the operator’s once the account code is typed, while it is on', async () => {
    const { account: made, client, id } = await ownProvider();
    const visitor = app.visitor();
    const ask = async (accountCode?: string) =>
      (await visitor.call('listSignInProviders', { query: accountCode ? { accountCode } : {} })).body.items;
    expect(await ask()).toEqual([]);
    expect(await ask(` ${made.code.toLowerCase()} `)).toEqual([{ id, name: 'Northwind ID' }]);
    const without = await app.make.account();
    expect(await ask('ZZZZZZ')).toEqual(await ask(without.code));
    await client.call('updateAccountProvider', { params: { id }, body: { isOn: false } });
    expect(await ask(made.code)).toEqual([]);
    expect((await visitor.call('beginProviderSignIn', { body: { provider: id } })).problem.code).toBe('provider.not_found');
  });

  it('it signs in to its account, and to no other where the same identity is connected', async () => {
    const [one, two] = [await ownProvider(), await ownProvider()];
    const person = { subject: newId(), email: 'shared@acme.example' };
    await connect(one.client, acme, person, one.id);
    await connect(two.client, acme, person, two.id);
    const visitor = app.visitor();
    expect((await signInBy(visitor, acme, person, two.id)).body.next).toBe('done');
    expect((await visitor.call('getMe')).body.account.id).toBe(two.account.id);
    const { items } = (await two.client.call('listAccountProviders')).body;
    expect(items[0]?.connectedUsers).toBe(1);
  });

  it('it knows the addresses of its own account only', async () => {
    const one = await ownProvider();
    const elsewhere = await app.make.user(account.id);
    const refused = await signInBy(app.visitor(), acme, { subject: newId(), email: elsewhere.email }, one.id);
    expect(refused.problem.code).toBe('provider.not_connected');
    const own = await app.make.user(one.account.id);
    const waits = await signInBy(app.visitor(), acme, { subject: newId(), email: own.email }, one.id);
    expect(waits.body.next).toBe('connect');
  });

  it('it does not finish what was begun before it was switched off or removed', async () => {
    const { client, id } = await ownProvider();
    const person = { subject: newId(), email: 'late@acme.example' };
    await connect(client, acme, person, id);
    const visitor = app.visitor();
    const answer = await answerOf(visitor, acme, person, id);
    await client.call('removeAccountProvider', { params: { id } });
    expect((await visitor.call('finishProviderSignIn', { body: answer })).problem.code).toBe('provider.not_found');
    expect((await entriesAbout(app, id)).at(-1)?.action).toBe('sign_in_provider.removed');
    // What was connected stays, for when the same provider comes back.
    const again = (await client.call('addAccountProvider', { body: fieldsOf('Back') })).body;
    expect(again.connectedUsers).toBe(1);
  });
});

describe('the secret of a provider', () => {
  it('moves to the newest key, and opens nowhere else', async () => {
    const { account: made, id } = await ownProvider();
    const read = async () => {
      const { rows } = await app.owner.query('select client_secret, key_id from account_sign_in_providers where id = $1', [id]);
      return { secret: rows[0].client_secret, keyId: rows[0].key_id } as { secret: Buffer; keyId: Buffer };
    };
    const before = Buffer.from(app.config.ROLLCALL_SECRET_KEY ?? '', 'base64');
    const newest = createSecrets([randomBytes(32), before]);
    expect(await resealProviders(app.db, newest)).toBeGreaterThan(0);
    const sealed = await read();
    expect(sealed.keyId).toEqual(newest.newestKeyId);
    expect(newest.open(placeOf(made.id, id), sealed).toString()).toBe(SECRET);
    expect(() => newest.open(placeOf(account.id, id), sealed)).toThrow();
    expect(await resealProviders(app.db, newest)).toBe(0);
  });
});
