import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOf } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { type MadeAccount, PASSWORD } from '../testing/factories.ts';

let app: TestApp;
let account: MadeAccount;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
});
afterAll(() => app.close());

async function signedIn(email: string) {
  const visitor = app.visitor();
  await visitor.call('signIn', { body: { login: email, password: PASSWORD } });
  return { visitor, token: visitor.cookie.split('=')[1] ?? '' };
}

describe('the session cookie', () => {
  it('is HttpOnly, SameSite=Lax, for every path, and holds 256 random bits', async () => {
    const body = JSON.stringify({ login: account.owner.email, password: PASSWORD });
    const response = await app.visitor().send('POST', '/api/v1/sessions', body);
    const [session, browser] = response.headers.getSetCookie();
    expect(session).toMatch(/^rollcall_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Expires=[^;]+ GMT$/);
    expect(browser).toMatch(/^rollcall_browser=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=15552000$/);
    expect(await response.text()).not.toMatch(/[\w-]{43}/);
  });

  it('is Secure and bound to the host where ROLLCALL_URL is HTTPS', async () => {
    const secure = await startTestApp({ ROLLCALL_URL: 'https://rollcall.test' });
    const { owner } = await secure.make.account();
    const visitor = secure.visitor();
    const body = JSON.stringify({ login: owner.email, password: PASSWORD });
    const response = await visitor.send('POST', '/api/v1/sessions', body, { origin: 'https://rollcall.test' });
    const [session, browser] = response.headers.getSetCookie();
    expect(session).toMatch(/^__Host-rollcall_session=[\w-]{43}; Path=\/; HttpOnly; .*; Secure$/);
    expect(browser).toMatch(/^__Host-rollcall_browser=[\w-]{43}; Path=\/; HttpOnly; .*; Secure$/);
    expect((await visitor.call('getMe')).body.email).toBe(owner.email);
    await secure.close();
  });

  it('is known to the database as a hash only', async () => {
    const { token } = await signedIn(account.owner.email);
    const { rowCount } = await app.owner.query('select 1 from sessions where token_hash = $1', [hashOf(token)]);
    expect(rowCount).toBe(1);
    const { rows: tables } = await app.owner.query<{ name: string }>(
      "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
    );
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      const found = await app.owner.query(`select 1 from ${name} t where t::text like '%' || $1 || '%'`, [token]);
      expect(found.rowCount, name).toBe(0);
    }
  });

  it.each(['', 'x', 'A'.repeat(43), `${'A'.repeat(42)};`, "' or 1=1 --", '\\x00'])(
    'with garbage is no session: %j',
    async (token) => {
      const visitor = app.visitor();
      visitor.cookie = `rollcall_session=${token}`;
      expect((await visitor.call('getMe')).problem).toMatchObject({ code: 'session.required', status: 401 });
    },
  );
});

describe('a session', () => {
  it('that has expired is refused', async () => {
    const { visitor, token } = await signedIn(account.owner.email);
    await app.owner.query('update sessions set expires_at = now() where token_hash = $1', [hashOf(token)]);
    expect((await visitor.call('getMe')).problem.code).toBe('session.required');
  });

  it('ends when its user signs out; their other sessions go on', async () => {
    const [one, two] = [await signedIn(account.owner.email), await signedIn(account.owner.email)];
    const answer = await one.visitor.send('DELETE', '/api/v1/me/sessions/current');
    expect(answer.headers.get('set-cookie')).toMatch(/^rollcall_session=; .*Max-Age=0/);
    one.visitor.cookie = `rollcall_session=${one.token}`;
    expect((await one.visitor.call('getMe')).status).toBe(401);
    expect((await two.visitor.call('getMe')).status).toBe(200);
    const { rows } = await app.owner.query(
      `select s.ended_because, a.action from sessions s join activity a on a.session_id = s.id
       where s.token_hash = $1 and a.action = 'user.signed_out'`,
      [hashOf(one.token)],
    );
    expect(rows).toEqual([{ ended_because: 'signed_out', action: 'user.signed_out' }]);
  });

  it.each(['inactive', 'deleted'])('of a user who is %s is refused at once', async (status) => {
    const user = await app.make.user(account.id);
    const visitor = await app.make.signedIn(user);
    expect((await visitor.call('getMe')).status).toBe(200);
    await app.owner.query(
      `update users set status = $1, deleted_at = case when $1 = 'deleted' then now() end,
         deleted_from = case when $1 = 'deleted' then 'active' end where id = $2`,
      [status, user.id],
    );
    expect((await visitor.call('getMe')).status).toBe(401);
  });

  it('ends with the deletion of its user', async () => {
    const user = await app.make.user(account.id);
    const { visitor, token } = await signedIn(user.email);
    const admin = await app.make.signedIn(account.owner);
    expect((await admin.call('deleteUser', { params: { id: user.id } })).status).toBe(204);
    expect((await visitor.call('getMe')).status).toBe(401);
    const { rows } = await app.owner.query('select ended_because from sessions where token_hash = $1', [hashOf(token)]);
    expect(rows).toEqual([{ ended_because: 'user_deleted' }]);
  });
});

describe('races', () => {
  it('a sign-in at the moment of the deletion never leaves a live session', async () => {
    const admin = await app.make.signedIn(account.owner);
    const users = await Promise.all(Array.from({ length: 30 }, () => app.make.user(account.id)));
    const rounds = users.map(async ({ id, email }, n) => {
      const visitor = app.visitor();
      // The first is deleted before the sign-in begins, the last after it ended; the others at any moment between.
      const early = n === 0 ? await admin.call('deleteUser', { params: { id } }) : null;
      const signIn = visitor.call('signIn', { body: { login: email, password: PASSWORD } });
      if (n === users.length - 1) await signIn;
      else await new Promise((resolve) => setTimeout(resolve, n * 25));
      const [signedInAnswer, deleted] = await Promise.all([signIn, early ?? admin.call('deleteUser', { params: { id } })]);
      expect(deleted.status).toBe(204);
      expect([201, 401]).toContain(signedInAnswer.status);
      expect((await visitor.call('getMe')).status).toBe(401);
      return signedInAnswer.status;
    });
    const outcomes = await Promise.all(rounds);
    expect(new Set(outcomes), 'both orders were met').toEqual(new Set([201, 401]));
    const { rowCount } = await app.owner.query('select 1 from sessions where user_id = any($1) and ended_at is null', [
      users.map(({ id }) => id),
    ]);
    expect(rowCount).toBe(0);
  });

  it('a sign-in with the old password at the moment of its change never outlives it', async () => {
    const users = await Promise.all(Array.from({ length: 10 }, () => app.make.user(account.id)));
    const rounds = users.map(async (user) => {
      const [self, late] = [await app.make.signedIn(user), app.visitor()];
      const body = { currentPassword: PASSWORD, newPassword: 'Lantern-58-quays' };
      await Promise.all([
        self.call('changeMyPassword', { body }),
        late.call('signIn', { body: { login: user.email, password: PASSWORD } }),
      ]);
      expect((await late.call('getMe')).status).toBe(401);
      expect((await self.call('getMe')).status).toBe(200);
    });
    await Promise.all(rounds);
  });
});
