import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { tokenIn } from '../testing/mail-server.ts';
import { atOnce, tally } from '../testing/races.ts';
import { actionsAbout, entriesAbout } from '../testing/record.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let ben: MadeUser;
let counter = 0;
let next: string;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account({ name: 'Northwind' });
});
beforeEach(async () => {
  counter += 1;
  owner = await app.make.signedIn(account.owner);
  ben = await app.make.user(account.id, { email: `ben${counter}@mail.example` });
  next = `new${counter}@mail.example`;
});
afterAll(() => app.close());

async function read(id: string) {
  return (await owner.call('getUser', { params: { id } })).body;
}

async function edit(body: object, { id = ben.id, by = owner } = {}) {
  const { version } = await read(id);
  return by.call('updateUser', { params: { id }, body, headers: { 'if-match': String(version) } });
}

const confirm = (token: string) => app.visitor().call('confirmEmail', { body: { token } });
const signIn = (login: string) => app.visitor().call('signIn', { body: { login, password: PASSWORD } });

/** The link that is mailed to the new address of a confirmed user. */
async function asked(id = ben.id, email = next): Promise<string> {
  await edit({ email }, { id });
  return tokenIn(await app.mail.next(email));
}

describe('the address of a confirmed user', () => {
  it('stays in force until the new one is confirmed; then the new one counts', async () => {
    const { body } = await edit({ email: next });
    expect(body).toMatchObject({ email: ben.email, newEmail: next });
    expect((await signIn(ben.email)).status).toBe(201);
    expect((await signIn(next)).status).toBe(401);
    const answer = await confirm(tokenIn(await app.mail.next(next)));
    expect(answer.body).toEqual({ email: next, accountCode: account.code });
    expect(await read(ben.id)).toMatchObject({ email: next, newEmail: null, version: body.version + 1 });
    expect((await signIn(ben.email)).status).toBe(401);
    expect((await signIn(next)).status).toBe(201);
    expect((await owner.call('listUsers', { query: { q: next } })).body.items.map(({ id }) => id)).toEqual([ben.id]);
  });

  it('is told at the old place', async () => {
    await edit({ email: next });
    const notice = await app.mail.next(ben.email);
    expect(notice.subject).toBe('Your e-mail address is about to change');
    expect(notice.text).toContain(next);
  });

  it('is two entries: what was asked for, and what was confirmed', async () => {
    await confirm(await asked());
    expect(await entriesAbout(app, ben.id)).toMatchObject([
      { action: 'user.changed', actor_id: account.owner.id, changes: { newEmail: { old: null, new: next } } },
      { action: 'user.email_changed', actor_id: ben.id, changes: { email: { old: ben.email, new: next } } },
    ]);
  });

  it('ends the open links of the user', async () => {
    await app.visitor().call('requestPasswordReset', { body: { email: ben.email } });
    const reset = tokenIn(await app.mail.next(ben.email));
    const first = await asked();
    const inspected = await app.visitor().call('inspectPasswordReset', { body: { token: reset } });
    expect(inspected.problem.code).toBe('link.invalid');
    const second = await asked(ben.id, `second${next}`);
    expect((await confirm(first)).problem.code).toBe('link.invalid');
    expect((await confirm(second)).status).toBe(200);
    expect((await read(ben.id)).email).toBe(`second${next}`);
  });

  it('ends a reset link of the old address that was asked for meanwhile', async () => {
    const token = await asked();
    await app.visitor().call('requestPasswordReset', { body: { email: ben.email } });
    await app.mail.next(ben.email);
    const reset = tokenIn(await app.mail.next(ben.email));
    await confirm(token);
    expect((await app.visitor().call('inspectPasswordReset', { body: { token: reset } })).problem.code).toBe('link.invalid');
  });

  it('keeps a username, and takes one that is the address along', async () => {
    const named = await app.make.user(account.id, {
      email: `own${counter}@mail.example`,
      username: `own${counter}@mail.example`,
    });
    await confirm(await asked(named.id));
    expect(await read(named.id)).toMatchObject({ email: next, username: next });
    const change = { old: named.email, new: next };
    expect((await entriesAbout(app, named.id)).at(-1)).toMatchObject({ changes: { email: change, username: change } });
    expect((await read(ben.id)).username).toBeNull();
  });

  it('of somebody switched off can be changed and confirmed too', async () => {
    const off = await app.make.user(account.id, { status: 'inactive' });
    await confirm(await asked(off.id));
    expect(await read(off.id)).toMatchObject({ email: next, status: 'inactive' });
  });

  it('is refused where another user has it, or had it', async () => {
    const other = await app.make.user(account.id);
    const gone = await app.make.user(account.id, { status: 'deleted' });
    expect((await edit({ email: other.email.toUpperCase() })).problem.errors).toMatchObject([
      { path: 'email', code: 'user.email_taken' },
    ]);
    expect((await edit({ email: gone.email })).problem.errors).toMatchObject([{ path: 'email', code: 'user.email_reserved' }]);
    expect(await actionsAbout(app, ben.id)).toEqual([]);
  });

  it('is mailed about five times an hour at most', async () => {
    for (let n = 0; n < 5; n += 1) expect((await edit({ email: `n${n}${next}` })).status).toBe(200);
    expect((await edit({ email: next })).problem).toMatchObject({ status: 429, code: 'request.too_many' });
    expect((await read(ben.id)).newEmail).toBe(`n4${next}`);
  });

  it('of oneself asks for a password typed within five minutes', async () => {
    const late = await app.make.signedIn(account.owner, { provedSecondsAgo: 301 });
    const answer = await edit({ email: next }, { id: account.owner.id, by: late });
    expect(answer.problem.code).toBe('session.step_up');
    expect((await edit({ firstName: 'Ana' }, { id: account.owner.id, by: late })).status).toBe(200);
  });
});

