import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { USER_SORTS } from '../contract/users.ts';
import { accountShown, countDefaultUsers, findAccount } from './accounts/queries.ts';
import { openDatabase } from './db/pool.ts';
import { listDepartments } from './departments/queries.ts';
import { BY_ITSELF, record } from './platform/activity.ts';
import type { SignedIn } from './sessions/actor.ts';
import { heldBy } from './sessions/held-by.ts';
import { readFacts } from './sessions/hold-sign-in.ts';
import { listSessions } from './sessions/list-sessions.ts';
import { findSignedIn } from './sessions/queries.ts';
import { startTestApp, type TestApp } from './testing/app.ts';
import { explaining, type Node, nodesOf } from './testing/explaining.ts';
import { inBulk } from './testing/in-bulk.ts';
import { demandFreeEmail, demandFreeUsername } from './users/free-names.ts';
import { countUsers, findUser, lockForRule, type UserFilters, usersPage } from './users/queries.ts';

const USERS = 100_000;
const LARGE = [
  'users',
  'last_sign_ins',
  'user_portal_roles',
  'user_departments',
  'mails',
  'sessions',
  'links',
  'activity_default',
  'activity_values_default',
];
const NOWHERE = '00000000-0000-0000-0000-000000000000';

let app: TestApp;
let pool: pg.Pool;
let big: SignedIn;
let small: SignedIn;
/** The department of each account that has members. */
const departments = new Map<string, string>();

beforeAll(async () => {
  app = await startTestApp();
  pool = new pg.Pool({ connectionString: app.urls.app, max: 1 });
  [big, small] = [await accountWith(USERS), await accountWith(1000)];
  // Of two accounts, either is half of all that there are to the planner, which does not know whose turn it is.
  for (let n = 0; n < 8; n += 1) await accountWith(100);
  for (const table of LARGE) {
    await app.owner.query(`vacuum analyze ${table}`);
  }
}, 120_000);
afterAll(async () => {
  await pool.end();
  await app.close();
});

async function accountWith(users: number): Promise<SignedIn> {
  const { id, owner } = await app.make.account();
  const department = await app.make.department(id, 'Sales');
  departments.set(id, department);
  await inBulk(app.urls, (client) => fill(client, id, owner.id, department, users));
  await app.make.signedIn(owner);
  const session = {
    sessionId: NOWHERE,
    sessionExpiresAt: new Date(),
    passwordMustChange: false,
    provedAt: new Date(),
    now: new Date(),
    caller: { address: null, device: null },
  };
  const held = heldBy(true, [], null);
  return { accountId: id, userId: owner.id, status: 'active', isMainUser: true, portalRoles: [], ...held, ...session };
}

async function fill(client: pg.Client, id: string, ownerId: string, department: string, users: number): Promise<void> {
  await client.query(
    `insert into users (account_id, id, email, email_key, username, username_key, first_name, last_name, name_key, search_key, status,
       password_hash, created_at, confirmed_at, deleted_at, deleted_from, locked_until)
     select $1, gen_random_uuid(), mail, mail, name, name, first, last, lower(first || ' ' || last), lower(first || ' ' || last || ' ' || mail), status,
       'x', now() - n * interval '1 minute', now(), case when status = 'deleted' then now() end, case when status = 'deleted' then 'active' end,
       case when n % 100 = 77 then now() + interval '1 day' end
     from (select n, 'Given' || (n * 7919) % 1000 as first, 'Family' || (n * 104729) % 20000 as last, 'user' || n || '@big.example' as mail,
             case when n % 2 = 0 then 'user.' || n end as name,
             case when n % 100 = 0 then 'deleted' when n % 20 = 1 then 'pending' when n % 33 = 2 then 'inactive' else 'active' end as status
           from generate_series(1, $2::bigint) n) made`,
    [id, users],
  );
  await client.query(
    `insert into last_sign_ins (account_id, user_id, at)
     select $1, id, case when n % 3 > 0 then now() - n * interval '7 seconds' else 'epoch' end
     from (select id, substr(split_part(email, '@', 1), 5)::int as n from users where account_id = $1 and id <> $2) u`,
    [id, ownerId],
  );
  await client.query(
    `insert into user_portal_roles select account_id, id, case when email ~ '0@' then 'admin' else 'reports' end
     from users where account_id = $1 and email ~ '[05]@'`,
    [id],
  );
  await client.query('insert into user_departments select account_id, id, $2 from users where account_id = $1 and email ~ $3', [
    id,
    department,
    '[1-3]@',
  ]);
  await client.query(
    `insert into mails (account_id, id, user_id, kind, to_address)
     select account_id, gen_random_uuid(), id, 'activation', email from users where account_id = $1 and status = 'pending'`,
    [id],
  );
  await client.query(
    `insert into sessions (account_id, id, user_id, token_hash, expires_at)
     select account_id, gen_random_uuid(), id, sha256(id::text::bytea), now() + interval '1 hour' from users where account_id = $1 and status = 'active'`,
    [id],
  );
  // Whoever is to be erased has two entries: they are what an erasure looks for.
  await client.query(
    `insert into activity (account_id, id, action, actor_kind, actor_id, target_type, target_id)
     select account_id, gen_random_uuid(), 'user.changed', 'user', $2, 'user', id
     from users, generate_series(1, case when status = 'deleted' then 2 else 1 end) where account_id = $1`,
    [id, ownerId],
  );
  await client.query(
    'insert into activity_values (account_id, activity_id) select account_id, id from activity where account_id = $1',
    [id],
  );
}

