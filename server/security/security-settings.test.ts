import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { entriesAbout } from '../testing/record.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

let account: MadeAccount;
let owner: Client;
let ben: MadeUser;
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  ben = await app.make.user(account.id);
});

type Edit = Parameters<typeof change>[0];
const security = async (by = owner) => (await by.call('getSecurity')).body;
async function change(
  body: { sessionSeconds?: number; sessionLimit?: number | null; twoFactor?: 'off' | 'email' | 'app' },
  by = owner,
  version?: number,
) {
  return by.call('updateSecurity', { headers: { 'if-match': String(version ?? (await security()).version) }, body });
}
const policyOf = async (id: string, by = owner) => (await by.call('getUserPolicy', { params: { id } })).body;
async function edit(id: string, body: object, by = owner) {
  return by.call('updateUser', { params: { id }, headers: { 'if-match': String((await policyOf(id)).version) }, body });
}
const endOf = async (client: Client) => Date.parse((await client.call('getMe')).body.session.expiresAt);

describe('the account’s defaults', () => {
  it('say what holds, for how many users a change would count, and where I am', async () => {
    await app.make.user(account.id, { status: 'deleted' });
    await edit(ben.id, { sessionSeconds: 600, twoFactor: 'off' });
    expect(await security()).toEqual({
      twoFactor: 'off',
      sessionSeconds: 43_200,
      sessionLimit: null,
      limitsAddresses: false,
      version: 1,
      wouldChange: { twoFactor: 1, sessionSeconds: 1, sessionLimit: 2, limitsAddresses: 2 },
      you: { address: owner.address, isInList: false },
      can: { manage: { ok: true }, limitEveryone: { ok: true } },
    });
  });

  it('change with what was seen, are recorded, and nothing is saved over what somebody else did', async () => {
    expect((await change({ sessionSeconds: 3600, sessionLimit: 2 })).body).toMatchObject({
      sessionSeconds: 3600,
      sessionLimit: 2,
      version: 2,
    });
    const late = await change({ sessionLimit: 5 }, owner, 1);
    expect(late.problem).toMatchObject({
      code: 'account.changed',
      current: { sessionSeconds: 3600, sessionLimit: 2, version: 2 },
    });
    expect((await change({ sessionLimit: 2 })).body.version).toBe(2);
    expect((await change({ sessionLimit: null })).body.sessionLimit).toBeNull();
    expect((await entriesAbout(app, account.id)).map(({ action, changes }) => [action, changes])).toEqual([
      ['account.security_changed', { sessionSeconds: { old: 43_200, new: 3600 }, sessionLimit: { old: null, new: 2 } }],
      ['account.security_changed', { sessionLimit: { old: 2, new: null } }],
    ]);
  });

  it('are changed by one of twenty who saw the same', async () => {
    const answers = await atOnce(20, (n) => change({ sessionLimit: n + 1 }, owner, 1));
    expect(tally(answers as never)).toEqual({ 200: 1, 'account.changed': 19 });
  });

  it.each([
    { sessionSeconds: 59 },
    { sessionSeconds: 31_536_001 },
    { sessionSeconds: 60.5 },
    { sessionLimit: 0 },
    { sessionLimit: 1001 },
    { twoFactor: 'sms' },
    { sessionSeconds: null },
  ])('refuse %j', async (body) => {
    expect((await change(body as Edit)).problem.code).toBe('request.invalid');
  });

  it('are the business of the main user and Admins', async () => {
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    expect((await change({ sessionLimit: 4 }, admin)).status).toBe(200);
    const lesser = await app.make.signedIn(
      await app.make.user(account.id, { roles: ['reports', 'tech_configuration', 'finance', 'orders'] }),
    );
    expect((await lesser.call('getSecurity')).problem.code).toBe('permission.missing');
    expect((await change({ sessionLimit: 4 }, lesser)).problem.code).toBe('permission.missing');
    expect((await lesser.call('getUserPolicy', { params: { id: ben.id } })).problem.code).toBe('permission.missing');
    const stranger = await app.make.signedIn((await app.make.account()).owner);
    expect((await stranger.call('getUserPolicy', { params: { id: ben.id } })).problem.code).toBe('user.not_found');
  });
});

