import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type EvilProvider, startEvilProvider, type Twist } from '../testing/evil-provider.ts';
import type { MadeAccount } from '../testing/factories.ts';

let app: TestApp;
let evil: EvilProvider;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  evil = await startEvilProvider();
  app = await startTestApp(evil.settings);
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  // What every answer below would sign in, if it were believed.
  const begun = await owner.call('beginConnecting', { body: { provider: 'evil' } });
  expect((await owner.call('finishConnecting', { body: evil.answerTo(begun.body.url) })).status).toBe(201);
});
afterEach(() => evil.twist({}));
afterAll(async () => {
  await app.close();
  await evil.close();
});

async function finish(visitor: Client, twist: Twist, extra: object = {}) {
  const begun = await visitor.call('beginProviderSignIn', { body: { provider: 'evil' } });
  evil.twist(twist);
  return visitor.call('finishProviderSignIn', { body: { ...evil.answerTo(begun.body.url), ...extra } });
}

const now = () => Math.floor(Date.now() / 1000);

describe('an answer of the provider', () => {
  it('signs in where all of it holds, so that what follows fails for its own reason', async () => {
    const visitor = app.visitor();
    expect((await finish(visitor, {})).body.next).toBe('done');
    expect((await visitor.call('getMe')).body.id).toBe(account.owner.id);
  });

  it.each<[string, () => Twist]>([
    ['another nonce', () => ({ claims: { nonce: 'another' } })],
    ['no nonce', () => ({ claims: { nonce: undefined } })],
    ['another audience', () => ({ claims: { aud: 'somebody-else' } })],
    ['several audiences, and meant for another', () => ({ claims: { aud: ['rollcall', 'other'], azp: 'other' } })],
    ['another issuer', () => ({ claims: { iss: 'https://accounts.google.com' } })],
    ['no subject', () => ({ claims: { sub: '' } })],
    ['a subject that cannot be read', () => ({ claims: { sub: 'mal\u0000lory' } })],
    ['a subject of 256 characters', () => ({ claims: { sub: 'x'.repeat(256) } })],
    ['a signature by a key that is not published', () => ({ wrongKey: true })],
    ['no signature', () => ({ header: { alg: 'none' } })],
    ['a signature with a shared secret', () => ({ header: { alg: 'HS256' } })],
    ['a token that has run out', () => ({ claims: { exp: now() - 120 } })],
    ['a token of the future', () => ({ claims: { nbf: now() + 600 } })],
    ['no ID token', () => ({ noIdToken: true })],
  ])('with %s signs nobody in', async (_, twist) => {
    const visitor = app.visitor();
    expect((await finish(visitor, twist())).problem.code).toBe('provider.refused');
    expect((await visitor.call('getMe')).problem.code).toBe('session.required');
  });

  it('that names another issuer in the address is refused (RFC 9207)', async () => {
    const refused = await finish(app.visitor(), {}, { iss: 'https://accounts.google.com' });
    expect(refused.problem.code).toBe('provider.refused');
  });

  it('that is a fault of the provider says so', async () => {
    expect((await finish(app.visitor(), { tokenStatus: 500 })).problem.code).toBe('provider.unavailable');
    expect((await finish(app.visitor(), {}, { error: 'server_error' })).problem).toMatchObject({
      code: 'provider.refused',
      params: { reason: 'server_error' },
    });
  });

  it('tolerates a clock that is a minute wrong', async () => {
    expect((await finish(app.visitor(), { claims: { iat: now() + 50, nbf: now() + 50 } })).body.next).toBe('done');
  });
});

describe('an address', () => {
  it.each<[string, object]>([
    ['that is not verified', { email_verified: false }],
    ['that nobody says is verified', { email_verified: undefined }],
    ['that is verified as a text', { email_verified: 'true' }],
  ])('%s is nobody’s', async (_, claims) => {
    const { email } = await app.make.user(account.id);
    const refused = await finish(app.visitor(), { claims: { sub: 'new', email, ...claims } });
    expect(refused.problem.code).toBe('provider.not_connected');
    const { rows } = await app.owner.query("select 1 from provider_answers where purpose = 'connect'");
    expect(rows).toEqual([]);
  });

  it('that is verified waits for the password, and signs nobody in', async () => {
    const { email } = await app.make.user(account.id);
    const visitor = app.visitor();
    const { body } = await finish(visitor, { claims: { sub: 'new', email: email.toUpperCase() } });
    expect(body).toEqual({ next: 'connect', provider: 'Evil' });
    expect((await visitor.call('getMe')).problem.code).toBe('session.required');
  });

  it('of somebody pending, switched off or deleted is nobody’s', async () => {
    for (const status of ['pending', 'inactive', 'deleted'] as const) {
      const { email } = await app.make.user(account.id, { status });
      const refused = await finish(app.visitor(), { claims: { sub: 'new', email } });
      expect(refused.problem.code, status).toBe('provider.not_connected');
    }
  });

  it('that the database could not keep is nobody’s', async () => {
    for (const email of ['a\u0000b@evil.example', `${'x'.repeat(250)}@evil.example`, 7]) {
      expect((await finish(app.visitor(), { claims: { sub: 'new', email } })).problem.code).toBe('provider.not_connected');
    }
  });
});

describe('a provider that names another issuer about itself', () => {
  it('is not gone to', async () => {
    const liar = await startEvilProvider();
    liar.twist({ metadata: { issuer: 'https://accounts.google.com' } });
    const other = await startTestApp(liar.settings);
    const refused = await other.visitor().call('beginProviderSignIn', { body: { provider: 'evil' } });
    expect(refused.problem.code).toBe('provider.unavailable');
    await other.close();
    await liar.close();
  });

  it('or leads to something that is no web page, neither', async () => {
    const liar = await startEvilProvider();
    liar.twist({ metadata: { authorization_endpoint: 'javascript:alert(1)' } });
    const other = await startTestApp(liar.settings);
    const refused = await other.visitor().call('beginProviderSignIn', { body: { provider: 'evil' } });
    expect(refused.problem.code).toBe('provider.unavailable');
    await other.close();
    await liar.close();
  });
});