const scansOf = (plan: Node | undefined) =>
  plan
    ? nodesOf(plan)
        .filter((node) => node['Node Type'] === 'Seq Scan' && LARGE.includes(node['Relation Name'] ?? ''))
        .map((node) => node['Relation Name'])
    : ['no plan'];

async function planOf(
  accountId: string,
  ask: (parts: ReturnType<typeof explaining>) => Promise<unknown>,
  answers?: object[],
): Promise<Node[]> {
  const parts = explaining(pool, accountId, answers);
  await ask(parts).catch((error: Error) => {
    if (parts.plans.length === 0) throw error;
  });
  return parts.plans;
}

/** Addresses are unique in the account; for an account that is nearly the whole table the index over all accounts does as well. */
const INDEX: Record<(typeof USER_SORTS)[number], string | RegExp> = {
  name: 'users_by_name',
  email: /^users_(account_id_email_key_key|by_email_anywhere)$/,
  username: 'users_by_username',
  status: 'users_by_status',
  createdAt: 'users_by_creation',
  lastSignInAt: 'last_sign_ins_by_time',
};
const CURSORS = {
  name: 'given5 family7',
  email: 'user5',
  username: '',
  status: 'active',
  createdAt: '2020-01-01',
  lastSignInAt: '1970-01-01',
};

describe.each(USER_SORTS)('a page of users by %s', (by) => {
  it.each([
    ['first', false, false],
    ['first', true, false],
    ['later', false, true],
    ['later', true, true],
  ])('%s, descending %s: reads its index in order and sorts no more than a page', async (_, descending, isLater) => {
    const after = isLater ? ([CURSORS[by], NOWHERE] as const) : null;
    for (const { accountId, actor } of [big, small].map((one) => ({ accountId: one.accountId, actor: one }))) {
      const [plan] = await planOf(accountId, ({ reader }) => usersPage(reader, actor, {}, { by, descending, after, limit: 26 }));
      const nodes = nodesOf(plan as Node);
      expect(scansOf(plan)).toEqual([]);
      if (accountId !== big.accountId) continue;
      const ordered = by === 'lastSignInAt' ? 'last_sign_ins' : 'users';
      const indexes = nodes.filter((node) => node['Relation Name'] === ordered).map((node) => node['Index Name']);
      expect(indexes).toEqual([expect.stringMatching(INDEX[by])]);
      const sorts = nodes.filter(
        (node) => /Sort/.test(node['Node Type']) && node['Plan Rows'] > 1000 && node['Node Type'] !== 'Incremental Sort',
      );
      expect(sorts).toEqual([]);
    }
  });
});

const FILTERS: [string, (accountId: string) => UserFilters][] = [
  ['no filter', () => ({})],
  ['a text', () => ({ q: 'family777' })],
  ['a letter', () => ({ q: 'a' })],
  ['a text that everybody has', () => ({ q: 'given' })],
  ['active', () => ({ status: ['active'] })],
  ['pending', () => ({ status: ['pending'] })],
  ['deleted', () => ({ status: ['deleted'] })],
  ['the locked', () => ({ status: ['locked'] })],
  ['the locked and the pending', () => ({ status: ['locked', 'pending'] })],
  ['every status', () => ({ status: ['active', 'pending', 'inactive', 'deleted'] })],
  ['a role', () => ({ role: ['admin'] })],
  ['a role that nobody has', () => ({ role: ['finance'] })],
  ['a department', (id) => ({ department: [departments.get(id) ?? ''] })],
  ['a department that does not exist', () => ({ department: [NOWHERE] })],
  ['a second factor', () => ({ twoFactor: ['app'] })],
  ['everything', (id) => ({ q: 'given', status: ['active'], role: ['reports'], department: [departments.get(id) ?? ''] })],
];

