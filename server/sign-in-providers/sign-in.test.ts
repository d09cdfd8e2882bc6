import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { totp } from '../testing/authenticator.ts';
import { type MadeAccount, PASSWORD } from '../testing/factories.ts';
import { answerOf, connect, type OpenIdProvider, signInBy, startOpenIdProvider, stranger } from '../testing/openid-provider.ts';
import { atOnce, tally } from '../testing/races.ts';
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

/** A user who has connected their person at the provider. */
async function connected(accountId = account.id) {
  const person = stranger();
  const user = await app.make.user(accountId);
  const client = await app.make.signedIn(user);
  const connection = await connect(client, acme, person);
  return { user, person, client, connection };
}

describe('the providers on the sign-in page', () => {
  it('are those of the operator, by name', async () => {
    const { body } = await app.visitor().call('listSignInProviders');
    expect(body).toEqual({ items: [{ id: 'acme', name: 'Acme' }] });
  });

  it('lead to the provider with PKCE, nonce and state, and keep the verifier here', async () => {
    const visitor = app.visitor();
    const begun = await visitor.call('beginProviderSignIn', { body: { provider: 'acme' } });
    const url = new URL(begun.body.url);
    expect(url.origin).toBe(acme.issuer);
    const query = Object.fromEntries(url.searchParams);
    expect(query).toMatchObject({
      client_id: 'rollcall',
      response_type: 'code',
      scope: 'openid email',
      redirect_uri: 'http://rollcall.test/sign-in/callback/acme',
      code_challenge_method: 'S256',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(query[name], name).toMatch(/^[\w-]{43}$/);
    expect(begun.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^rollcall_provider=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=1200$/),
    ]);
    const { rows } = await app.owner.query('select * from provider_authorizations');
    expect(rows).toHaveLength(1);
    expect(begun.body.url).not.toContain(rows[0].code_verifier);
    expect(JSON.stringify(rows)).not.toContain(String(query.state));
  });

  it('are refused where there is no such provider', async () => {
    for (const provider of ['google', 'nobody', '0198e0f2-0000-7000-8000-000000000000']) {
      const refused = await app.visitor().call('beginProviderSignIn', { body: { provider } });
      expect(refused.problem.code, provider).toBe('provider.not_found');
    }
  });
});

