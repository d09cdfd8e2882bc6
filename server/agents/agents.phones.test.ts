import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '../sessions/actor.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeRole, roleAgents } from '../testing/dialer.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { entriesAbout } from '../testing/record.ts';
import { generateExtension } from './extensions.ts';
import { newSipPassword } from './sip.ts';

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

const range = (from: number, to: number) =>
  app.owner.query(
    'update dialer_settings set extension_from = $2, extension_to = $3, extension_hint = $2 where account_id = $1',
    [account.id, from, to],
  );
const generate = async (by = owner) => (await by.call('generateExtension')).body.extension;

async function edit(userId: string, body: object) {
  const { rows } = await app.owner.query('select version from users where id = $1', [userId]);
  return owner.call('updateAgent', { params: { userId }, headers: { 'if-match': String(rows[0].version) }, body });
}

describe('Generate available', () => {
  it('gives the lowest free number of the range, each to one person', async () => {
    await range(100, 105);
    const holder = await makeAgent(app, account.id, { virtualExtension: '101' });
    expect([await generate(), await generate(), await generate()]).toEqual(['100', '102', '103']);
    await edit(holder.id, { virtualExtension: null });
    expect(await generate()).toBe('101');
    expect([await generate(), await generate()]).toEqual(['104', '105']);
    expect((await owner.call('generateExtension')).problem.code).toBe('agent.no_extension_free');
  });

  it('gives a number again that nobody saved within a quarter of an hour, or whose agent is gone', async () => {
    await range(200, 209);
    expect([await generate(), await generate()]).toEqual(['200', '201']);
    await app.owner.query("update extension_reservations set expires_at = now() where account_id = $1 and extension = '200'", [
      account.id,
    ]);
    expect(await generate()).toBe('200');
    const gone = await makeAgent(app, account.id, { virtualExtension: '202' });
    expect(await generate()).toBe('203');
    await owner.call('removeAgent', { params: { userId: gone.id } });
    expect(await generate()).toBe('202');
  });

  it('keeps a number for whoever asked, also where another types it', async () => {
    await range(300, 309);
    const extension = await generate();
    const role = await makeRole(app, account.id, { permissions: ['agent.view', 'agent.create'] });
    const other = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [role] }));
    const body = {
      username: 'eve',
      email: 'eve@example.org',
      dialerRoles: [await roleAgents(app, account.id)],
      virtualExtension: extension,
    };
    expect((await other.call('createAgent', { body })).problem.code).toBe('agent.extension_reserved');
    expect((await owner.call('createAgent', { body })).body.virtualExtension).toBe(extension);
    expect(await generate()).toBe('301');
  });

  it('gives 1,000 different numbers to 1,000 who ask at the same time, the lowest ones', async () => {
    await range(1000, 9999);
    const { body: me } = await owner.call('getMe');
    const asks = { userId: me.id } as SignedIn;
    const given: string[] = [];
    // A hundred are always under way, so that it is the database that waits, and not the queue for a connection to it.
    await atOnce(100, async () => {
      for (let n = 0; n < 10; n += 1) {
        const taken = await app.db.write(account.id, (tx) => generateExtension(tx, asks), { unrecorded: 'reservation' });
        given.push(taken.extension);
      }
    });
    expect(new Set(given).size).toBe(1000);
    expect(given.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, n) => 1000 + n));
  }, 120_000);

  it('is refused to who may neither add nor edit agents', async () => {
    const role = await makeRole(app, account.id, { permissions: ['agent.view'] });
    const viewer = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [role] }));
    expect((await viewer.call('generateExtension')).problem.code).toBe('permission.missing');
  });
});

describe('a typed extension', () => {
  it('goes to one of twenty who want it at once', async () => {
    const agents = await atOnce(20, () => makeAgent(app, account.id));
    const answers = await Promise.all(agents.map(({ id }) => edit(id, { virtualExtension: '4711' })));
    const codes = tally(answers);
    expect(codes['200']).toBe(1);
    expect(Object.keys(codes).sort()).toEqual(['200', 'agent.extension_taken']);
    const { rowCount } = await app.owner.query("select 1 from agents where account_id = $1 and virtual_extension = '4711'", [
      account.id,
    ]);
    expect(rowCount).toBe(1);
  });
});

