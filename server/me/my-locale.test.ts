import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { actionsAbout, entriesAbout } from '../testing/record.ts';

let app: TestApp;
let account: MadeAccount;
let ben: MadeUser;
let self: Client;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
});
beforeEach(async () => {
  ben = await app.make.user(account.id);
  self = await app.make.signedIn(ben);
});
afterAll(() => app.close());

const me = async () => (await self.call('getMe')).body;

async function update(body: object, seen?: number) {
  const version = seen ?? (await me()).version;
  return self.call('updateMe', { body, headers: { 'if-match': `"${version}"` } });
}

describe('my languages, timezone and notifications', () => {
  it('are the account’s until I choose, and again when I take the choice back', async () => {
    const before = await me();
    expect(before).toMatchObject({ interfaceLanguage: 'en', spokenLanguage: 'en', timezone: 'UTC', moreSpokenLanguages: [] });
    expect(before.own).toEqual({ interfaceLanguage: null, spokenLanguage: null, timezone: null });
    const mine = { interfaceLanguage: 'ar', spokenLanguage: 'fil', timezone: 'Asia/Tokyo' };
    expect((await update({ ...mine, moreSpokenLanguages: ['de', 'fr', 'de'] })).status).toBe(204);
    expect(await me()).toMatchObject({ ...mine, own: mine, moreSpokenLanguages: ['de', 'fr'], version: before.version + 1 });
    await update({ interfaceLanguage: null, spokenLanguage: null, timezone: null, moreSpokenLanguages: [] });
    expect(await me()).toEqual({ ...before, version: before.version + 2 });
  });

  it('are entries with old and new values', async () => {
    await update({ timezone: 'Asia/Tokyo', moreSpokenLanguages: ['fr'], notifications: { newSignIn: false } });
    expect((await me()).notifications).toEqual({ newSignIn: false });
    expect(await entriesAbout(app, ben.id)).toMatchObject([
      {
        action: 'user.changed',
        actor_id: ben.id,
        changes: {
          timezone: { old: null, new: 'Asia/Tokyo' },
          moreSpokenLanguages: { old: [], new: ['fr'] },
          mailsNewSignIn: { old: true, new: false },
        },
      },
    ]);
  });

  it('that stay as they are make neither a version nor an entry', async () => {
    await update({ moreSpokenLanguages: ['de', 'fr'] });
    const before = await me();
    for (const body of [
      { timezone: null },
      { interfaceLanguage: null, moreSpokenLanguages: ['fr', 'de'] },
      { notifications: {} },
      { notifications: { newSignIn: true } },
    ])
      expect((await update(body)).status).toBe(204);
    expect(await me()).toEqual(before);
    expect(await actionsAbout(app, ben.id)).toHaveLength(1);
  });

  it('are refused where they are none, beside the field', async () => {
    const cases: [object, string, string][] = [
      [{ timezone: 'Mars/Olympus' }, 'timezone', 'field.timezone'],
      [{ timezone: 7 }, 'timezone', 'field.type'],
      [{ spokenLanguage: 'ger' }, 'spokenLanguage', 'field.language'],
      [{ interfaceLanguage: 'tlh' }, 'interfaceLanguage', 'field.invalid'],
      [{ moreSpokenLanguages: ['de', 'xx'] }, 'moreSpokenLanguages.1', 'field.language'],
      [{ moreSpokenLanguages: null }, 'moreSpokenLanguages', 'field.type'],
      [{ moreSpokenLanguages: Array(21).fill('de') }, 'moreSpokenLanguages', 'field.too_many'],
      [{ notifications: { passwordChanged: false } }, 'notifications.passwordChanged', 'field.unknown'],
      [{ notifications: { newSignIn: null } }, 'notifications.newSignIn', 'field.type'],
    ];
    for (const [body, path, code] of cases) {
      expect((await update(body)).problem.errors, JSON.stringify(body)).toMatchObject([{ path, code }]);
    }
  });

  it('of a hundred changes at once from one version let one win', async () => {
    const { version } = await me();
    const zones = ['Asia/Tokyo', 'Europe/Berlin', 'America/Lima', 'Africa/Cairo'];
    const answers = await atOnce(100, (n) => update({ timezone: zones[n % 4] }, version));
    expect(tally(answers)).toEqual({ 204: 1, 'user.changed': 99 });
  });
});

describe('of another user', () => {
  const edit = (client: Client, id: string, body: object, seen = 1) =>
    client.call('updateUser', { params: { id }, body, headers: { 'if-match': `"${seen}"` } });

  it('are set by whom the rule "edit" allows, and shown in the list', async () => {
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    const body = { interfaceLanguage: 'de', spokenLanguage: 'de', timezone: 'Europe/Berlin', moreSpokenLanguages: ['fr'] };
    expect((await edit(admin, ben.id, body)).body).toMatchObject({ ...body, version: 2 });
    expect(await me()).toMatchObject({ timezone: 'Europe/Berlin', interfaceLanguage: 'de' });
    const { items } = (await admin.call('listUsers', { query: { limit: 200 } })).body;
    expect(items.find(({ id }) => id === ben.id)).toMatchObject(body);
    expect((await edit(admin, ben.id, { timezone: null }, 2)).body).toMatchObject({ timezone: null, version: 3 });
    expect(await entriesAbout(app, ben.id)).toMatchObject([
      { changes: { timezone: { old: null, new: 'Europe/Berlin' }, moreSpokenLanguages: { old: [], new: ['fr'] } } },
      { changes: { timezone: { old: 'Europe/Berlin', new: null } } },
    ]);
  });

  it('are not set by others, nor for those above, nor over what somebody else changed meanwhile', async () => {
    const admin = await app.make.user(account.id, { roles: ['admin'] });
    const [client, other] = [await app.make.signedIn(admin), await app.make.user(account.id, { roles: ['admin'] })];
    const stranger = await app.make.signedIn((await app.make.account()).owner);
    const body = { timezone: 'Asia/Tokyo' };
    expect((await edit(self, admin.id, body)).problem.code).toBe('permission.missing');
    expect((await edit(stranger, ben.id, body)).problem.code).toBe('user.not_found');
    expect((await edit(client, other.id, body)).problem.code).toBe('user.is_admin');
    expect((await edit(client, account.owner.id, body)).problem.code).toBe('user.is_owner');
    expect((await edit(client, ben.id, { timezone: 'Mars' })).problem.errors).toMatchObject([{ code: 'field.timezone' }]);
    await update({ timezone: 'Europe/Berlin' });
    const { problem } = await edit(client, ben.id, body);
    expect(problem).toMatchObject({ code: 'user.changed', current: { timezone: 'Europe/Berlin', version: 2 } });
  });
});
