import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { tokenIn } from '../testing/mail-server.ts';
import { atOnce, tally } from '../testing/races.ts';
import { actionsAbout, entriesAbout } from '../testing/record.ts';
import { skipDelays, tryWrongPasswords } from '../testing/wrong-passwords.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let ben: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});
beforeEach(async () => {
  ben = await app.make.user(account.id, { username: `ben.${crypto.randomUUID().slice(0, 8)}` });
});
afterAll(() => app.close());

const signIn = (login: string, client = app.visitor(), password = PASSWORD, accountCode?: string) =>
  client.call('signIn', { body: { login, password, accountCode } });
const WRONG = 'session.wrong_credentials';
const ten = (code: string) => Array<string>(10).fill(code);
const usernameOf = async ({ id }: MadeUser): Promise<string> =>
  (await app.owner.query('select username from users where id = $1', [id])).rows[0].username;

/** A browser in which the user has signed in. */
async function ownBrowser(user: MadeUser): Promise<Client> {
  const client = app.visitor();
  expect((await signIn(user.email, client)).status).toBe(201);
  return client;
}

describe('wrong passwords', () => {
  it('delay the next try, longer and longer, and answer at once instead of waiting', async () => {
    const delays: number[] = [];
    for (let n = 1; n <= 10; n += 1) {
      expect(await tryWrongPasswords(app, ben.email, 1)).toEqual([WRONG]);
      const { rows } = await app.owner.query(
        'select extract(epoch from blocked_until - failed_at)::int as seconds from sign_in_failures where key_hash = sha256($1)',
        [`name  ${ben.email}`],
      );
      delays.push(rows[0].seconds);
    }
    expect(delays).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 32, 900]);
    await app.owner.query("update sign_in_failures set failures = 9, blocked_until = now() + interval '32 seconds'");
    const { problem, headers } = await signIn(ben.email);
    expect(problem).toMatchObject({ code: 'session.wait', params: { seconds: Number(headers.get('retry-after')) } });
    expect(Math.abs(Number(headers.get('retry-after')) - 32)).toBeLessThan(5);
  });
});

