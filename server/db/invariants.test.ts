import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';

let app: TestApp;
let account: MadeAccount;
let other: MadeAccount;
let ben: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  [account, other] = [await app.make.account(), await app.make.account()];
  ben = await app.make.user(account.id, { username: `ben${account.code}`.slice(0, 20) });
});

/** The constraint or code that refuses these statements in one transaction of the owner, at its commit at the latest. */
async function refusalOf(...statements: [text: string, values?: unknown[]][]): Promise<string> {
  const client = await app.owner.connect();
  try {
    await client.query('begin');
    for (const [text, values] of statements) await client.query(text, values);
    await client.query('commit');
    return 'kept';
  } catch (error) {
    await client.query('rollback');
    const { constraint, code, column } = error as pg.DatabaseError;
    return constraint ?? (column ? `${column} ${code}` : (code ?? String(error)));
  } finally {
    client.release();
  }
}

const ACCOUNT = 'update accounts set owner_id = $2 where id = $1';

describe('the main user', () => {
  it.each(['inactive', 'deleted', 'pending'])('is never %s', async (status) => {
    const text = `update users set status = $1, deleted_at = case when $1 = 'deleted' then now() end,
      deleted_from = case when $1 = 'deleted' then 'active' end where id = $2`;
    expect(await refusalOf([text, [status, account.owner.id]])).toBe('accounts_owner');
  });

  it('is never missing', async () => {
    expect(await refusalOf(['delete from users where id = $1', [account.owner.id]])).toBe('accounts_owner');
    expect(await refusalOf([ACCOUNT, [account.id, newId()]])).toBe('accounts_owner');
    expect(await refusalOf([ACCOUNT, [account.id, null]])).toBe('owner_id 23502');
  });

  it('is never somebody of another account', async () => {
    expect(await refusalOf([ACCOUNT, [account.id, other.owner.id]])).toBe('accounts_owner');
  });

  it('is never somebody who is not active', async () => {
    for (const status of ['pending', 'inactive', 'deleted'] as const) {
      const user = await app.make.user(account.id, { status });
      expect(await refusalOf([ACCOUNT, [account.id, user.id]]), status).toBe('accounts_owner');
    }
  });

  it('exists before the account does: an account without one cannot be made', async () => {
    const text = "insert into accounts (id, code, name, owner_id) values ($1, 'ABCDEF', 'x', $2)";
    expect(await refusalOf([text, [newId(), newId()]])).toBe('accounts_owner');
  });

  it('changes in one step, together with the former one’s state', async () => {
    const steps = await refusalOf(
      ["update users set status = 'deleted', deleted_at = now(), deleted_from = 'active' where id = $1", [account.owner.id]],
      [ACCOUNT, [account.id, ben.id]],
    );
    expect(steps).toBe('kept');
  });

  it('is one and active, whoever changes what at the same moment', async () => {
    const users = await Promise.all(Array.from({ length: 8 }, () => app.make.user(account.id)));
    const pool = new pg.Pool({ connectionString: app.urls.owner, max: 16 });
    const give = users.map((user) => pool.query(ACCOUNT, [account.id, user.id]));
    const switchOff = users.map((user) => pool.query("update users set status = 'inactive' where id = $1", [user.id]));
    await Promise.allSettled([...give, ...switchOff]);
    const { rows } = await pool.query(
      'select u.status from accounts a join users u on u.account_id = a.id and u.id = a.owner_id where a.id = $1',
      [account.id],
    );
    expect(rows).toEqual([{ status: 'active' }]);
    await pool.end();
  });

  it('is pending only as long as the account is not confirmed, and never again', async () => {
    const text = "update accounts set owner_status = 'pending'";
    expect(await refusalOf([`${text} where id = $1`, [account.id]])).toBe('accounts_check');
    expect(await refusalOf([`${text}, confirmed_at = null where id = $1`, [account.id]])).toBe('23514');
    const fresh = await app.make.account({ confirmed: false });
    expect(await refusalOf(["update users set status = 'active' where id = $1", [fresh.owner.id]])).toBe('accounts_owner');
    expect(await refusalOf(["update accounts set owner_status = 'active' where id = $1", [fresh.id]])).toBe('accounts_check');
  });

  it('is one person: an account cannot stand twice', async () => {
    const text = "insert into accounts (id, code, name, owner_id) values ($1, 'ABCDEF', 'x', $2)";
    expect(await refusalOf([text, [account.id, ben.id]])).toBe('accounts_pkey');
  });
});