describe('somebody who has connected the provider', () => {
  it('is signed in by issuer and subject, also where the address is another one now', async () => {
    const { user, person } = await connected();
    const visitor = app.visitor();
    const done = await signInBy(visitor, acme, { ...person, email: 'changed@acme.example', isVerified: false });
    expect(done.body).toMatchObject({ next: 'done', passwordChangeRequired: false });
    expect((await visitor.call('getMe')).body.id).toBe(user.id);
    const last = (await entriesAbout(app, user.id)).at(-1);
    expect(last).toMatchObject({ action: 'user.signed_in', changes: { provider: { new: 'Acme' } } });
  });

  it('has typed no password, so what matters asks for it', async () => {
    const { person } = await connected();
    const visitor = app.visitor();
    await signInBy(visitor, acme, person);
    const refused = await visitor.call('changeMyEmail', { body: { email: 'new@northwind.example' } });
    expect(refused.problem.code).toBe('session.step_up');
    await visitor.call('proveMyself', { body: { password: PASSWORD } });
    expect((await visitor.call('changeMyEmail', { body: { email: 'new@northwind.example' } })).status).toBe(202);
  });

  it('is asked for the second factor, and remains one who typed no password', async () => {
    const { user, person, client } = await connected();
    const { secret, setup } = (await client.call('prepareMyApp')).body;
    await client.call('setUpMyApp', { body: { setup, code: totp(secret) } });
    await app.owner.query('update authenticators set last_step = 0');
    const visitor = app.visitor();
    const { body } = await signInBy(visitor, acme, person);
    expect(body).toMatchObject({ next: 'app_code', hasRecoveryCodes: true });
    expect((await visitor.call('getMe')).problem.code).toBe('session.required');
    const attempt = 'attempt' in body ? body.attempt : '';
    expect((await visitor.call('signInWithCode', { body: { attempt, code: totp(secret) } })).status).toBe(201);
    expect((await visitor.call('getMe')).body.id).toBe(user.id);
    const last = (await entriesAbout(app, user.id)).at(-1);
    expect(last?.changes).toMatchObject({ provider: { new: 'Acme' }, secondFactor: { new: 'app_code' } });
    expect((await visitor.call('removeMyApp')).problem.code).toBe('session.step_up');
  });

  it('is refused while switched off or deleted, as with a password', async () => {
    const { user, person } = await connected();
    await app.owner.query("update users set status = 'inactive' where id = $1", [user.id]);
    expect((await signInBy(app.visitor(), acme, person)).problem.code).toBe('session.inactive');
    const last = (await entriesAbout(app, user.id)).at(-1);
    expect(last).toMatchObject({
      action: 'user.sign_in_failed',
      changes: { reason: { new: 'inactive' }, provider: { new: 'Acme' } },
    });
    await app.owner.query("update users set status = 'pending' where id = $1", [user.id]);
    expect((await signInBy(app.visitor(), acme, person)).problem.code).toBe('session.not_confirmed');
    await app.owner.query("update users set status = 'deleted', deleted_at = now(), deleted_from = 'active' where id = $1", [
      user.id,
    ]);
    expect((await signInBy(app.visitor(), acme, person)).problem.code).toBe('provider.not_connected');
  });

  it('keeps to the limit of sessions, and may end the oldest without going to the provider again', async () => {
    const { user, person, client } = await connected();
    await app.owner.query('update users set session_limit = 1 where id = $1', [user.id]);
    const visitor = app.visitor();
    expect((await signInBy(visitor, acme, person)).problem.code).toBe('session.limit_reached');
    expect((await visitor.call('continueProviderSignIn', { body: {} })).problem.code).toBe('session.limit_reached');
    const other = await app.visitor().call('continueProviderSignIn', { body: { endOldest: true } });
    expect(other.problem.code).toBe('provider.expired');
    const done = await visitor.call('continueProviderSignIn', { body: { endOldest: true } });
    expect(done.body.next).toBe('done');
    expect((await visitor.call('getMe')).status).toBe(200);
    expect((await client.call('getMe')).problem.code).toBe('session.required');
    expect((await visitor.call('continueProviderSignIn', { body: { endOldest: true } })).problem.code).toBe('provider.expired');
  });

  it('holds the limit of three under twenty at once', async () => {
    const { user, person } = await connected();
    await app.owner.query('update users set session_limit = 3 where id = $1', [user.id]);
    await app.owner.query('delete from sessions where user_id = $1', [user.id]);
    const answers = [];
    for (let n = 0; n < 20; n += 1) {
      const visitor = app.visitor();
      answers.push({ visitor, answer: await answerOf(visitor, acme, person) });
    }
    const done = await Promise.all(answers.map(({ visitor, answer }) => visitor.call('finishProviderSignIn', { body: answer })));
    expect(tally(done)).toEqual({ 201: 3, 'session.limit_reached': 17 });
  });

  it('chooses the account where several people share the identity', async () => {
    const there = await app.make.account({ name: 'Southwind' });
    const { user, person } = await connected();
    const double = await app.make.user(there.id);
    await connect(await app.make.signedIn(double), acme, person);
    const visitor = app.visitor();
    const { body } = await signInBy(visitor, acme, person);
    expect(body).toEqual({
      next: 'account',
      accounts: [
        { code: account.code, name: 'Northwind' },
        { code: there.code, name: 'Southwind' },
      ],
    });
    expect((await visitor.call('getMe')).problem.code).toBe('session.required');
    expect((await visitor.call('continueProviderSignIn', { body: {} })).problem.code).toBe('provider.expired');
    expect((await visitor.call('continueProviderSignIn', { body: { accountCode: 'NOBODY' } })).problem.code).toBe(
      'provider.expired',
    );
    await visitor.call('continueProviderSignIn', { body: { accountCode: there.code.toLowerCase() } });
    expect((await visitor.call('getMe')).body.id).toBe(double.id);
    expect(user.id).not.toBe(double.id);
  });
});