describe('the link', () => {
  it('works once', async () => {
    const token = await asked();
    expect((await confirm(token)).status).toBe(200);
    expect((await confirm(token)).problem).toMatchObject({ status: 410, code: 'link.used' });
  });

  it('works for one of twenty who press at once', async () => {
    const token = await asked();
    const answers = await atOnce(20, () => confirm(token));
    expect(tally(answers)).toEqual({ 200: 1, 'link.used': 19 });
    expect((await actionsAbout(app, ben.id)).filter((action) => action === 'user.email_changed')).toHaveLength(1);
  });

  it('expires after a day', async () => {
    const token = await asked();
    const { rows } = await app.owner.query(
      `select extract(epoch from expires_at - created_at)::int as seconds from links where user_id = $1 and purpose = 'email_change'`,
      [ben.id],
    );
    expect(rows).toEqual([{ seconds: 86_400 }]);
    await app.owner.query('update links set expires_at = now() where user_id = $1', [ben.id]);
    expect((await confirm(token)).problem.code).toBe('link.expired');
    expect((await read(ben.id)).email).toBe(ben.email);
  });

  it('is refused where the address was taken meanwhile, and tells so', async () => {
    const token = await asked();
    await app.make.user(account.id, { email: next.toUpperCase() });
    expect((await confirm(token)).problem).toMatchObject({ status: 409, code: 'user.email_taken' });
    expect((await read(ben.id)).email).toBe(ben.email);
  });

  it('gives one of two who wait for the same address the address', async () => {
    const other = await app.make.user(account.id);
    const first = await asked();
    const second = await asked(other.id);
    const answers = await Promise.all([confirm(first), confirm(second)]);
    expect(tally(answers)).toEqual({ 200: 1, 'user.email_taken': 1 });
  });

  it.each(['deactivateUser', 'deleteUser'] as const)('is dead after %s', async (name) => {
    const token = await asked();
    await owner.call(name, { params: { id: ben.id } });
    expect((await confirm(token)).problem.code).toBe('link.invalid');
  });

  it('of another kind confirms nothing', async () => {
    await app.visitor().call('requestPasswordReset', { body: { email: ben.email } });
    const reset = tokenIn(await app.mail.next(ben.email));
    expect((await confirm(reset)).problem.code).toBe('link.invalid');
    const token = await asked();
    expect((await app.visitor().call('activate', { body: { token, password: PASSWORD } })).problem.code).toBe('link.invalid');
    expect((await app.visitor().call('resetPassword', { body: { token, password: 'Lantern-58-quays' } })).problem.code).toBe(
      'link.invalid',
    );
  });
});

describe('the address of a pending user', () => {
  async function invited(username?: string) {
    const email = `guest${counter}@mail.example`;
    const { body } = await owner.call('createUser', { body: { firstName: 'Eve', lastName: 'Stone', email, username } });
    return { id: body.id, email, token: tokenIn(await app.mail.next(email)) };
  }

  it('changes at once, with a new activation mail; the earlier link is dead', async () => {
    const guest = await invited();
    const { body } = await edit({ email: next }, { id: guest.id });
    expect(body).toMatchObject({ email: next, newEmail: null, status: 'pending', activationMail: { to: next } });
    const token = tokenIn(await app.mail.next(next));
    const inspect = (one: string) => app.visitor().call('inspectActivation', { body: { token: one } });
    expect((await inspect(guest.token)).problem.code).toBe('link.invalid');
    expect((await inspect(token)).body.email).toBe(next);
  });

  it('takes a username along that is the address, and says so', async () => {
    const email = `guest${counter}@mail.example`;
    const guest = await invited(email);
    expect((await edit({ email: next }, { id: guest.id })).body).toMatchObject({ email: next, username: next });
    const change = { old: email, new: next };
    expect((await entriesAbout(app, guest.id)).at(-1)).toMatchObject({
      action: 'user.changed',
      changes: { email: change, username: change },
    });
  });

  it('can become the username in the same step', async () => {
    const guest = await invited();
    expect((await edit({ email: next, username: next }, { id: guest.id })).body).toMatchObject({ email: next, username: next });
  });
});