describe('what is in force for a user', () => {
  it('is shown with what set it, and what would hold without it', async () => {
    await change({ sessionSeconds: 3600, sessionLimit: 2, twoFactor: 'off' });
    expect((await edit(ben.id, { sessionSeconds: 600 })).status).toBe(200);
    const policy = await policyOf(ben.id);
    expect(policy.own).toEqual({ twoFactor: null, sessionSeconds: 600, sessionLimit: null, limitsAddresses: false });
    expect(policy.inForce).toEqual({
      twoFactor: { value: 'off', source: { level: 'account' } },
      sessionSeconds: { value: 600, source: { level: 'user' } },
      sessionLimit: { value: 2, source: { level: 'account' } },
      limitsAddresses: { value: false, source: { level: 'account' } },
    });
    expect(policy.inherited.sessionSeconds).toEqual({ value: 3600, source: { level: 'account' } });
    await edit(ben.id, { sessionSeconds: null });
    expect((await policyOf(ben.id)).inForce.sessionSeconds).toEqual(policy.inherited.sessionSeconds);
    expect((await entriesAbout(app, ben.id)).map(({ changes }) => changes)).toEqual([
      { sessionSeconds: { old: null, new: 600 } },
      { sessionSeconds: { old: 600, new: null } },
    ]);
  });

  it('counts at the next sign-in: timeout and limit', async () => {
    await edit(ben.id, { sessionSeconds: 90, sessionLimit: 1 });
    const visitor = app.visitor();
    const { body } = await visitor.call('signIn', { body: { login: ben.email, password: PASSWORD } });
    const expiresAt = body.next === 'done' ? body.expiresAt : '';
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 90_000)).toBeLessThan(30_000);
    const second = await app.visitor().call('signIn', { body: { login: ben.email, password: PASSWORD } });
    expect(second.problem.code).toBe('session.limit_reached');
  });

  it('is not changed by oneself, by somebody below, or without the password typed lately', async () => {
    const adminUser = await app.make.user(account.id, { roles: ['admin'] });
    const admin = await app.make.signedIn(adminUser);
    const body = { sessionLimit: 9 };
    expect((await edit(account.owner.id, body)).problem.code).toBe('user.is_self');
    expect((await edit(account.owner.id, body, admin)).problem.code).toBe('user.is_owner');
    expect((await edit(adminUser.id, body, admin)).problem.code).toBe('user.is_self');
    const other = await app.make.user(account.id, { roles: ['admin'] });
    expect((await edit(other.id, body, admin)).problem.code).toBe('user.is_admin');
    const late = await app.make.signedIn(account.owner, { provedSecondsAgo: 301 });
    expect((await edit(ben.id, body, late)).problem.code).toBe('session.step_up');
    expect((await edit(ben.id, { firstName: 'Benedict' }, late)).status).toBe(200);
    expect((await edit(ben.id, body, admin)).status).toBe(200);
    expect((await policyOf(ben.id, admin)).can).toEqual({ changeLimits: { ok: true }, unlock: { ok: true } });
    expect((await policyOf(adminUser.id, admin)).can.changeLimits).toEqual({ ok: false, because: 'user.is_self' });
  });

  it('meets other changes of the user as every field does', async () => {
    const { version } = await policyOf(ben.id);
    const headers = { 'if-match': String(version) };
    const answers = await atOnce(20, (n) =>
      owner.call('updateUser', { params: { id: ben.id }, headers, body: { sessionLimit: n + 1 } }),
    );
    expect(tally(answers as never)).toEqual({ 200: 1, 'user.changed': 19 });
  });
});

describe('a timeout that is made shorter', () => {
  it('reaches open sessions at once, counted from sign-in; a longer one does not', async () => {
    const client = await app.make.signedIn(ben);
    const before = await endOf(client);
    await change({ sessionSeconds: 1800 });
    const after = await endOf(client);
    expect(before - after).toBe(1_800_000);
    await change({ sessionSeconds: 86_400 });
    expect(await endOf(client)).toBe(after);
    await edit(ben.id, { sessionSeconds: 600 });
    expect(after - (await endOf(client))).toBe(1_200_000);
  });

  it('for the account leaves alone who has one of their own, those of another account, and what has ended', async () => {
    await edit(ben.id, { sessionSeconds: 3600 });
    const stranger = await app.make.signedIn((await app.make.account()).owner);
    const own = await app.make.signedIn(ben);
    const eve = await app.make.signedIn(await app.make.user(account.id));
    const [ownBefore, strangerBefore] = [await endOf(own), await endOf(stranger)];
    await app.owner.query("update sessions set created_at = created_at - interval '10 minutes' where account_id = $1", [
      account.id,
    ]);
    await app.owner.query('update sessions set created_at = now() where user_id = $1', [account.owner.id]);
    await change({ sessionSeconds: 60 });
    expect((await eve.call('getMe')).status).toBe(401);
    expect([await endOf(own), await endOf(stranger)]).toEqual([ownBefore, strangerBefore]);
    await change({ sessionSeconds: 3600 });
    expect((await eve.call('getMe')).status).toBe(401);
  });

  it('reaches the sessions that are opened at that moment', async () => {
    const [answers] = await Promise.all([
      atOnce(20, () => app.visitor().call('signIn', { body: { login: ben.email, password: PASSWORD } })),
      change({ sessionSeconds: 600 }),
    ]);
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    const { rows } = await app.owner.query(
      'select distinct extract(epoch from expires_at - created_at)::int as seconds from sessions where user_id = $1',
      [ben.id],
    );
    expect(rows).toEqual([{ seconds: 600 }]);
  });
});