describe('what the provider answered', () => {
  it('works once: of a hundred at once, one is signed in', async () => {
    const { person } = await connected();
    const visitor = app.visitor();
    const answer = await answerOf(visitor, acme, person);
    const answers = await atOnce(100, () => visitor.call('finishProviderSignIn', { body: answer }));
    expect(tally(answers)).toEqual({ 201: 1, 'provider.expired': 99 });
  });

  it('works in the browser that began, and in no other', async () => {
    const { person } = await connected();
    const [victim, attacker] = [app.visitor(), app.visitor()];
    const answer = await answerOf(attacker, acme, person);
    expect((await victim.call('finishProviderSignIn', { body: answer })).problem.code).toBe('provider.expired');
    await victim.call('beginProviderSignIn', { body: { provider: 'acme' } });
    expect((await victim.call('finishProviderSignIn', { body: answer })).problem.code).toBe('provider.expired');
    expect((await victim.call('getMe')).problem.code).toBe('session.required');
  });

  it('is refused with another state, another provider, or after ten minutes', async () => {
    const { person } = await connected();
    const visitor = app.visitor();
    const answer = await answerOf(visitor, acme, person);
    const withOther = { ...answer, state: 'x'.repeat(43) };
    expect((await visitor.call('finishProviderSignIn', { body: withOther })).problem.code).toBe('provider.expired');
    await app.owner.query('update provider_authorizations set expires_at = now()');
    expect((await visitor.call('finishProviderSignIn', { body: answer })).problem.code).toBe('provider.expired');
    const again = { ...(await answerOf(visitor, acme, person)), provider: 'google' };
    expect((await visitor.call('finishProviderSignIn', { body: again })).problem.code).toBe('provider.expired');
  });

  it('is refused with a code that was used already, or somebody else’s', async () => {
    const { person } = await connected();
    const [one, two] = [app.visitor(), app.visitor()];
    const used = await answerOf(one, acme, person);
    await one.call('finishProviderSignIn', { body: used });
    const fresh = await answerOf(two, acme, person);
    const refused = await two.call('finishProviderSignIn', { body: { ...fresh, code: used.code } });
    expect(refused.problem).toMatchObject({ code: 'provider.refused', params: { reason: 'invalid_grant' } });
    const injected = await answerOf(app.visitor(), acme, person);
    const again = await answerOf(two, acme, person);
    // The code of another browser needs the verifier of that browser.
    const answer = await two.call('finishProviderSignIn', { body: { ...again, code: injected.code } });
    expect(answer.problem).toMatchObject({ code: 'provider.refused', params: { reason: 'invalid_grant' } });
  });

  it('may be that the person cancelled', async () => {
    const visitor = app.visitor();
    const answer = await answerOf(visitor, acme, null);
    expect(answer.error).toBe('access_denied');
    expect((await visitor.call('finishProviderSignIn', { body: answer })).problem.code).toBe('provider.cancelled');
  });

  it('is not taken from a provider that is away', async () => {
    const away = await startOpenIdProvider();
    const other = await startTestApp(away.settings);
    const visitor = other.visitor();
    const answer = await answerOf(visitor, away, stranger());
    await away.close();
    expect((await visitor.call('finishProviderSignIn', { body: answer })).problem.code).toBe('provider.unavailable');
    await other.close();
    const settings = { OIDC_PROVIDERS: acme.settings.OIDC_PROVIDERS?.replaceAll(acme.issuer, 'http://127.0.0.1:1') ?? '' };
    const never = await startTestApp(settings);
    const refused = await never.visitor().call('beginProviderSignIn', { body: { provider: 'acme' } });
    expect(refused.problem.code).toBe('provider.unavailable');
    await never.close();
  });

  it('is malformed where parts are missing', async () => {
    const { problem } = await app.visitor().call('finishProviderSignIn', { body: { provider: '../x', state: '' } });
    expect(problem.errors).toMatchObject([{ path: 'provider', code: 'field.invalid' }]);
    const visitor = app.visitor();
    const { code: _, ...rest } = await answerOf(visitor, acme, stranger());
    expect((await visitor.call('finishProviderSignIn', { body: rest })).problem.code).toBe('provider.refused');
  });
});

describe('limits', () => {
  it('hold for beginnings from one address, and for guesses of account codes', async () => {
    const visitor = app.visitor();
    const begun = await atOnce(121, () => visitor.call('beginProviderSignIn', { body: { provider: 'acme' } }));
    expect(tally(begun)).toEqual({ 201: 120, 'request.too_many': 1 });
    const query = { accountCode: 'K7M2PQ' };
    const guesses = await atOnce(121, () => visitor.call('listSignInProviders', { query }));
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(1);
    expect((await visitor.call('listSignInProviders')).status).toBe(200);
  });

  it('take what has run out away', async () => {
    await app.visitor().call('beginProviderSignIn', { body: { provider: 'acme' } });
    await app.owner.query('update provider_authorizations set expires_at = now()');
    await app.owner.query('update provider_answers set expires_at = now()');
    await app.owner.query('select clean_up_providers()');
    const { rows } = await app.owner.query(
      'select (select count(*)::int from provider_authorizations) as a, (select count(*)::int from provider_answers) as b',
    );
    expect(rows).toEqual([{ a: 0, b: 0 }]);
  });
});
