import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DialerPermission } from '../../contract/dialer-permissions.ts';
import { ha1Of } from '../agents/sip.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeProfile, makeRole } from '../testing/dialer.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { entriesAbout } from '../testing/record.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});

const read = async (by = owner) => (await by.call('getDialerSettings')).body;
const update = async (body: object, by = owner) =>
  by.call('updateDialerSettings', { headers: { 'if-match': String((await read()).version) }, body });
const domain = async (sipDomain: string | null, passwords: number, by = owner) =>
  by.call('changeSipDomain', { headers: { 'if-match': String((await read()).version) }, body: { sipDomain, passwords } });

/** An agent whose phone has a password. */
async function phoneOf(user: MadeUser): Promise<MadeUser> {
  await app.owner.query(
    `update agents set sip_option = 'pbx', pbx_username = 'p' || left(user_id::text, 8) || right(user_id::text, 6),
       sip_ha1_md5 = repeat('0', 32), sip_ha1_sha256 = repeat('0', 64), sip_password_at = now() where user_id = $1`,
    [user.id],
  );
  return user;
}

const hashesOf = async (user: MadeUser) =>
  (
    await app.owner.query('select sip_username, sip_ha1_md5, sip_ha1_sha256, sip_password_at from agents where user_id = $1', [
      user.id,
    ])
  ).rows[0];

describe('the settings of the Dialer', () => {
  it('are what every account begins with, and say how many agents each default reaches', async () => {
    const dial = await makeRole(app, account.id, { autoDial: false });
    await makeAgent(app, account.id);
    await makeAgent(app, account.id, { dialerRoles: [dial] });
    const own = await makeAgent(app, account.id);
    await app.owner.query('update agents set ppq = true, ppq_ratio = 20 where user_id = $1', [own.id]);
    await makeAgent(app, account.id, { status: 'deleted' });
    expect(await read()).toMatchObject({
      ppq: false,
      ppqRatio: 1,
      ppqSorting: 'call_back_time',
      autoDial: false,
      extensionFrom: 1000,
      extensionTo: 9999,
      sipDomain: `${account.code.toLowerCase()}.sip.internal`,
      isOwnSipDomain: false,
      sipPasswords: 0,
      wouldChange: { ppq: 2, ppqRatio: 2, ppqSorting: 3, autoDial: 2 },
      version: 1,
      can: { manage: { ok: true }, changeSipDomain: { ok: true } },
    });
  });

  it('tell a leader only of agents whom they see; who may change them of all, whomever they see', async () => {
    const tag = await makeNamed(app, account.id, 'tags');
    for (const tags of [[tag], [], []]) await makeAgent(app, account.id, { tags });
    const of = async (permissions: DialerPermission[], more: string[] = []) => {
      const role = await makeRole(app, account.id, { permissions, scope: 'shared_tags' });
      const user = await makeAgent(app, account.id, { dialerRoles: [role, ...more], tags: [tag] });
      return (await (await app.make.signedIn(user)).call('getDialerSettings')).body;
    };
    expect(await of(['agent.view'])).toMatchObject({ wouldChange: { ppq: 2, ppqRatio: 2 } });
    const manages = await makeRole(app, account.id, { permissions: ['dialer_settings.manage'] });
    expect(await of(['agent.view'], [manages])).toMatchObject({ wouldChange: { ppq: 5, ppqRatio: 5 } });
  });

  it('change for exactly as many agents as they said, at once', async () => {
    const [ana, ben] = [await makeAgent(app, account.id), await makeAgent(app, account.id)];
    await app.owner.query('update agents set ppq_ratio = 20 where user_id = $1', [ben.id]);
    const { wouldChange } = await read();
    expect((await update({ ppq: true, ppqRatio: 2.5, ppqSorting: 'weight', autoDial: true })).body).toMatchObject({
      ppq: true,
      ppqRatio: 2.5,
      ppqSorting: 'weight',
      autoDial: true,
      version: 2,
    });
    const ratios = [];
    for (const { id } of [ana, ben])
      ratios.push((await owner.call('getAgent', { params: { userId: id } })).body.inForce.ppqRatio.value);
    expect([ratios, wouldChange.ppqRatio]).toEqual([[2.5, 2], 1]);
    expect(await entriesAbout(app, account.id)).toMatchObject([
      { action: 'dialer_settings.changed', changes: { ppq: { old: false, new: true }, ppqRatio: { old: 1, new: 2.5 } } },
    ]);
    expect((await update({ ppq: true })).body.version).toBe(2);
  });

  it('decide from where the next free extension is given', async () => {
    const next = async () => (await owner.call('generateExtension')).body.extension;
    await next();
    await update({ extensionFrom: 50, extensionTo: 60 });
    expect([await next(), await next()]).toEqual(['50', '51']);
    await update({ extensionFrom: 55 });
    expect(await next()).toBe('55');
    await update({ extensionFrom: 40 });
    expect(await next()).toBe('40');
  });

  it('refuse what is no setting, and a range that ends before it begins, also with what stands already', async () => {
    for (const [body, path] of [
      [{ ppqRatio: 1.05 }, 'ppqRatio'],
      [{ ppqRatio: 11 }, 'ppqRatio'],
      [{ ppqSorting: 'name' }, 'ppqSorting'],
      [{ extensionFrom: 9 }, 'extensionFrom'],
      [{ extensionFrom: 20, extensionTo: 10 }, 'extensionTo'],
    ] as const) {
      expect((await update(body)).problem.errors, path).toMatchObject([{ path }]);
    }
    expect((await update({ extensionFrom: 10_000 })).problem).toMatchObject({
      code: 'dialer_settings.range',
      errors: [{ path: 'extensionTo' }],
    });
    expect((await read()).version).toBe(1);
  });

  it('are changed once from one version, of a hundred at once', async () => {
    const answers = await atOnce(100, (n) =>
      owner.call('updateDialerSettings', { headers: { 'if-match': '1' }, body: { extensionTo: 10_000 + n } }),
    );
    expect(tally(answers)).toEqual({ 200: 1, 'dialer_settings.changed': 99 });
  });

  it('ask for a role that reaches all agents', async () => {
    const near = await makeRole(app, account.id, { permissions: ['agent.view', 'dialer_settings.manage'], scope: 'shared_tags' });
    const leader = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [near] }));
    expect((await update({ ppq: true }, leader)).problem.code).toBe('permission.not_for_all');
    const wide = await makeRole(app, account.id, { permissions: ['agent.view', 'dialer_settings.manage'] });
    const manager = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [wide] }));
    expect((await update({ ppq: true }, manager)).status).toBe(200);
    // Whoever changes the domain sees passwords.
    expect((await domain('sip.example.com', 0, manager)).problem.code).toBe('permission.missing');
    const seeing = await makeRole(app, account.id, { permissions: ['agent.view'] });
    const plain = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [seeing] }));
    expect((await update({ ppq: false }, plain)).problem.code).toBe('permission.missing');
    expect((await read(plain)).can).toEqual({
      manage: { ok: false, because: 'permission.missing' },
      changeSipDomain: { ok: false, because: 'permission.missing' },
    });
  });
});

