import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, PASSWORD } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { entriesAbout } from '../testing/record.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  account = await app.make.account({ name: 'Northwind' });
  owner = await app.make.signedIn(account.owner);
});
afterAll(() => app.close());

const shown = async (client = owner) => (await client.call('getAccount')).body;

async function update(body: object, client = owner, seen?: number) {
  const version = seen ?? (await shown(client)).version;
  return client.call('updateAccount', { body, headers: { 'if-match': `"${version}"` } });
}

describe('the account', () => {
  it('is shown to everybody of it, with its defaults', async () => {
    const member = await app.make.signedIn(await app.make.user(account.id));
    const expected = { id: account.id, code: account.code, name: 'Northwind', version: 1 };
    expect(await shown(member)).toEqual({ ...expected, interfaceLanguage: 'en', spokenLanguage: 'en', timezone: 'UTC' });
  });

  it('is changed by the main user and by Admins; what changed is an entry', async () => {
    const admin = await app.make.user(account.id, { roles: ['admin'] });
    const client = await app.make.signedIn(admin);
    const body = { name: ' Northwind  Calls ', interfaceLanguage: 'de', spokenLanguage: 'ckb', timezone: 'europe/berlin' };
    const answer = await update(body, client);
    const now = { name: 'Northwind Calls', interfaceLanguage: 'de', spokenLanguage: 'ckb', timezone: 'Europe/Berlin' };
    expect(answer.body).toMatchObject({ ...now, version: 2 });
    expect(await shown()).toEqual(answer.body);
    expect((await update({ timezone: 'UTC' })).status).toBe(200);
    const changes = {
      name: { old: 'Northwind', new: 'Northwind Calls' },
      interfaceLanguage: { old: 'en', new: 'de' },
      spokenLanguage: { old: 'en', new: 'ckb' },
      timezone: { old: 'UTC', new: 'Europe/Berlin' },
    };
    expect(await entriesAbout(app, account.id)).toMatchObject([
      { action: 'account.changed', actor_id: admin.id, target_type: 'account', changes },
      { action: 'account.changed', actor_id: account.owner.id, changes: { timezone: { old: 'Europe/Berlin', new: 'UTC' } } },
    ]);
  });

  it('counts for everybody who has nothing of their own, from their next request', async () => {
    const [own, other] = [await app.make.user(account.id), await app.make.user(account.id)];
    const clients = { own: await app.make.signedIn(own), other: await app.make.signedIn(other) };
    await clients.own.call('updateMe', { body: { timezone: 'Asia/Tokyo' }, headers: { 'if-match': '1' } });
    await update({ timezone: 'Europe/Berlin', interfaceLanguage: 'ar' });
    expect((await clients.own.call('getMe')).body).toMatchObject({
      timezone: 'Asia/Tokyo',
      interfaceLanguage: 'ar',
      own: { timezone: 'Asia/Tokyo', interfaceLanguage: null },
      account: { timezone: 'Europe/Berlin', interfaceLanguage: 'ar', spokenLanguage: 'en' },
    });
    expect((await clients.other.call('getMe')).body).toMatchObject({ timezone: 'Europe/Berlin', own: { timezone: null } });
  });

  it('is not changed by whom the rule refuses', async () => {
    for (const roles of [[], ['reports', 'tech_configuration', 'finance', 'orders']] as const) {
      const client = await app.make.signedIn(await app.make.user(account.id, { roles }));
      expect((await update({ name: 'Mine' }, client)).problem.code).toBe('permission.missing');
      expect((await client.call('countDefaultUsers')).problem.code).toBe('permission.missing');
    }
    expect(await shown()).toMatchObject({ name: 'Northwind', version: 1 });
  });

  it('is one’s own: another account stays as it is', async () => {
    const other = await app.make.account({ name: 'Contoso' });
    await update({ name: 'Northwind Calls' });
    expect(await shown(await app.make.signedIn(other.owner))).toMatchObject({ name: 'Contoso', version: 1 });
  });

  it('that changes nothing makes neither a version nor an entry', async () => {
    for (const body of [{}, { name: 'Northwind' }, { timezone: 'utc', interfaceLanguage: 'en' }]) {
      expect((await update(body)).body.version).toBe(1);
    }
    expect(await entriesAbout(app, account.id)).toEqual([]);
  });

  it('refuses what is no name, language or timezone, beside the field', async () => {
    const cases: [object, string, string][] = [
      [{ name: '  ' }, 'name', 'field.required'],
      [{ name: 'x'.repeat(121) }, 'name', 'field.too_long'],
      [{ interfaceLanguage: 'fr' }, 'interfaceLanguage', 'field.invalid'],
      [{ interfaceLanguage: null }, 'interfaceLanguage', 'field.invalid'],
      [{ timezone: null }, 'timezone', 'field.type'],
      [{ code: 'ABCDEF' }, 'code', 'field.unknown'],
    ];
    for (const timezone of ['Mars/Olympus', '+01:00', '', 'Europe/Berlin ', 'x'.repeat(65), 'Europe/../etc'])
      cases.push([{ timezone }, 'timezone', timezone.length > 64 ? 'field.too_long' : 'field.timezone']);
    for (const spokenLanguage of ['deu', 'xx', 'DE', 'de-AT', 'und', 'zxx', ''])
      cases.push([{ spokenLanguage }, 'spokenLanguage', 'field.language']);
    for (const [body, path, code] of cases) {
      expect((await update(body)).problem.errors?.[0], JSON.stringify(body)).toMatchObject({ path, code });
    }
    expect((await shown()).version).toBe(1);
  });

  it('needs the version that was seen; of twenty changes at once from one version one wins', async () => {
    expect((await owner.call('updateAccount', { body: { name: 'X' } })).problem.code).toBe('user.version_required');
    const answers = await atOnce(20, (n) => update({ name: `Northwind ${n}` }, owner, 1));
    expect(tally(answers)).toEqual({ 200: 1, 'account.changed': 19 });
    const { problem } = await update({ timezone: 'Asia/Tokyo' }, owner, 1);
    expect(problem).toMatchObject({ status: 412, current: await shown() });
  });

  it('tells how many users each default reaches: those without one of their own who are not deleted', async () => {
    const people = [
      await app.make.user(account.id),
      await app.make.user(account.id, { status: 'pending' }),
      await app.make.user(account.id, { status: 'inactive' }),
      await app.make.user(account.id, { status: 'deleted' }),
    ];
    await app.owner.query("update users set timezone = 'Asia/Tokyo', spoken_language = 'ja' where id = $1", [people[1]?.id]);
    await app.owner.query("update users set spoken_language = 'fr' where id = $1", [people[2]?.id]);
    const { body } = await owner.call('countDefaultUsers');
    expect(body).toEqual({ interfaceLanguage: 4, spokenLanguage: 2, timezone: 3 });
  });
});