describe('ten wrong passwords', () => {
  it('lock for a quarter of an hour, wherever they come from, also for the right password', async () => {
    expect(await tryWrongPasswords(app, ben.email, 10)).toEqual(ten(WRONG));
    const refused = await signIn(ben.email);
    expect(refused.problem).toMatchObject({ code: 'session.locked', params: { minutes: 15 } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(890);
    await app.owner.query("update sign_in_failures set blocked_until = now() + interval '1 minute' where failures >= 10");
    expect((await signIn(ben.email)).problem.params).toEqual({ minutes: 1 });
    await app.owner.query('update sign_in_failures set blocked_until = now()');
    expect((await signIn(ben.email)).status).toBe(201);
  });

  it('lock people who do not exist in the same way, so that the lock does not tell', async () => {
    const known = [...(await tryWrongPasswords(app, ben.email, 12)), (await signIn(ben.email)).problem.code];
    const nobody = 'nobody@lock.example';
    const unknown = [...(await tryWrongPasswords(app, nobody, 12)), (await signIn(nobody)).problem.code];
    expect(known).toEqual([...ten(WRONG), 'session.locked', 'session.locked', 'session.locked']);
    expect(unknown).toEqual(known);
  });

  it('count the same however the login is written', async () => {
    for (const login of [ben.email, ben.email.toUpperCase(), ` ${ben.email}`, ben.email]) await tryWrongPasswords(app, login, 3);
    expect((await signIn(ben.email)).problem.code).toBe('session.locked');
  });

  it('under one name lock the others, and do not tell that they are the same person’s', async () => {
    const username = await usernameOf(ben);
    await tryWrongPasswords(app, ben.email, 10);
    const other = await signIn(username, undefined, 'Wrong-password-1', account.code);
    const right = await signIn(username, undefined, PASSWORD, account.code);
    expect([other.problem.code, right.problem.code]).toEqual([WRONG, WRONG]);
    expect((await actionsAbout(app, ben.id)).includes('user.signed_in')).toBe(false);
  });

  it('under one name: a right password typed under another counts as a wrong one does, so that no delay tells it', async () => {
    const username = await usernameOf(ben);
    await tryWrongPasswords(app, ben.email, 10);
    for (let n = 0; n < 2; n += 1) await signIn(username, undefined, PASSWORD, account.code);
    const { rows } = await app.owner.query('select failures from sign_in_failures where key_hash = sha256($1)', [
      `name ${account.code} ${username}`,
    ]);
    expect(rows).toEqual([{ failures: 2 }]);
  });

  it('from a browser of theirs are ten too, under however many names', async () => {
    const own = await ownBrowser(ben);
    await tryWrongPasswords(app, ben.email, 10, own);
    const right = await signIn(await usernameOf(ben), own, PASSWORD, account.code);
    expect(right.problem.code).toBe(WRONG);
    await owner.call('unlockUser', { params: { id: ben.id } });
    expect((await signIn(await usernameOf(ben), own, PASSWORD, account.code)).status).toBe(201);
  });

  it('are no more than ten of a hundred at once, and the right one among them does not slip through later', async () => {
    const answers = await atOnce(100, () => signIn(ben.email, app.visitor(), 'Wrong-password-1'));
    const { [WRONG]: told = 0, 'session.locked': locked = 0, 'session.wait': waiting = 0 } = tally(answers);
    expect(told).toBeGreaterThan(0);
    expect(told).toBeLessThanOrEqual(10);
    expect(told + locked + waiting).toBe(100);
    const mixed = await app.make.user(account.id);
    await tryWrongPasswords(app, mixed.email, 9);
    await skipDelays(app);
    const both = await atOnce(40, (n) => signIn(mixed.email, app.visitor(), n < 39 ? 'Wrong-password-1' : PASSWORD));
    const wrong = both.slice(0, 39);
    // Either the right one came before the tenth wrong one and forgot the nine, or it is refused like all the others.
    const isIn = both[39]?.status === 201;
    expect(tally(wrong)[WRONG]).toBeLessThanOrEqual(isIn ? 10 : 1);
    expect([201, 429]).toContain(both[39]?.status);
  });

  it('do not lock another user', async () => {
    const eve = await app.make.user(account.id);
    await tryWrongPasswords(app, ben.email, 10);
    expect((await signIn(eve.email)).status).toBe(201);
  });

  it('are forgotten after a right one, and after a quarter of an hour', async () => {
    await tryWrongPasswords(app, ben.email, 9);
    await skipDelays(app);
    expect((await signIn(ben.email)).status).toBe(201);
    expect(await tryWrongPasswords(app, ben.email, 9)).toEqual(Array(9).fill(WRONG));
    await app.owner.query("update sign_in_failures set failed_at = failed_at - interval '16 minutes'");
    expect(await tryWrongPasswords(app, ben.email, 10)).toEqual(ten(WRONG));
  });

  it('hold over two processes on one database', async () => {
    const there = await app.another();
    for (let n = 0; n < 5; n += 1) {
      await tryWrongPasswords(app, ben.email, 1);
      await tryWrongPasswords(app, ben.email, 1, there.visitor());
    }
    expect((await signIn(ben.email, there.visitor())).problem.code).toBe('session.locked');
    expect((await signIn(ben.email)).problem.code).toBe('session.locked');
    await there.close();
  });
});

describe('a lock', () => {
  it('is a mark on the user that expires, an entry, and one mail a day', async () => {
    await tryWrongPasswords(app, ben.email, 10);
    const user = async () => (await owner.call('getUser', { params: { id: ben.id } })).body;
    const { lockedUntil, status, version } = await user();
    expect(status).toBe('active');
    expect(Math.abs(Date.parse(lockedUntil ?? '') - Date.now() - 900_000)).toBeLessThan(60_000);
    expect((await actionsAbout(app, ben.id)).filter((action) => action === 'user.locked')).toHaveLength(1);
    expect((await app.mail.next(ben.email)).subject).toContain('Ten wrong passwords');
    await app.owner.query('update sign_in_failures set blocked_until = now()');
    await app.owner.query('update users set locked_until = now() where id = $1', [ben.id]);
    expect(await user()).toMatchObject({ lockedUntil: null, version });
    await tryWrongPasswords(app, ben.email, 10);
    const { rows } = await app.owner.query("select count(*)::int as n from mails where user_id = $1 and kind = 'locked'", [
      ben.id,
    ]);
    expect(rows[0].n).toBe(1);
  });

  it('is lifted by an administrator, under every name, and recorded', async () => {
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    await tryWrongPasswords(app, ben.email, 10);
    const { body } = await admin.call('unlockUser', { params: { id: ben.id } });
    expect(body.lockedUntil).toBeNull();
    expect((await signIn(ben.email)).status).toBe(201);
    expect((await signIn(await usernameOf(ben), undefined, PASSWORD, account.code)).status).toBe(201);
    // A second time it takes back the wrong passwords that were counted since.
    await admin.call('unlockUser', { params: { id: ben.id } });
    const unlocked = (await entriesAbout(app, ben.id)).filter(({ action }) => action === 'user.unlocked');
    expect(unlocked.map(({ changes }) => changes)).toEqual([{ lockedUntil: { old: expect.any(String), new: null } }, {}]);
  });

  it('is not lifted by a lesser role, of somebody above, of oneself, or in another account', async () => {
    const admin = await app.make.user(account.id, { roles: ['admin'] });
    const by = await app.make.signedIn(admin);
    const tryIt = async (client: Client, id: string) => (await client.call('unlockUser', { params: { id } })).problem.code;
    expect(await tryIt(by, account.owner.id)).toBe('user.is_owner');
    expect(await tryIt(by, (await app.make.user(account.id, { roles: ['admin'] })).id)).toBe('user.is_admin');
    expect(await tryIt(by, admin.id)).toBe('user.is_self');
    expect(await tryIt(await app.make.signedIn(ben), ben.id)).toBe('permission.missing');
    expect(await tryIt(await app.make.signedIn((await app.make.account()).owner), ben.id)).toBe('user.not_found');
  });
});

describe('an attacker with a thousand addresses', () => {
  it('cannot keep the main user out of a browser that they use', async () => {
    const { owner: main } = await app.make.account();
    const browser = await ownBrowser(main);
    for (let round = 0; round < 3; round += 1) {
      await tryWrongPasswords(app, main.email, 12);
      expect((await signIn(main.email)).problem.code).toBe('session.locked');
      browser.cookie = '';
      expect((await signIn(main.email, browser)).status).toBe(201);
    }
  });

  it('cannot keep them out of a new browser either: who reads their mails gets in', async () => {
    const { owner: main } = await app.make.account({ email: 'main@lock.example' });
    await tryWrongPasswords(app, main.email, 12);
    await app.mail.next(main.email);
    const browser = app.visitor();
    await browser.call('requestPasswordReset', { body: { email: main.email } });
    const token = tokenIn(await app.mail.next(main.email));
    await browser.call('resetPassword', { body: { token, password: 'Quay-83-lantern' } });
    await tryWrongPasswords(app, main.email, 12);
    expect((await signIn(main.email, browser, 'Quay-83-lantern')).status).toBe(201);
  });

  it('gains nothing from a cookie of their own, or from a planted one', async () => {
    const eve = await app.make.user(account.id);
    const attacker = await ownBrowser(eve);
    attacker.cookie = '';
    await tryWrongPasswords(app, ben.email, 10);
    expect((await signIn(ben.email, attacker)).problem.code).toBe('session.locked');
    const victim = app.visitor();
    victim.browserCookie = `rollcall_browser=${'x'.repeat(43)}`;
    await owner.call('unlockUser', { params: { id: ben.id } });
    expect((await signIn(ben.email, victim)).status).toBe(201);
    const { rows } = await app.owner.query('select 1 from known_browsers where user_id = $1 and token_hash = sha256($2)', [
      ben.id,
      'x'.repeat(43),
    ]);
    expect(rows).toEqual([]);
  });

  it('locks a stolen browser like any other, and nobody else', async () => {
    const browser = await ownBrowser(ben);
    browser.cookie = '';
    expect(await tryWrongPasswords(app, ben.email, 11, browser)).toEqual([...ten(WRONG), 'session.locked']);
    expect((await signIn(ben.email)).status).toBe(201);
    await owner.call('unlockUser', { params: { id: ben.id } });
    expect((await signIn(ben.email, browser)).status).toBe(201);
  });
});

describe('one address', () => {
  it('is stopped after 300 wrong passwords in a quarter of an hour, whatever the login, exactly, also at once', async () => {
    const attacker = app.visitor();
    await signIn('first@spray.example', attacker);
    await app.owner.query("update attempts set count = 295 where bucket = 'sign_in.from' and count > 0");
    const answers = await atOnce(30, (n) => signIn(`person${n}@spray.example`, attacker, 'Wrong-password-1'));
    expect(tally(answers)).toEqual({ [WRONG]: 5, 'request.too_many': 25 });
    expect((await signIn(ben.email, attacker)).problem.code).toBe('request.too_many');
    expect((await signIn(ben.email)).status).toBe(201);
  });
});

describe('right passwords', () => {
  it('do not count: a busy person signs in as often as they like, also at once', async () => {
    const answers = await atOnce(30, () => signIn(ben.email));
    expect(tally(answers as never)).toEqual({ 201: 30 });
  });
});
