import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { tokenIn } from '../testing/mail-server.ts';
import { atOnce, tally } from '../testing/races.ts';
import { actionsAbout, entriesAbout } from '../testing/record.ts';

let app: TestApp;
let account: MadeAccount;
let ben: MadeUser;
let self: Client;
let next: string;
let counter = 0;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
});
beforeEach(async () => {
  counter += 1;
  ben = await app.make.user(account.id, { firstName: 'Ben', lastName: 'Okafor', email: `ben${counter}@me.example` });
  self = await app.make.signedIn(ben);
  next = `next${counter}@me.example`;
});
afterAll(() => app.close());

const me = async (client = self) => (await client.call('getMe')).body;

async function update(body: object, client = self, seen?: number) {
  const version = seen ?? (await me(client)).version;
  return client.call('updateMe', { body, headers: { 'if-match': `"${version}"` } });
}

describe('changing my names', () => {
  it('takes effect at once, in my pages and in the list, whatever my roles', async () => {
    const before = await me();
    expect((await update({ firstName: ' Zoë  Ana ' })).status).toBe(204);
    expect((await update({ lastName: 'Ruiz' })).status).toBe(204);
    expect(await me()).toMatchObject({ firstName: 'Zoë Ana', lastName: 'Ruiz', version: before.version + 2 });
    const owner = await app.make.signedIn(account.owner);
    const { items } = (await owner.call('listUsers', { query: { q: 'zoe ana ruiz' } })).body;
    expect(items.map(({ id }) => id)).toContain(ben.id);
    expect(await entriesAbout(app, ben.id)).toMatchObject([
      { action: 'user.changed', actor_id: ben.id, changes: { firstName: { old: 'Ben', new: 'Zoë Ana' } } },
      { action: 'user.changed', actor_id: ben.id, changes: { lastName: { old: 'Okafor', new: 'Ruiz' } } },
    ]);
  });

  it('is for the main user and for Admins too', async () => {
    const admin = await app.make.user(account.id, { roles: ['admin'] });
    for (const user of [account.owner, admin]) {
      const client = await app.make.signedIn(user);
      expect((await update({ firstName: 'Zoë' }, client)).status).toBe(204);
    }
  });

  it('that changes nothing makes neither a version nor an entry', async () => {
    const before = await me();
    for (const body of [{}, { firstName: 'Ben' }, { firstName: 'Ben', lastName: ' Okafor ' }]) {
      expect((await update(body)).status).toBe(204);
    }
    expect(await me()).toEqual(before);
    expect(await actionsAbout(app, ben.id)).toEqual([]);
  });

  it('takes names and nothing else: no roles, no state, no address', async () => {
    const fields = { portalRoles: ['admin'], status: 'active', email: 'x@me.example', username: 'root', isMainUser: true };
    for (const [field, value] of Object.entries(fields)) {
      expect((await update({ [field]: value })).problem.errors).toMatchObject([{ path: field, code: 'field.unknown' }]);
    }
    expect((await update({ firstName: ' ' })).problem.errors).toMatchObject([{ path: 'firstName', code: 'field.required' }]);
  });

  it('needs the version that I have seen: 428 without, 412 with what is there now where it is old', async () => {
    expect((await self.call('updateMe', { body: { firstName: 'Zoë' } })).problem.code).toBe('user.version_required');
    const { version } = await me();
    await update({ firstName: 'Zoë' });
    const { problem } = await update({ lastName: 'Ruiz' }, self, version);
    expect(problem).toMatchObject({ status: 412, code: 'user.changed' });
    expect(problem.current).toEqual({
      firstName: 'Zoë',
      lastName: 'Okafor',
      own: { interfaceLanguage: null, spokenLanguage: null, timezone: null },
      moreSpokenLanguages: [],
      notifications: { newSignIn: true },
      version: version + 1,
    });
  });

  it('of twenty changes at once from one version lets one win', async () => {
    const { version } = await me();
    const answers = await atOnce(20, (n) => update({ firstName: `Zoë ${n}` }, self, version));
    expect(tally(answers)).toEqual({ 204: 1, 'user.changed': 19 });
  });
});

describe('changing my address', () => {
  const change = (email: string, client = self) => client.call('changeMyEmail', { body: { email } });

  it('waits for the link in the mail to the new one; the old one is told', async () => {
    expect((await change(next)).status).toBe(202);
    expect(await me()).toMatchObject({ email: ben.email, newEmail: next });
    expect((await app.mail.next(ben.email)).text).toContain(next);
    const token = tokenIn(await app.mail.next(next));
    expect((await app.visitor().call('confirmEmail', { body: { token } })).status).toBe(200);
    expect(await me()).toMatchObject({ email: next, newEmail: null });
    expect(await entriesAbout(app, ben.id)).toMatchObject([
      { action: 'user.email_change_requested', actor_id: ben.id, changes: { newEmail: { old: null, new: next } } },
      { action: 'user.email_changed', actor_id: ben.id, changes: { email: { old: ben.email, new: next } } },
    ]);
  });

  it('asks for a password typed within five minutes', async () => {
    const late = await app.make.signedIn(ben, { provedSecondsAgo: 301 });
    expect((await change(next, late)).problem.code).toBe('session.step_up');
    await late.call('proveMyself', { body: { password: PASSWORD } });
    expect((await change(next, late)).status).toBe(202);
  });

  it('refuses the one in force, and one that another user has or had', async () => {
    const [other, gone] = [await app.make.user(account.id), await app.make.user(account.id, { status: 'deleted' })];
    const codes = async (email: string) => (await change(email)).problem.errors;
    expect(await codes(ben.email)).toMatchObject([{ path: 'email', code: 'email.unchanged' }]);
    expect(await codes(other.email)).toMatchObject([{ path: 'email', code: 'user.email_taken' }]);
    expect(await codes(gone.email)).toMatchObject([{ path: 'email', code: 'user.email_reserved' }]);
    expect(await me()).toMatchObject({ newEmail: null });
  });

  it('is possible five times an hour', async () => {
    for (let n = 0; n < 5; n += 1) expect((await change(`n${n}${next}`)).status).toBe(202);
    expect((await change(next)).problem.code).toBe('request.too_many');
  });
});
