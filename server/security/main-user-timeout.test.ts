import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeProfile, makeRole } from '../testing/dialer.ts';
import { type MadeAccount, PASSWORD } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import type { Answered } from '../testing/sets.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

let account: MadeAccount;
let owner: Client;
let admin: Client;
let adminId: string;
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  const made = await app.make.user(account.id, { roles: ['admin'] });
  adminId = made.id;
  admin = await app.make.signedIn(made);
});

const security = async (by: Client) => (await by.call('getSecurity')).body;
async function change(by: Client, body: object) {
  return by.call('updateSecurity', { headers: { 'if-match': String((await security(admin)).version) }, body });
}
const SHORTENS = { status: 403, problem: { code: 'session.shortens_owner', errors: [{ path: 'sessionSeconds' }] } };
const HALF_A_DAY = 43_200;

describe('how long the main user stays signed in', () => {
  it('nobody else makes shorter: not by a minute, and nothing else of that change is saved', async () => {
    for (const sessionSeconds of [60, HALF_A_DAY - 1]) {
      expect(await change(admin, { sessionSeconds, sessionLimit: 3 })).toMatchObject(SHORTENS);
    }
    expect(await security(owner)).toMatchObject({ sessionSeconds: HALF_A_DAY, sessionLimit: null, version: 1 });
    expect((await owner.call('getMe')).status).toBe(200);
  });

  it('they shorten themselves; others lengthen it, and change what else the account says', async () => {
    expect((await change(admin, { sessionSeconds: 86_400, sessionLimit: 3, twoFactor: 'email' })).status).toBe(200);
    expect(await change(admin, { sessionSeconds: HALF_A_DAY })).toMatchObject(SHORTENS);
    expect((await change(owner, { sessionSeconds: 3600 })).status).toBe(200);
  });

  it('is what is in force for them: where a role of theirs says it, the account says nothing', async () => {
    const role = await makeRole(app, account.id, { sessionSeconds: 7200 });
    await makeProfile(app, account.owner, { dialerRoles: [role] });
    expect((await change(admin, { sessionSeconds: 600 })).status).toBe(200);
    expect((await owner.call('getMe')).status).toBe(200);
    const params = { id: role };
    const headers = { 'if-match': '1' };
    const edited = await admin.call('updateDialerRole', { params, headers, body: { sessionSeconds: 60 } });
    expect(edited.problem.code).toBe('user.is_owner');
  });

  it('goes with the account when that is handed over', async () => {
    const body = { userId: adminId, formerMainUser: { portalRoles: ['admin' as const] }, password: PASSWORD };
    expect((await owner.call('handOver', { body })).status).toBe(204);
    expect(await change(owner, { sessionSeconds: 3600 })).toMatchObject(SHORTENS);
    expect((await change(admin, { sessionSeconds: 3600 })).status).toBe(200);
  });

  it('stays so under a hundred tries at once', async () => {
    const headers = { 'if-match': '1' };
    const answers = await atOnce<Answered>(100, (n) =>
      admin.call('updateSecurity', { headers, body: { sessionSeconds: 60 + n } }),
    );
    expect(tally(answers)).toEqual({ 'session.shortens_owner': 100 });
  });
});

describe('what the page is told', () => {
  it('who may switch “everyone” on: the main user, and others where the main user is limited anyway', async () => {
    const refused = { limitEveryone: { ok: false, because: 'address.limits_owner' }, manage: { ok: true } };
    expect((await security(owner)).can).toEqual({ manage: { ok: true }, limitEveryone: { ok: true } });
    expect((await security(admin)).can).toEqual(refused);
    await app.owner.query('update users set limits_addresses = true where id = $1', [account.owner.id]);
    expect((await security(admin)).can).toEqual({ manage: { ok: true }, limitEveryone: { ok: true } });
  });
});
