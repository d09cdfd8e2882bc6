import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { entriesAbout } from '../testing/record.ts';
import type { Answered } from '../testing/sets.ts';
import { liftAddressLists } from './lift-address-lists.ts';

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

const add = (block: string, label = '', by = owner) => by.call('addAllowedAddress', { body: { block, label } });
const addLines = (lines: string[], by = owner) => by.call('addAllowedAddresses', { body: { lines } });
const blocks = async (by = owner) => (await by.call('listAllowedAddresses')).body.items.map(({ block }) => block);

describe('the account’s list', () => {
  it('keeps each block once, in one way of writing, in the order of addresses', async () => {
    expect((await add('2001:DB8::/32', ' Lisbon  office ')).body).toMatchObject({
      block: '2001:db8::/32',
      label: 'Lisbon office',
      isOn: true,
    });
    await add('::ffff:203.0.113.9');
    await add('10.0.0.0/8');
    for (const same of ['203.0.113.9/32', '203.0.113.9']) {
      expect((await add(same)).problem).toMatchObject({ code: 'address.taken', errors: [{ path: 'block' }] });
    }
    expect(await blocks()).toEqual(['10.0.0.0/8', '203.0.113.9', '2001:db8::/32']);
  });

  it('refuses what is no block beside its field, and says which block was meant', async () => {
    const { problem } = await add('203.0.113.7/24');
    expect(problem.errors).toEqual([
      {
        path: 'block',
        code: 'field.host_bits',
        message: 'A block begins with its first address: 203.0.113.0/24.',
        params: { block: '203.0.113.0/24' },
      },
    ]);
    expect((await add('office')).problem.errors).toMatchObject([{ path: 'block', code: 'field.address' }]);
  });

  it('takes many lines at once, all or none, and names each bad one by its number', async () => {
    const bad = await addLines(['203.0.113.0/24 Office', 'nonsense', '203.0.113.7/24 x', `10.0.0.1 ${'x'.repeat(81)}`]);
    expect(bad.problem.errors?.map(({ path, code }) => [path, code])).toEqual([
      ['lines.1', 'field.address'],
      ['lines.2', 'field.host_bits'],
      ['lines.3', 'field.too_long'],
    ]);
    expect(await blocks()).toEqual([]);
    const good = await addLines(['203.0.113.0/24 Office, Lisbon', '2001:db8::1;Home', '10.0.0.1', '10.0.0.1 again']);
    expect(good.body).toEqual({ added: 3, present: 1 });
    expect((await addLines(['10.0.0.1'])).body).toEqual({ added: 0, present: 1 });
    const { items } = (await owner.call('listAllowedAddresses')).body;
    expect(items.map(({ block, label }) => [block, label])).toEqual([
      ['10.0.0.1', ''],
      ['203.0.113.0/24', 'Office, Lisbon'],
      ['2001:db8::1', 'Home'],
    ]);
  });

  it('holds a thousand and no more, also at once; a user’s own a hundred', async () => {
    const lines = Array.from({ length: 999 }, (_, n) => `10.0.${n >> 8}.${n & 255}`);
    expect((await addLines(lines)).body.added).toBe(999);
    const answers = await atOnce(10, (n) => add(`192.0.2.${n}`));
    expect(tally(answers as never)).toEqual({ 201: 1, 'address.list_full': 9 });
    expect((await addLines(['198.51.100.1'])).problem).toMatchObject({ code: 'address.list_full', params: { most: 1000 } });
    await app.owner.query(
      `insert into allowed_addresses (account_id, id, user_id, block)
       select $1, gen_random_uuid(), $2, ('172.16.0.' || n)::cidr from generate_series(1, 100) n`,
      [account.id, ben.id],
    );
    const own = await owner.call('addUserAddress', { params: { id: ben.id }, body: { block: '192.0.2.1' } });
    expect(own.problem.params).toEqual({ most: 100 });
  });

  it('records every change with old and new values', async () => {
    const { id } = (await add('203.0.113.7', 'Office')).body;
    await owner.call('updateAllowedAddress', { params: { id }, body: { label: 'Old office', isOn: false } });
    await owner.call('updateAllowedAddress', { params: { id }, body: { label: 'Old office' } });
    await owner.call('removeAllowedAddress', { params: { id } });
    await addLines(['192.0.2.1 a', '192.0.2.2']);
    const block = '203.0.113.7';
    const entries = await entriesAbout(app, account.id);
    expect(entries.map(({ action, changes }) => [action, changes])).toEqual([
      ['allowed_address.added', { block: { new: block }, label: { new: 'Office' }, isOn: { new: true } }],
      [
        'allowed_address.changed',
        { block: { old: block, new: block }, label: { old: 'Office', new: 'Old office' }, isOn: { old: true, new: false } },
      ],
      ['allowed_address.removed', { block: { old: block }, label: { old: 'Old office' }, isOn: { old: false } }],
      ['allowed_address.added', { blocks: { new: ['192.0.2.1 a', '192.0.2.2'] } }],
    ]);
    expect(entries.every(({ actor_id }) => actor_id === account.owner.id)).toBe(true);
  });

  it('is nothing to another account, and a user’s own entries are not the account’s', async () => {
    const { id } = (await add('203.0.113.7')).body;
    const own = (await owner.call('addUserAddress', { params: { id: ben.id }, body: { block: '203.0.113.8' } })).body;
    const other = await app.make.account();
    const stranger = await app.make.signedIn(other.owner);
    expect(await blocks(stranger)).toEqual([]);
    expect(await blocks()).toEqual(['203.0.113.7']);
    for (const one of [id, own.id, newId()]) {
      const by = one === own.id ? owner : stranger;
      expect((await by.call('updateAllowedAddress', { params: { id: one }, body: {} })).problem.code).toBe('address.not_found');
      expect((await by.call('removeAllowedAddress', { params: { id: one } })).problem.code).toBe('address.not_found');
    }
    expect((await stranger.call('listUserAddresses', { params: { id: ben.id } })).problem.code).toBe('user.not_found');
    const params = { id: ben.id, addressId: own.id };
    expect((await stranger.call('removeUserAddress', { params })).problem.code).toBe('user.not_found');
    const eve = await app.make.user(account.id);
    expect((await owner.call('removeUserAddress', { params: { id: eve.id, addressId: own.id } })).problem.code).toBe(
      'address.not_found',
    );
  });
});