describe('changing the SIP domain', () => {
  it('gives every phone a new password that holds for the new domain; that of a deleted user ends', async () => {
    const ana = await phoneOf(await makeAgent(app, account.id, { firstName: 'Ana', lastName: 'Ruiz' }));
    const ben = await phoneOf(await makeAgent(app, account.id, { firstName: 'Ben', lastName: 'Ito' }));
    const gone = await phoneOf(await makeAgent(app, account.id, { status: 'deleted' }));
    const silent = await makeAgent(app, account.id);
    expect((await read()).sipPasswords).toBe(2);
    const { body } = await domain('SIP.Northwind.example', 2);
    expect(body.settings).toMatchObject({
      sipDomain: 'sip.northwind.example',
      isOwnSipDomain: true,
      sipPasswords: 2,
      version: 2,
    });
    expect(body.passwords.map(({ userId, name }) => [userId, name])).toEqual([
      [ana.id, 'Ana Ruiz'],
      [ben.id, 'Ben Ito'],
    ]);
    for (const { userId, username, password } of body.passwords) {
      const row = await hashesOf({ id: userId } as MadeUser);
      expect(password).toHaveLength(24);
      expect(row).toMatchObject({ sip_username: username, ...ha1Of(username, 'sip.northwind.example', password) });
    }
    expect((await hashesOf(gone)).sip_password_at).toBeNull();
    expect((await hashesOf(silent)).sip_password_at).toBeNull();
    expect((await entriesAbout(app, account.id)).at(-1)).toMatchObject({
      action: 'dialer_settings.sip_domain_changed',
      changes: {
        sipDomain: { old: null, new: 'sip.northwind.example' },
        sipPasswords: { old: [ana.id, ben.id, gone.id].sort(), new: [ana.id, ben.id].sort() },
      },
    });
    const back = await domain(null, 2);
    expect(back.body.settings).toMatchObject({ isOwnSipDomain: false, sipDomain: `${account.code.toLowerCase()}.sip.internal` });
  });

  it('is refused with the new number where there are more or fewer by now, and changes nothing', async () => {
    const ana = await phoneOf(await makeAgent(app, account.id));
    const before = await hashesOf(ana);
    for (const told of [0, 2]) {
      expect((await domain('sip.example.com', told)).problem).toMatchObject({
        code: 'dialer_settings.sip_passwords',
        params: { count: 1 },
      });
    }
    expect([await hashesOf(ana), (await read()).version]).toEqual([before, 1]);
    const late = { headers: { 'if-match': '7' }, body: { sipDomain: 'sip.example.com', passwords: 1 } };
    expect((await owner.call('changeSipDomain', late)).problem.code).toBe('dialer_settings.changed');
  });

  it('is refused for a domain that another account has, or that is none', async () => {
    const other = await app.make.account();
    const theirs = await app.make.signedIn(other.owner);
    const taken = await theirs.call('changeSipDomain', {
      headers: { 'if-match': '1' },
      body: { sipDomain: 'sip.taken.example', passwords: 0 },
    });
    expect(taken.status).toBe(200);
    expect((await domain('sip.taken.example', 0)).problem).toMatchObject({
      code: 'dialer_settings.sip_domain_taken',
      errors: [{ path: 'sipDomain' }],
    });
    for (const wrong of ['sip', 'sip example.com', 'x.sip.internal', 'sip.example.com;transport=tcp']) {
      expect((await domain(wrong, 0)).problem.errors).toMatchObject([{ path: 'sipDomain', code: 'field.domain' }]);
    }
  });

  it('asks for the password again, and is nothing for who would see the password of somebody above them', async () => {
    const late = await app.make.signedIn(account.owner, { provedSecondsAgo: 600 });
    expect((await domain('sip.example.com', 0, late)).problem.code).toBe('session.step_up');
    await phoneOf(await makeProfile(app, account.owner));
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    expect((await domain('sip.example.com', 1, admin)).problem.code).toBe('user.is_owner');
    expect((await read(admin)).can.changeSipDomain).toEqual({ ok: false, because: 'user.is_owner' });
    const role = await makeRole(app, account.id, { permissions: ['agent.view', 'dialer_settings.manage', 'agent.sip_password'] });
    const manager = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [role] }));
    await app.owner.query('delete from agents where user_id = $1', [account.owner.id]);
    const more = await makeRole(app, account.id, { permissions: ['lead.view'] });
    await phoneOf(await makeAgent(app, account.id, { dialerRoles: [more] }));
    expect((await domain('sip.example.com', 1, manager)).problem.code).toBe('user.outranks');
    expect((await domain('sip.example.com', 1, admin)).status).toBe(200);
  });

  it('while passwords are made at the same moment: every phone holds one for the domain that there is', async () => {
    const phones = [];
    for (let n = 0; n < 8; n += 1) phones.push(await phoneOf(await makeAgent(app, account.id)));
    const [changed, ...made] = await Promise.all([
      domain('sip.racing.example', 8),
      ...phones.map(({ id }) => owner.call('makeSipPassword', { params: { userId: id }, body: {} })),
    ]);
    const said = new Map(made.map(({ body }) => [body.username, body]));
    for (const { username, password } of changed.body.passwords) {
      const { rows } = await app.owner.query('select sip_ha1_md5, sip_ha1_sha256 from agents where sip_username = $1', [
        username,
      ]);
      const byHand = said.get(username);
      const holding = [
        ha1Of(username, 'sip.racing.example', password),
        ha1Of(username, 'sip.racing.example', byHand?.password ?? ''),
      ];
      expect(holding).toContainEqual(rows[0]);
    }
  });
});
