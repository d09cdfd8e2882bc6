import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, PASSWORD } from '../testing/factories.ts';
import { waitFor } from '../testing/mail-server.ts';
import { atOnce, tally } from '../testing/races.ts';
import { actionsAbout } from '../testing/record.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});
afterAll(() => app.close());

async function rowsOf(table: 'users' | 'mails' | 'activity' | 'departments'): Promise<number> {
  const { rows } = await app.owner.query(`select count(*)::int as n from ${table} where account_id = $1`, [account.id]);
  return rows[0].n;
}

describe('at the same moment', () => {
  it('fifty people add the same address: one user, one mail, one entry', async () => {
    const before = { users: await rowsOf('users'), mails: await rowsOf('mails'), activity: await rowsOf('activity') };
    const body = { firstName: 'Ben', lastName: 'Okafor', email: 'race@example.com' };
    const answers = await atOnce(50, () => owner.call('createUser', { body }));
    expect(tally(answers)).toEqual({ 201: 1, 'user.email_taken': 49 });
    const after = { users: await rowsOf('users'), mails: await rowsOf('mails'), activity: await rowsOf('activity') };
    expect(after).toEqual({ users: before.users + 1, mails: before.mails + 1, activity: before.activity + 1 });
  });

  it('fifty people add the same username: one user', async () => {
    const answers = await atOnce(50, (index) => {
      const body = {
        firstName: 'Ben',
        lastName: 'Okafor',
        email: `name${index}@example.com`,
        username: index % 2 ? 'ben' : 'BEN',
      };
      return owner.call('createUser', { body });
    });
    expect(tally(answers)).toEqual({ 201: 1, 'user.username_taken': 49 });
  });

  it('fifty people delete one user: one does, and one entry says so', async () => {
    const user = await app.make.user(account.id);
    const answers = await atOnce(50, () => owner.call('deleteUser', { params: { id: user.id } }));
    expect(tally(answers)).toEqual({ 204: 1, 'user.is_deleted': 49 });
    expect(await actionsAbout(app, user.id)).toEqual(['user.deleted']);
  });

  it('the main user and an Admin delete each other: the Admin goes, the main user stays', async () => {
    for (let round = 0; round < 10; round += 1) {
      const adminUser = await app.make.user(account.id, { roles: ['admin'] });
      const admin = await app.make.signedIn(adminUser);
      const [byOwner, byAdmin] = await Promise.all([
        owner.call('deleteUser', { params: { id: adminUser.id } }),
        admin.call('deleteUser', { params: { id: account.owner.id } }),
      ]);
      expect(byOwner.status).toBe(204);
      expect(['user.is_owner', 'actor.not_active', 'session.required']).toContain(byAdmin.problem.code);
    }
    expect((await owner.call('getMe')).body.isMainUser).toBe(true);
  });

  it('an Admin who is being deleted deletes nobody afterwards', async () => {
    const adminUser = await app.make.user(account.id, { roles: ['admin'] });
    const admin = await app.make.signedIn(adminUser);
    const targets = await atOnce(20, () => app.make.user(account.id));
    const [, ...answers] = await Promise.all([
      owner.call('deleteUser', { params: { id: adminUser.id } }),
      ...targets.map(({ id }) => admin.call('deleteUser', { params: { id } })),
    ]);
    const { rows } = await app.owner.query(
      `select target_id from activity where action = 'user.deleted' and actor_id = $1
       and id > (select id from activity where action = 'user.deleted' and target_id = $1)`,
      [adminUser.id],
    );
    expect(rows).toEqual([]);
    const counts = tally(answers);
    const refusals = (counts['actor.not_active'] ?? 0) + (counts['session.required'] ?? 0);
    expect((counts[204] ?? 0) + refusals).toBe(20);
  });

  it('a user signs in while being deleted: no session is left alive', async () => {
    const user = await app.make.user(account.id);
    const visitors = Array.from({ length: 6 }, () => app.visitor());
    const signIns = visitors.map((visitor) => visitor.call('signIn', { body: { login: user.email, password: PASSWORD } }));
    await Promise.race(signIns);
    await owner.call('deleteUser', { params: { id: user.id } });
    expect((await Promise.all(signIns)).some(({ status }) => status === 201)).toBe(true);
    const { rows } = await app.owner.query('select id from sessions where user_id = $1 and ended_at is null', [user.id]);
    expect(rows).toEqual([]);
    for (const visitor of visitors) expect((await visitor.call('getMe')).status).toBe(401);
  });

  it('two corrections of one address and a deletion: at most one link is left, and none for the deleted', async () => {
    const user = await app.make.user(account.id, { status: 'pending', hasNoPassword: true });
    await Promise.all([
      owner.call('sendActivation', { params: { id: user.id }, body: { email: 'one@example.com' } }),
      owner.call('sendActivation', { params: { id: user.id }, body: { email: 'two@example.com' } }),
      owner.call('deleteUser', { params: { id: user.id } }),
    ]);
    const { rows } = await app.owner.query('select id from links where user_id = $1 and voided_at is null', [user.id]);
    expect(rows).toEqual([]);
  });

  it('twenty people add the same department: one is made', async () => {
    const before = await rowsOf('departments');
    const answers = await atOnce(20, () => owner.call('createDepartment', { body: { name: 'Racing' } }));
    expect(tally(answers)).toEqual({ 201: 1, 'department.name_taken': 19 });
    expect(await rowsOf('departments')).toBe(before + 1);
  });
});

describe('what changes while a request waits for the lock', () => {
  /** Holds the user's row, changes something, and lets go while the deletion waits. */
  async function deleteWhile(by: Client, id: string, change: string): Promise<string> {
    const holder = await app.owner.connect();
    try {
      await holder.query('begin');
      await holder.query('select 1 from users where id = $1 for update', [id]);
      const deletion = by.call('deleteUser', { params: { id } });
      const { rows: mine } = await holder.query('select pg_current_xact_id()::xid::text as id');
      const waiting = 'select 1 from pg_locks where not granted and transactionid = $1::xid';
      const isWaiting = async () => ((await app.owner.query(waiting, [mine[0].id])).rowCount ? true : null);
      await waitFor(isWaiting, 'the deletion to wait');
      await holder.query(change, [account.id, id]);
      await holder.query('commit');
      const answer = await deletion;
      return answer.status === 204 ? 'deleted' : answer.problem.code;
    } finally {
      holder.release();
    }
  }

  it('counts: a user who becomes an Admin meanwhile is not deleted by an Admin', async () => {
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    const user = await app.make.user(account.id);
    const change = "insert into user_portal_roles values ($1, $2, 'admin')";
    expect(await deleteWhile(admin, user.id, change)).toBe('user.is_admin');
  });

  it('counts: a user who is deleted meanwhile is not deleted again', async () => {
    const user = await app.make.user(account.id);
    const change =
      "update users set status = 'deleted', deleted_at = now(), deleted_from = 'active' where account_id = $1 and id = $2";
    expect(await deleteWhile(owner, user.id, change)).toBe('user.is_deleted');
  });
});