describe.each(FILTERS)('with %s', (_, filters) => {
  it.each([
    ['few', [{ id: NOWHERE, isDefault: false, ids: [NOWHERE] }]],
    ['many', Array.from({ length: 2001 }, () => ({ id: NOWHERE, isDefault: true, ids: [] }))],
  ])('a page reads no table of users from end to end, where a search finds %s', async (__, hits) => {
    for (const by of USER_SORTS) {
      const page = { by, descending: false, after: null, limit: 26 };
      const plans = await planOf(small.accountId, ({ reader }) => usersPage(reader, small, filters(small.accountId), page), hits);
      expect(plans.length).toBeGreaterThan(0);
      for (const plan of plans) expect(scansOf(plan), by).toEqual([]);
    }
  });

  it('the count of a small account does not read the large one', async () => {
    const plans = await planOf(small.accountId, ({ reader }) => countUsers(reader, small, filters(small.accountId)));
    for (const plan of plans) expect(scansOf(plan)).toEqual([]);
  });

  it('a page and its count come in reasonable time in the large account', async () => {
    const db = openDatabase(app.urls.app, 1);
    const reader = db.reader(big.accountId);
    const start = performance.now();
    await usersPage(reader, big, filters(big.accountId), { by: 'name', descending: false, after: null, limit: 26 });
    await countUsers(reader, big, filters(big.accountId));
    expect(performance.now() - start).toBeLessThan(3000);
    await db.close();
  });
});

describe('a search', () => {
  const page = { by: 'name', descending: false, after: null, limit: 200 } as const;
  const literally = async (text: string) => {
    const { rows } = await app.owner.query<{ id: string }>(
      `select id from users where account_id = $1 and status <> 'deleted' and position($2 in search_key) > 0 order by name_key, id limit 200`,
      [big.accountId, text],
    );
    return rows.map(({ id }) => id);
  };

  it.each(['given', 'family777', 'given7 family', '%', '_', 'a', '@big', '\\'])(
    'for “%s” finds who has it, be they few or many',
    async (q) => {
      const found = await usersPage(app.db.reader(big.accountId), big, { q }, page);
      expect(found.map(({ id }) => id)).toEqual(await literally(q));
    },
  );
});

describe('what a page asks besides', () => {
  it.each([
    ['one user', ({ reader }) => findUser(reader, big, NOWHERE)],
    ['who is signed in', ({ db }) => findSignedIn(db, 'token', big.caller)],
    ['my account', ({ db }) => findAccount(db, big.accountId)],
    ['whom a default reaches', ({ db }) => countDefaultUsers(db, small.accountId)],
    ['the departments', ({ db }) => listDepartments(db, small.accountId)],
    ['the lock before a write', ({ tx }) => lockForRule(tx, big.userId, NOWHERE)],
    ['the account and its defaults', ({ reader }) => accountShown(reader).executeTakeFirst()],
    [
      'what decides about a sign-in',
      ({ tx }) => readFacts(tx, { accountId: big.accountId, userId: big.userId, address: null, device: null }),
    ],
    ['the open sessions of a user', ({ db }) => listSessions(db, big, big.userId)],
    ['whether an address is free', ({ tx }) => demandFreeEmail(tx, 'user5@big.example')],
    ['whether a username is free', ({ tx }) => demandFreeUsername(tx, 'user.5')],
  ] as [string, (parts: ReturnType<typeof explaining>) => Promise<unknown>][])(
    'reads no table from end to end: %s',
    async (name, ask) => {
      const account = name === 'the departments' || name === 'whom a default reaches' ? small : big;
      const plans = await planOf(account.accountId, ask);
      expect(plans.length).toBeGreaterThan(0);
      for (const plan of plans) expect(scansOf(plan)).toEqual([]);
    },
  );

  it('takes a moment where a function looks across accounts: a hundred look-ups in a second', async () => {
    const start = performance.now();
    for (let n = 0; n < 50; n += 1) {
      await sql`select * from find_sign_in(${`user${n * 7}@big.example`}, null)`.execute(app.db.reader(null));
      await sql`select * from find_sign_in(${`user.${n * 2}`}, 'ABCDEF')`.execute(app.db.reader(null));
    }
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('takes a moment to erase somebody, however many others there are: fifty in a second', async () => {
    const { rows } = await app.owner.query("select id from users where account_id = $1 and status = 'deleted' limit 50", [
      big.accountId,
    ]);
    const start = performance.now();
    await app.db.write(big.accountId, async (tx) => {
      for (const { id } of rows) await sql`select erase_user(${id}::uuid)`.execute(tx);
      await record(tx, BY_ITSELF, { action: 'user.erased', target: { type: 'account', id: big.accountId } });
    });
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
