import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { entriesAbout } from '../testing/record.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ TRUSTED_PROXIES: '127.0.0.1, 198.51.100.0/24, 2001:db8:ff::1' });
});
afterAll(() => app.close());

let account: MadeAccount;
let owner: Client;
let ben: MadeUser;
let ofBen: Client;
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  ben = await app.make.user(account.id);
  ofBen = await app.make.signedIn(ben);
});

const REFUSED = 'session.address_not_allowed';
const add = (block: string, by = owner) => by.call('addAllowedAddress', { body: { block, label: 'Office' } });
const addOwn = (block: string, user = ben, by = owner) =>
  by.call('addUserAddress', { params: { id: user.id }, body: { block, label: '' } });
const versionOf = async (id: string) => (await owner.call('getUserPolicy', { params: { id } })).body.version;
async function limit(limitsAddresses = true, user = ben, by = owner) {
  const headers = { 'if-match': String(await versionOf(user.id)) };
  return by.call('updateUser', { params: { id: user.id }, headers, body: { limitsAddresses } });
}
async function everyone(limitsAddresses: boolean, confirm?: boolean, by = owner) {
  const { version } = (await owner.call('getSecurity')).body;
  return by.call('updateSecurity', { headers: { 'if-match': String(version) }, body: { limitsAddresses, confirm } });
}
/** What a request of the live session says when it comes from there: 200, or the code of the refusal. */
async function from(forwarded: string | undefined, client = ofBen): Promise<string | number> {
  const headers = { 'x-forwarded-for': forwarded ?? '' };
  const answer = await client.call('getMe', { headers });
  return answer.status === 200 ? 200 : answer.problem.code;
}
const signInFrom = (address: string, password = PASSWORD, user = ben) =>
  app.visitor().call('signIn', { body: { login: user.email, password }, headers: { 'x-forwarded-for': address } });