describe('a user’s own list', () => {
  it('is kept by whoever may change their limits: by nobody for themselves, nor for those above', async () => {
    const adminUser = await app.make.user(account.id, { roles: ['admin'] });
    const admin = await app.make.signedIn(adminUser);
    const addOwn = (id: string, by = admin) =>
      by.call('addUserAddress', { params: { id }, body: { block: '192.0.2.1', label: 'Home' } });
    const mine = (await addOwn(ben.id)).body;
    const params = { id: ben.id, addressId: mine.id };
    const changed = await admin.call('updateUserAddress', { params, body: { label: 'Flat', isOn: false } });
    expect(changed.body).toMatchObject({ label: 'Flat', isOn: false });
    expect((await admin.call('listUserAddresses', { params: { id: ben.id } })).body.items).toEqual([changed.body]);
    expect((await addOwn(adminUser.id)).problem.code).toBe('user.is_self');
    expect((await addOwn(account.owner.id)).problem.code).toBe('user.is_owner');
    expect((await addOwn(account.owner.id, owner)).problem.code).toBe('user.is_self');
    expect((await addOwn(ben.id, await app.make.signedIn(ben))).problem.code).toBe('permission.missing');
    expect((await admin.call('removeUserAddress', { params })).status).toBe(204);
    expect((await entriesAbout(app, ben.id)).map(({ action }) => action)).toEqual([
      'allowed_address.added',
      'allowed_address.changed',
      'allowed_address.removed',
    ]);
  });
});

