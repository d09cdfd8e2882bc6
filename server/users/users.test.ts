import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount } from '../testing/factories.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});
afterAll(() => app.close());

describe('one user', () => {
  it('is shown to the main user and to an Admin', async () => {
    const user = await app.make.user(account.id, { firstName: 'Ben', roles: ['reports'] });
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    for (const reader of [owner, admin]) {
      const { body } = await reader.call('getUser', { params: { id: user.id } });
      expect(body).toMatchObject({
        id: user.id,
        firstName: 'Ben',
        portalRoles: ['reports'],
        twoFactor: 'off',
        activationMail: null,
      });
    }
  });

  it('does not exist where the id is unknown, or another account’s', async () => {
    const theirs = await app.make.user((await app.make.account()).id);
    for (const id of [theirs.id, newId()]) {
      expect((await owner.call('getUser', { params: { id } })).problem).toMatchObject({ status: 404, code: 'user.not_found' });
    }
  });

  it('is not shown to somebody without the right to see users, not even their own row', async () => {
    const user = await app.make.user(account.id, { roles: ['reports'] });
    const client = await app.make.signedIn(user);
    expect((await client.call('getUser', { params: { id: user.id } })).problem.code).toBe('permission.missing');
  });

  it('shows no secret', async () => {
    const user = await app.make.user(account.id);
    const response = await owner.send('GET', `/api/v1/users/${user.id}`);
    expect((await response.text()).replace('resetPassword', '')).not.toMatch(/argon2|password|token|hash/i);
  });

  it('shows a role that was given a moment ago, and lets it act at once', async () => {
    const user = await app.make.user(account.id);
    const client = await app.make.signedIn(user);
    expect((await client.call('countUsers')).status).toBe(403);
    await app.owner.query("insert into user_portal_roles values ($1, $2, 'admin')", [account.id, user.id]);
    expect((await client.call('countUsers')).status).toBe(200);
    expect((await owner.call('getUser', { params: { id: user.id } })).body.portalRoles).toEqual(['admin']);
  });
});

describe('the activity', () => {
  const secret = 'Unspoken-word-31';

  /** The entries about one target, with their values, the oldest first. */
  async function entriesAbout(id: string) {
    const { rows } = await app.owner.query(
      `select a.action, a.actor_id, a.target_type, a.session_id is not null as has_session, host(v.address) as address, v.changes
       from activity a join activity_values v on v.account_id = a.account_id and v.activity_id = a.id
       where a.account_id = $1 and a.target_id = $2 order by a.id`,
      [account.id, id],
    );
    return rows;
  }

  it('of a new user: one entry, with who, whom, from where and what, and of the password only that there is one', async () => {
    const department = await app.make.department(account.id, 'Sales');
    const body = { firstName: 'Ben', lastName: 'Okafor', email: 'ben@example.com', username: 'ben', password: secret };
    const { body: user } = await owner.call('createUser', {
      body: { ...body, portalRoles: ['reports'], departments: [department] },
    });
    expect(await entriesAbout(user.id)).toEqual([
      {
        action: 'user.created',
        actor_id: account.owner.id,
        target_type: 'user',
        has_session: true,
        address: owner.address,
        changes: {
          firstName: { new: 'Ben' },
          lastName: { new: 'Okafor' },
          email: { new: 'ben@example.com' },
          username: { new: 'ben' },
          password: 'changed',
          passwordMustChange: { new: true },
          status: { new: 'pending' },
          portalRoles: { new: ['reports'] },
          departments: { new: [department] },
        },
      },
    ]);
  });

  it('of an activation mail: one entry, with old and new address where it was corrected', async () => {
    const user = await app.make.user(account.id, { status: 'pending', email: 'old@example.com', username: 'old@example.com' });
    await owner.call('sendActivation', { params: { id: user.id }, body: {} });
    await owner.call('sendActivation', { params: { id: user.id }, body: { email: 'new@example.com' } });
    const change = { old: 'old@example.com', new: 'new@example.com' };
    expect(await entriesAbout(user.id)).toMatchObject([
      { action: 'user.activation_sent', actor_id: account.owner.id, changes: {} },
      { action: 'user.activation_sent', actor_id: account.owner.id, changes: { email: change, username: change } },
    ]);
  });

  it('of a deletion: one entry, with the state before', async () => {
    const user = await app.make.user(account.id, { status: 'inactive' });
    await owner.call('deleteUser', { params: { id: user.id } });
    expect(await entriesAbout(user.id)).toMatchObject([
      { action: 'user.deleted', actor_id: account.owner.id, changes: { status: { old: 'inactive', new: 'deleted' } } },
    ]);
  });

  it('of a new department: one entry', async () => {
    const { body } = await owner.call('createDepartment', { body: { name: 'Outbound' } });
    expect(await entriesAbout(body.id)).toMatchObject([
      {
        action: 'department.created',
        target_type: 'department',
        actor_id: account.owner.id,
        changes: { name: { new: 'Outbound' } },
      },
    ]);
  });

  it('of what was only read, or could not be done: nothing; of what was forbidden, nothing but that', async () => {
    const others = "select count(*)::int as n from activity where action <> 'request.refused'";
    const count = async () => (await app.owner.query(others)).rows[0].n;
    const before = await count();
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    await admin.call('deleteUser', { params: { id: account.owner.id } });
    await owner.call('createUser', { body: { firstName: 'A', lastName: 'B', email: account.owner.email } });
    await owner.call('createDepartment', { body: { name: 'OUTBOUND' } });
    await owner.call('listUsers');
    await owner.call('getUser', { params: { id: account.owner.id } });
    expect(await count()).toBe(before);
  });

  it('holds no password and no token', async () => {
    const { rows } = await app.owner.query(
      `select row_to_json(a)::text || row_to_json(v)::text as text from activity a
       join activity_values v on v.account_id = a.account_id and v.activity_id = a.id`,
    );
    expect(rows.length).toBeGreaterThan(4);
    for (const { text } of rows) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain('argon2');
      expect(text).not.toContain(owner.cookie.split('=')[1]);
    }
  });
});