describe('a limited user', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7', 200],
    ['203.0.113.7', '203.0.113.8', REFUSED],
    ['203.0.113.7/32', '203.0.113.7', 200],
    ['203.0.113.0/24', '203.0.113.0', 200],
    ['203.0.113.0/24', '203.0.113.255', 200],
    ['203.0.113.0/24', '203.0.114.0', REFUSED],
    ['203.0.113.0/24', '203.0.112.255', REFUSED],
    ['0.0.0.0/0', '9.9.9.9', 200],
    ['0.0.0.0/0', '2001:db8::1', REFUSED],
    ['::/0', '2001:db8::1', 200],
    ['::/0', '9.9.9.9', REFUSED],
    ['2001:db8::/32', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', 200],
    ['2001:db8::/32', '2001:db9::', REFUSED],
    ['2001:db8::1/128', '2001:DB8:0::0001', 200],
    ['2001:db8::1/128', '2001:db8::2', REFUSED],
    ['203.0.113.7', '::ffff:203.0.113.7', 200],
    ['203.0.113.7', '::ffff:cb00:7107', 200],
    ['203.0.113.7', '0:0:0:0:0:FFFF:CB00:7107', 200],
    ['::ffff:203.0.113.0/120', '203.0.113.9', 200],
    ['203.0.113.7', '203.0.113.7:51234', 200],
    ['2001:db8::1', '[2001:db8::1]:443', 200],
    ['203.0.113.7', '127.0.0.1', REFUSED],
    ['203.0.113.7', '::1', REFUSED],
    // Only the trusted hops at the end count: what stands before them the client may have made up.
    ['203.0.113.7', '203.0.113.7, 198.51.100.9', 200],
    ['203.0.113.7', '203.0.113.7, 198.51.100.9, 2001:db8:ff::1', 200],
    ['203.0.113.7', '203.0.113.7, 9.9.9.9', REFUSED],
    ['203.0.113.7', '203.0.113.7, 9.9.9.9, 198.51.100.9', REFUSED],
    ['203.0.113.7', 'nonsense', REFUSED],
    ['203.0.113.7', '', REFUSED],
  ])('with %s on the list, from %j: %s', async (block, forwarded, expected) => {
    await add(block);
    expect((await limit()).status).toBe(200);
    expect(await from(forwarded)).toBe(expected);
  });

  it('without a trusted proxy is where the connection comes from, whatever it says', async () => {
    const bare = await startTestApp({ TRUSTED_PROXIES: '' });
    const made = await bare.make.account();
    const admin = await bare.make.signedIn(made.owner);
    const user = await bare.make.user(made.id);
    const client = await bare.make.signedIn(user);
    for (const block of ['203.0.113.7', '127.0.0.1']) {
      const { body } = await admin.call('addAllowedAddress', { body: { block } });
      await bare.owner.query('update users set limits_addresses = true where id = $1', [user.id]);
      expect(await from('203.0.113.7', client)).toBe(block === '127.0.0.1' ? 200 : REFUSED);
      await bare.owner.query('delete from allowed_addresses where id = $1', [body.id]);
    }
    await bare.close();
  });

  it('is refused at sign-in too, only with the right password, and the entry says why', async () => {
    await add('203.0.113.0/24');
    await limit();
    expect((await signInFrom('9.9.9.9', 'Wrong-password-1')).problem.code).toBe('session.wrong_credentials');
    const { problem } = await signInFrom('9.9.9.9');
    expect(problem).toMatchObject({ code: REFUSED, params: { address: '9.9.9.9' } });
    expect((await entriesAbout(app, ben.id)).filter(({ action }) => action === 'user.sign_in_failed')).toMatchObject([
      { changes: { reason: { new: 'password' } } },
      { changes: { reason: { new: 'address' } }, address: '9.9.9.9' },
    ]);
    expect((await signInFrom('203.0.113.9')).status).toBe(201);
  });

  it('is let in by the account’s entries and their own that are on, and by nobody else’s', async () => {
    const eve = await app.make.user(account.id);
    const other = await app.make.account();
    const others = await app.make.signedIn(other.owner);
    const { id } = (await add('192.0.2.1')).body;
    await addOwn('192.0.2.2');
    await addOwn('192.0.2.3', eve);
    await add('192.0.2.4', others);
    await limit();
    const all = async () => Promise.all(['1', '2', '3', '4'].map((last) => from(`192.0.2.${last}`)));
    expect(await all()).toEqual([200, 200, REFUSED, REFUSED]);
    await owner.call('updateAllowedAddress', { params: { id }, body: { isOn: false } });
    expect(await all()).toEqual([REFUSED, 200, REFUSED, REFUSED]);
    await owner.call('updateAllowedAddress', { params: { id }, body: { isOn: true, label: 'Home' } });
    expect(await all()).toEqual([200, 200, REFUSED, REFUSED]);
  });

  it('loses an address with the next request, and the session works again where it is allowed', async () => {
    await add('192.0.2.1');
    const { id } = (await add('192.0.2.2')).body;
    await limit();
    expect(await from('192.0.2.2')).toBe(200);
    await owner.call('removeAllowedAddress', { params: { id } });
    expect(await from('192.0.2.2')).toBe(REFUSED);
    expect(await from('192.0.2.1')).toBe(200);
    await limit(false);
    expect(await from('192.0.2.2')).toBe(200);
  });

  it('is refused everything, also writes and signing out, and nothing happens', async () => {
    await add('192.0.2.1');
    await limit();
    const headers = { 'x-forwarded-for': '9.9.9.9' };
    expect((await ofBen.call('signOut', { headers })).problem.code).toBe(REFUSED);
    expect((await ofBen.call('listUsers', { headers })).problem.code).toBe(REFUSED);
    expect(await from('192.0.2.1')).toBe(200);
  });
});