describe('from where the main user may work', () => {
  const REFUSED = { status: 403, problem: { code: 'address.limits_owner' } };
  const switchOff = (id: string, by: Client) => by.call('updateAllowedAddress', { params: { id }, body: { isOn: false } });
  const remove = (id: string, by: Client) => by.call('removeAllowedAddress', { params: { id } });
  async function everyone(by: Client, limitsAddresses: boolean) {
    const { version } = (await by.call('getSecurity')).body;
    return by.call('updateSecurity', { headers: { 'if-match': String(version) }, body: { limitsAddresses, confirm: true } });
  }
  let admin: Client;
  beforeEach(async () => {
    admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    for (const one of [admin.address, owner.address]) await add(one);
  });

  it('nobody else narrows: neither by the switch, nor by the list that counts then', async () => {
    expect(await everyone(admin, true)).toMatchObject(REFUSED);
    expect((await owner.call('getMe')).status).toBe(200);
    await everyone(owner, true);
    const { items } = (await owner.call('listAllowedAddresses')).body;
    const [mine = '', theirs = ''] = [owner, admin].map(({ address }) => items.find(({ block }) => block === address)?.id);
    expect(await switchOff(mine, admin)).toMatchObject(REFUSED);
    expect(await remove(mine, admin)).toMatchObject(REFUSED);
    expect((await owner.call('getMe')).status).toBe(200);
    expect((await remove(theirs, owner)).status).toBe(204);
  });

  it('others widen, and tidy up what another entry allows as well, or what limits the main user no more', async () => {
    await everyone(owner, true);
    const wide = (await add('192.0.2.0/24', '', admin)).body.id;
    const narrow = (await add('192.0.2.7', '', admin)).body.id;
    expect((await switchOff(narrow, admin)).status).toBe(200);
    expect((await remove(narrow, admin)).status).toBe(204);
    expect(await remove(wide, admin)).toMatchObject(REFUSED);
    expect((await everyone(admin, false)).status).toBe(200);
    expect((await remove(wide, admin)).status).toBe(204);
  });

  it('counts what the main user has of their own, and stays theirs when the account changes hands', async () => {
    await everyone(owner, true);
    const { id } = (await add('192.0.2.7', '', admin)).body;
    await app.owner.query(
      `insert into allowed_addresses (account_id, id, user_id, block) values ($1, gen_random_uuid(), $2, '192.0.2.0/24')`,
      [account.id, account.owner.id],
    );
    expect((await remove(id, admin)).status).toBe(204);
    await everyone(owner, false);
    await app.owner.query('update users set limits_addresses = true where id = $1', [account.owner.id]);
    expect(await remove((await add('198.51.100.7')).body.id, admin)).toMatchObject(REFUSED);
    expect((await everyone(admin, true)).status).toBe(200);
  });

  it('stays so under a hundred tries at once', async () => {
    await everyone(owner, true);
    const { items } = (await owner.call('listAllowedAddresses')).body;
    const mine = items.find(({ block }) => block === owner.address)?.id ?? '';
    const answers = await atOnce<Answered>(100, (n) => (n % 2 ? remove(mine, admin) : switchOff(mine, admin)));
    expect(tally(answers)).toEqual({ 'address.limits_owner': 100 });
  });
});

describe('an operator', () => {
  it('lifts the lists of an account that locked itself out; the entries stay, and the record says so', async () => {
    await add('192.0.2.1');
    await app.owner.query('update users set limits_addresses = true where id = $1', [ben.id]);
    const headers = { 'if-match': '1' };
    await owner.call('updateSecurity', { headers, body: { limitsAddresses: true, confirm: true } });
    expect((await owner.call('getMe')).status).toBe(403);
    const other = await app.make.account();
    await app.owner.query('update accounts set limits_addresses = true where id = $1', [other.id]);

    expect(await app.db.write(account.id, liftAddressLists)).toEqual({ everyone: true, users: 1 });
    expect((await owner.call('getMe')).status).toBe(200);
    expect((await (await app.make.signedIn(ben)).call('getMe')).status).toBe(200);
    expect(await blocks()).toEqual(['192.0.2.1']);
    expect((await entriesAbout(app, account.id)).at(-1)).toMatchObject({
      action: 'account.address_lists_lifted',
      actor_id: null,
      changes: { limitsAddresses: { old: true, new: false }, users: { old: [ben.id], new: [] } },
    });
    expect((await (await app.make.signedIn(other.owner)).call('getMe')).status).toBe(403);
  });
});
