import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { makeAgent, makeRole } from '../testing/dialer.ts';
import { type MadeAccount, PASSWORD } from '../testing/factories.ts';

let app: TestApp;
let account: MadeAccount;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
});
afterAll(() => app.close());

async function agentWith(...roles: NonNullable<Parameters<typeof makeRole>[2]>[]) {
  const dialerRoles = await Promise.all(roles.map((role) => makeRole(app, account.id, role)));
  return makeAgent(app, account.id, { dialerRoles });
}

const signIn = (email: string) => app.visitor().call('signIn', { body: { login: email, password: PASSWORD } });

describe('what dialer roles say counts at sign-in', () => {
  it('the second factor, the strictest of several', async () => {
    const ana = await agentWith({ twoFactor: 'off' }, { twoFactor: 'email' });
    expect(await signIn(ana.email)).toMatchObject({ status: 201, body: { next: 'email_code' } });
  });

  it('the timeout, the shortest of several', async () => {
    const ana = await agentWith({ sessionSeconds: 900 }, { sessionSeconds: 600 });
    expect((await signIn(ana.email)).status).toBe(201);
    const { rows } = await app.owner.query(
      'select extract(epoch from expires_at - created_at)::int as seconds from sessions where user_id = $1',
      [ana.id],
    );
    expect(rows).toEqual([{ seconds: 600 }]);
  });

  it('the number of sessions; what the user has of their own counts before it', async () => {
    const ana = await agentWith({ sessionLimit: 1 }, {});
    expect((await signIn(ana.email)).status).toBe(201);
    expect((await signIn(ana.email)).problem.code).toBe('session.limit_reached');
    await app.owner.query('update users set session_limit = 2 where id = $1', [ana.id]);
    expect((await signIn(ana.email)).status).toBe(201);
  });

  it('nothing of a profile that was removed', async () => {
    const ana = await agentWith({ twoFactor: 'email' });
    const owner = await app.make.signedIn(account.owner);
    expect((await owner.call('removeAgent', { params: { userId: ana.id } })).status).toBe(204);
    expect((await signIn(ana.email)).body.next).toBe('done');
  });
});