describe('the switch "everyone"', () => {
  it('limits all, whatever their flag; without it only the flag counts', async () => {
    await add(`${owner.address}`);
    await add('192.0.2.1');
    expect(await from('9.9.9.9')).toBe(200);
    expect((await everyone(true)).body.limitsAddresses).toBe(true);
    expect(await from('9.9.9.9')).toBe(REFUSED);
    expect(await from('192.0.2.1')).toBe(200);
    expect((await owner.call('getUserPolicy', { params: { id: ben.id } })).body.inForce.limitsAddresses).toEqual({
      value: true,
      source: { level: 'account' },
    });
    await everyone(false);
    expect(await from('9.9.9.9')).toBe(200);
  });

  it('that would lock its author out is refused, with their address, unless they confirm', async () => {
    await add('192.0.2.1');
    expect((await everyone(true)).problem).toMatchObject({ code: 'address.locks_out', params: { address: owner.address } });
    expect((await owner.call('getSecurity')).body).toMatchObject({ limitsAddresses: false, you: { isInList: false } });
    expect((await everyone(true, true)).status).toBe(200);
    expect((await owner.call('getMe')).problem.code).toBe(REFUSED);
  });

  it('is not turned against its author by taking away or switching off their address', async () => {
    const { id } = (await add(owner.address)).body;
    await add('192.0.2.1');
    await everyone(true);
    const tries = [
      () => owner.call('removeAllowedAddress', { params: { id } }),
      () => owner.call('updateAllowedAddress', { params: { id }, body: { isOn: false } }),
    ];
    for (const one of tries) expect((await one()).problem.code).toBe('address.locks_out');
    expect((await owner.call('removeAllowedAddress', { params: { id }, query: { confirm: 'true' } })).status).toBe(204);
    expect((await owner.call('getMe')).problem.code).toBe(REFUSED);
  });
});

describe('an empty list', () => {
  it('is refused for the flag and the switch, and while one of them is on', async () => {
    expect((await limit()).problem.code).toBe('address.list_empty');
    expect((await everyone(true, true)).problem.code).toBe('address.list_empty');
    const { id } = (await add('192.0.2.1')).body;
    expect((await limit()).status).toBe(200);
    const off = await owner.call('updateAllowedAddress', { params: { id }, body: { isOn: false, confirm: true } });
    const gone = await owner.call('removeAllowedAddress', { params: { id }, query: { confirm: 'true' } });
    expect([off.problem.code, gone.problem.code]).toEqual(['address.list_empty', 'address.list_empty']);
    const own = (await addOwn('192.0.2.2')).body;
    expect((await owner.call('removeAllowedAddress', { params: { id }, query: { confirm: 'true' } })).status).toBe(204);
    const params = { id: ben.id, addressId: own.id };
    expect((await owner.call('removeUserAddress', { params })).problem.code).toBe('address.list_empty');
    const switched = await owner.call('updateUserAddress', { params, body: { isOn: false } });
    expect(switched.problem.code).toBe('address.list_empty');
    await limit(false);
    expect((await owner.call('removeUserAddress', { params })).status).toBe(204);
  });

  it('does not come about by twenty removals at once', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, async (_, n) => (await add(`192.0.2.${n}`)).body.id));
    await limit();
    const answers = await atOnce(20, (n) => owner.call('removeAllowedAddress', { params: { id: ids[n] ?? '' } }));
    expect(tally(answers as never)).toEqual({ 204: 19, 'address.list_empty': 1 });
  });

  it('does not come about by restoring somebody whose flag is on', async () => {
    const { id } = (await add('192.0.2.1')).body;
    await limit();
    await owner.call('deleteUser', { params: { id: ben.id } });
    expect((await owner.call('removeAllowedAddress', { params: { id } })).status).toBe(204);
    expect((await owner.call('restoreUser', { params: { id: ben.id } })).problem.code).toBe('address.list_empty');
    await add('192.0.2.1');
    expect((await owner.call('restoreUser', { params: { id: ben.id } })).status).toBe(200);
  });
});