describe('signing up', () => {
  const form = { companyName: 'Contoso', firstName: 'Ana', lastName: 'Ruiz', password: PASSWORD };
  const defaultsOf = async (email: string) =>
    (
      await app.owner.query(
        'select a.interface_language, a.spoken_language, a.timezone from accounts a join users u on u.id = a.owner_id where u.email = $1',
        [email],
      )
    ).rows;

  it('takes the language of the form and the timezone of the browser', async () => {
    const body = { ...form, email: 'ana@berlin.example', interfaceLanguage: 'de', timezone: 'Europe/Berlin' } as const;
    expect((await app.visitor().call('signUp', { body })).status).toBe(202);
    expect(await defaultsOf(body.email)).toEqual([
      { interface_language: 'de', spoken_language: 'de', timezone: 'Europe/Berlin' },
    ]);
    expect((await app.mail.next(body.email)).subject).toBe('Contoso auf Rollcall aktivieren');
  });

  it('is English and UTC where the browser says nothing, or a timezone that nobody knows', async () => {
    for (const [email, more] of [
      ['none@x.example', {}],
      ['odd@x.example', { timezone: 'Mars/Olympus' }],
    ] as const) {
      expect((await app.visitor().call('signUp', { body: { ...form, email, ...more } })).status).toBe(202);
      expect(await defaultsOf(email)).toEqual([{ interface_language: 'en', spoken_language: 'en', timezone: 'UTC' }]);
    }
  });
});
