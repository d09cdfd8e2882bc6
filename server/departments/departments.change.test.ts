import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PortalRole } from '../../contract/permissions.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { actionsAbout, entriesAbout } from '../testing/record.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let sales: string;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  sales = await app.make.department(account.id, 'Sales');
});
afterAll(() => app.close());

const rename = (id: string, name: string, by = owner) => by.call('renameDepartment', { params: { id }, body: { name } });
const remove = (id: string, by = owner) => by.call('deleteDepartment', { params: { id } });
const list = async () => (await owner.call('listDepartments')).body.items.map(({ name, users }) => [name, users]);

describe('renaming a department', () => {
  it('shows at once wherever it stands, and is one entry', async () => {
    const ben = await app.make.user(account.id, { departments: [sales] });
    expect((await rename(sales, '  Inbound   sales ')).body).toEqual({ id: sales, name: 'Inbound sales' });
    expect(await list()).toEqual([['Inbound sales', 1]]);
    const { body } = await owner.call('getUser', { params: { id: ben.id } });
    expect(body.departments).toEqual([{ id: sales, name: 'Inbound sales' }]);
    expect(await entriesAbout(app, sales)).toMatchObject([
      {
        action: 'department.renamed',
        target_type: 'department',
        actor_id: account.owner.id,
        changes: { name: { old: 'Sales', new: 'Inbound sales' } },
      },
    ]);
  });

  it('may change nothing but case or accents; the same name is no change', async () => {
    expect((await rename(sales, 'SÁLES')).body.name).toBe('SÁLES');
    expect((await rename(sales, ' SÁLES ')).status).toBe(200);
    expect(await actionsAbout(app, sales)).toEqual(['department.renamed']);
  });

  it('refuses a name that another one has, in any case, beside its field', async () => {
    await app.make.department(account.id, 'Night');
    const { problem } = await rename(sales, 'NIGHT');
    expect(problem).toMatchObject({ status: 409, code: 'department.name_taken', errors: [{ path: 'name' }] });
    expect(await list()).toEqual([
      ['Night', 0],
      ['Sales', 0],
    ]);
  });

  it('frees the old name', async () => {
    await rename(sales, 'Night');
    expect((await owner.call('createDepartment', { body: { name: 'Sales' } })).status).toBe(201);
  });

  it('to one name, of ten departments at once: one gets it', async () => {
    const ids = await atOnce(10, (n) => app.make.department(account.id, `Team ${n}`));
    const answers = await Promise.all(ids.map((id) => rename(id, 'Racing')));
    expect(tally(answers)).toEqual({ 200: 1, 'department.name_taken': 9 });
  });
});

describe('deleting a department', () => {
  it('leaves its users, without it, and is one entry', async () => {
    const night = await app.make.department(account.id, 'Night');
    const ben = await app.make.user(account.id, { departments: [sales, night], roles: ['reports'] });
    expect((await remove(sales)).status).toBe(204);
    expect(await list()).toEqual([['Night', 1]]);
    const { body } = await owner.call('getUser', { params: { id: ben.id } });
    expect(body).toMatchObject({ status: 'active', portalRoles: ['reports'], departments: [{ id: night, name: 'Night' }] });
    expect(await entriesAbout(app, sales)).toMatchObject([
      { action: 'department.deleted', actor_id: account.owner.id, changes: { name: { old: 'Sales' } } },
    ]);
  });

  it('happens once, of twenty at the same moment', async () => {
    expect(tally(await atOnce(20, () => remove(sales)))).toEqual({ 204: 1, 'department.not_found': 19 });
  });

  it('while users are put into it leaves no member of nothing, and no request fails', async () => {
    for (let round = 0; round < 5; round += 1) {
      const department = await app.make.department(account.id, `Round ${round}`);
      const people = await atOnce(6, () => app.make.user(account.id, { departments: [department] }));
      const night = await app.make.department(account.id, `Night ${round}`);
      const edits = people.map(({ id }) => {
        const body = { departments: [night, department] };
        return owner.call('updateUser', { params: { id }, body, headers: { 'if-match': '1' } });
      });
      const [removed, ...edited] = await Promise.all([remove(department), ...edits]);
      expect(removed.status).toBe(204);
      for (const { status } of edited) expect([200, 404]).toContain(status);
      const { rowCount } = await app.owner.query('select 1 from user_departments where department_id = $1', [department]);
      expect(rowCount).toBe(0);
    }
  });
});

describe('the members of a department', () => {
  it('are counted and listed without the deleted, and come and go with edits', async () => {
    const night = await app.make.department(account.id, 'Night');
    const [ben, eve] = [
      await app.make.user(account.id, { departments: [sales] }),
      await app.make.user(account.id, { departments: [sales, night] }),
    ];
    await owner.call('updateUser', { params: { id: ben.id }, body: { departments: [night] }, headers: { 'if-match': '1' } });
    expect(await list()).toEqual([
      ['Night', 2],
      ['Sales', 1],
    ]);
    const { items } = (await owner.call('listUsers', { query: { department: [night] } })).body;
    expect(items.map(({ id }) => id).sort()).toEqual([ben.id, eve.id].sort());
    await owner.call('deleteUser', { params: { id: eve.id } });
    expect(await list()).toEqual([
      ['Night', 1],
      ['Sales', 0],
    ]);
    await owner.call('restoreUser', { params: { id: eve.id } });
    expect(await list()).toEqual([
      ['Night', 2],
      ['Sales', 1],
    ]);
  });
});

describe('who may rename and delete', () => {
  it('an Admin may; somebody with every other role may not', async () => {
    const roles: PortalRole[] = ['reports', 'tech_configuration', 'finance', 'orders'];
    const other = await app.make.signedIn(await app.make.user(account.id, { roles }));
    for (const answer of [await rename(sales, 'Mine', other), await remove(sales, other)]) {
      expect(answer.problem.code).toBe('permission.missing');
    }
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    expect((await rename(sales, 'Theirs', admin)).status).toBe(200);
    expect((await remove(sales, admin)).status).toBe(204);
  });

  it('nobody may in another account: it does not exist', async () => {
    const stranger = await app.make.signedIn((await app.make.account()).owner);
    for (const id of [sales, newId()]) {
      expect((await rename(id, 'Mine', stranger)).problem.code).toBe('department.not_found');
      expect((await remove(id, stranger)).problem.code).toBe('department.not_found');
    }
    expect(await list()).toEqual([['Sales', 0]]);
  });
});