describe('keys', () => {
  /** Adds a user with the same address, or the same username, as the one with the id `$1` to the account `$2`. */
  const twin = (columns: string) =>
    `insert into users (account_id, id, email, email_key, username, username_key, first_name, last_name, name_key, search_key, status)
     select $2, gen_random_uuid(), 'x', ${columns}, 'A', 'B', '', '', 'pending' from users where id = $1`;

  it.each([
    ['e-mail address', twin('email_key, null, null'), 'users_account_id_email_key_key'],
    ['username', twin('gen_random_uuid()::text, username, username_key'), 'users_account_id_username_key_key'],
  ])('one user per %s and account', async (_, text, constraint) => {
    expect(await refusalOf([text, [ben.id, account.id]])).toBe(constraint);
    expect(await refusalOf([text, [ben.id, other.id]])).toBe('kept');
  });

  it('one department per name and account', async () => {
    await app.make.department(account.id, 'Sales');
    await app.make.department(other.id, 'Sales');
    await expect(app.make.department(account.id, 'SALES')).rejects.toThrow('departments_account_id_name_key_key');
  });

  it('a membership joins a user and a department of one account', async () => {
    const theirs = await app.make.department(other.id, 'Theirs');
    for (const accountId of [account.id, other.id]) {
      const text = 'insert into user_departments values ($1, $2, $3)';
      expect(await refusalOf([text, [accountId, ben.id, theirs]])).toMatch(/^user_departments_account_id_\w+_fkey$/);
    }
  });

  it('one account per code', async () => {
    expect(await refusalOf(['update accounts set code = $2 where id = $1', [account.id, other.code]])).toBe('accounts_code_key');
  });
});

describe('checks', () => {
  const session =
    'insert into sessions (account_id, id, user_id, token_hash, expires_at, ended_at) values ($1, gen_random_uuid(), $2';
  it.each([
    ['a status that does not exist', "update users set status = 'gone' where account_id = $1 and id = $2", 'users_status_check'],
    [
      'a deleted user without a time',
      "update users set status = 'deleted', deleted_from = 'active' where account_id = $1 and id = $2",
      'users_check',
    ],
    [
      'a time of deletion on somebody active',
      'update users set deleted_at = now() where account_id = $1 and id = $2',
      'users_check',
    ],
    [
      'an active user without a password',
      'update users set password_hash = null where account_id = $1 and id = $2',
      'users_password',
    ],
    [
      'a deleted user who comes back as nothing',
      "update users set status = 'deleted', deleted_at = now() where account_id = $1 and id = $2",
      'users_deleted_from',
    ],
    [
      'somebody active who comes back as something',
      "update users set deleted_from = 'active' where account_id = $1 and id = $2",
      'users_deleted_from',
    ],
    [
      'a deleted user who comes back deleted',
      "update users set status = 'deleted', deleted_at = now(), deleted_from = 'deleted' where account_id = $1 and id = $2",
      'users_deleted_from_check',
    ],
    ['a role that does not exist', "insert into user_portal_roles values ($1, $2, 'root')", 'user_portal_roles_role_check'],
    ['a role given twice', "insert into user_portal_roles values ($1, $2, 'admin'), ($1, $2, 'admin')", 'user_portal_roles_pkey'],
    ['a token that is not a hash', `${session}, 'token', now(), null)`, 'sessions_token_hash_check'],
    ['an ended session without a reason', `${session}, sha256('x'), now(), now())`, 'sessions_check'],
    [
      'a mail in a state that does not exist',
      "insert into mails (account_id, id, user_id, kind, to_address, status) values ($1, gen_random_uuid(), $2, 'x', 'x', 'lost')",
      'mails_status_check',
    ],
  ])('refuse %s', async (_, text, constraint) => {
    expect(await refusalOf([text, [account.id, ben.id]])).toBe(constraint);
  });
});
