import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount } from '../testing/factories.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function newAccount(): Promise<{ account: MadeAccount; owner: Client }> {
  const account = await app.make.account();
  return { account, owner: await app.make.signedIn(account.owner) };
}

describe('the departments', () => {
  it('are listed by name, whatever its case and accents, with how many users each has', async () => {
    const { account, owner } = await newAccount();
    const ids: Record<string, string> = {};
    for (const name of ['Zulu', 'écoute', 'Echo', 'alpha']) ids[name] = await app.make.department(account.id, name);
    await app.make.user(account.id, { departments: [ids.Zulu ?? '', ids.alpha ?? ''] });
    await app.make.user(account.id, { departments: [ids.Zulu ?? ''], status: 'inactive' });
    await app.make.user(account.id, { departments: [ids.Zulu ?? ''], status: 'deleted' });
    const { body } = await owner.call('listDepartments');
    expect(body.items.map(({ name, users }) => [name, users])).toEqual([
      ['alpha', 1],
      ['Echo', 0],
      ['écoute', 0],
      ['Zulu', 2],
    ]);
  });

  it('of another account are not seen', async () => {
    const [mine, theirs] = [await newAccount(), await newAccount()];
    await app.make.department(theirs.account.id, 'Theirs');
    expect((await mine.owner.call('listDepartments')).body.items).toEqual([]);
  });

  it('are seen and added by an Admin, and by nobody with another role', async () => {
    const { account } = await newAccount();
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    expect((await admin.call('createDepartment', { body: { name: 'Sales' } })).status).toBe(201);
    const other = await app.make.signedIn(
      await app.make.user(account.id, { roles: ['reports', 'tech_configuration', 'finance', 'orders'] }),
    );
    expect((await other.call('listDepartments')).problem.code).toBe('permission.missing');
    expect((await other.call('createDepartment', { body: { name: 'More' } })).problem.code).toBe('permission.missing');
    expect((await admin.call('listDepartments')).body.items.map(({ name }) => name)).toEqual(['Sales']);
  });
});

describe('adding a department', () => {
  it('answers it, with its name tidied, and it can be given to a user at once', async () => {
    const { owner } = await newAccount();
    const { status, body } = await owner.call('createDepartment', { body: { name: '  Inbound   sales ' } });
    expect(status).toBe(201);
    expect(body.name).toBe('Inbound sales');
    const user = { firstName: 'Ben', lastName: 'Okafor', email: 'ben@example.com', departments: [body.id] };
    expect((await owner.call('createUser', { body: user })).body.departments).toEqual([body]);
    expect((await owner.call('listDepartments')).body.items).toEqual([{ ...body, users: 1 }]);
  });

  it.each([
    ['in another case', 'Sales', 'SALES'],
    ['with an accent', 'Vente', 'Venté'],
    ['with other spaces', 'Night shift', ' night  SHIFT'],
    ['composed in another way', 'Café', 'Cafe\u0301'],
    ['in wide letters', 'IT', 'ＩＴ'],
  ])('refuses a name that is there already: %s', async (_, first, second) => {
    const { owner } = await newAccount();
    await owner.call('createDepartment', { body: { name: first } });
    const { problem } = await owner.call('createDepartment', { body: { name: second } });
    expect(problem).toMatchObject({ status: 409, code: 'department.name_taken' });
    expect(problem.errors).toMatchObject([{ path: 'name', code: 'department.name_taken' }]);
    expect((await owner.call('listDepartments')).body.items).toHaveLength(1);
  });

  it.each([
    ['Hindi', 'दिल', 'दल'],
    ['Japanese', 'かぎ', 'かき'],
    ['Thai', 'กิน', 'กัน'],
  ])('takes two words for two where marks tell them apart: %s', async (_, first, second) => {
    const { owner } = await newAccount();
    for (const name of [first, second]) expect((await owner.call('createDepartment', { body: { name } })).status).toBe(201);
  });

  it('takes a name that another account has', async () => {
    for (const { owner } of [await newAccount(), await newAccount()]) {
      expect((await owner.call('createDepartment', { body: { name: 'Shared' } })).status).toBe(201);
    }
  });

  it('refuses a name of nothing but spaces, and one of more than 80 characters', async () => {
    const { owner } = await newAccount();
    const codeOf = async (name: string) => (await owner.call('createDepartment', { body: { name } })).problem.errors?.[0]?.code;
    expect(await codeOf('   ')).toBe('field.required');
    expect(await codeOf('x'.repeat(81))).toBe('field.too_long');
    expect((await owner.call('createDepartment', { body: { name: 'x'.repeat(80) } })).status).toBe(201);
  });
});