describe('a SIP password', () => {
  it('has 24 characters that nobody takes for others, nor a spreadsheet or a dial plan the first for an order', () => {
    const made = Array.from({ length: 1000 }, newSipPassword);
    expect(new Set(made).size).toBe(1000);
    for (const password of made) expect(password).toMatch(/^[A-HJ-NP-Za-kmnp-z2-9][A-HJ-NP-Za-kmnp-z2-9\-_.~+*]{23}$/);
  });

  it('is shown once and kept as what a SIP server needs', async () => {
    const ana = await makeAgent(app, account.id, { virtualExtension: '22' });
    const params = { userId: ana.id };
    expect((await owner.call('makeSipPassword', { params, body: {} })).problem.code).toBe('agent.no_phone');
    await edit(ana.id, { sipOption: 'pbx' });
    const made = (await owner.call('makeSipPassword', { params, body: {} })).body;
    const domain = `${account.code.toLowerCase()}.sip.internal`;
    expect(made).toMatchObject({ username: '22', domain });
    expect(made.agent.sipPasswordAt).not.toBeNull();
    const { rows } = await app.owner.query('select to_jsonb(g) as row from agents g where user_id = $1', [ana.id]);
    const hash = (name: string) => createHash(name).update(`22:${domain}:${made.password}`).digest('hex');
    expect(rows[0].row).toMatchObject({ sip_ha1_md5: hash('md5'), sip_ha1_sha256: hash('sha256') });
    const everything = JSON.stringify([rows, await entriesAbout(app, ana.id), (await owner.call('getAgent', { params })).body]);
    expect(everything).not.toContain(made.password);
    expect((await entriesAbout(app, ana.id)).at(-1)).toMatchObject({
      action: 'agent.sip_password_made',
      changes: { sipPassword: 'changed' },
    });
  });

  it('takes one that is given, and refuses what a phone may not send', async () => {
    const ana = await makeAgent(app, account.id, { virtualExtension: '23' });
    await edit(ana.id, { sipOption: 'pbx' });
    const make = (password: string) => owner.call('makeSipPassword', { params: { userId: ana.id }, body: { password } });
    expect((await make('Long-enough-1')).body.password).toBe('Long-enough-1');
    for (const wrong of ['short', 'with some spaces', 'ümlaut-ümlaut']) {
      expect((await make(wrong)).problem.errors).toMatchObject([{ path: 'password', code: 'field.sip_password' }]);
    }
  });

  it('is forgotten where the name changes that it holds for, or the phone goes', async () => {
    const ana = await makeAgent(app, account.id, { virtualExtension: '24' });
    await edit(ana.id, { sipOption: 'pbx' });
    const params = { userId: ana.id };
    for (const change of [{ virtualExtension: '25' }, { pbxUsername: 'ana' }, { sipOption: 'webrtc' }]) {
      await owner.call('makeSipPassword', { params, body: {} });
      expect((await edit(ana.id, change)).body.sipPasswordAt).toBeNull();
      expect((await entriesAbout(app, ana.id)).at(-1)?.changes).toMatchObject({ sipPassword: 'changed' });
    }
    await edit(ana.id, { sipOption: 'pbx', pbxUsername: null, virtualExtension: null });
    expect((await owner.call('makeSipPassword', { params, body: {} })).problem.code).toBe('agent.no_sip_username');
  });

  it('asks for the own password, the permission, and Rank', async () => {
    const ana = await makeAgent(app, account.id, { virtualExtension: '26', isSuperuser: true });
    await edit(ana.id, { sipOption: 'pbx' });
    const late = await app.make.signedIn(account.owner, { provedSecondsAgo: 301 });
    expect((await late.call('makeSipPassword', { params: { userId: ana.id }, body: {} })).problem.code).toBe('session.step_up');
    const role = await makeRole(app, account.id, { permissions: ['agent.view', 'agent.sip_password'] });
    const lesser = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [role] }));
    expect((await lesser.call('makeSipPassword', { params: { userId: ana.id }, body: {} })).problem.code).toBe('user.outranks');
  });

  it('belongs to a name that no other phone of the account has', async () => {
    const [ana, ben] = [await makeAgent(app, account.id, { virtualExtension: '27' }), await makeAgent(app, account.id)];
    await edit(ana.id, { sipOption: 'pbx' });
    expect((await edit(ben.id, { sipOption: 'pbx', pbxUsername: '27' })).problem).toMatchObject({
      code: 'agent.sip_username_taken',
    });
  });
});
