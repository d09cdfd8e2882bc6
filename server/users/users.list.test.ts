import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { USER_SORTS, type User } from '../../contract/users.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount } from '../testing/factories.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;

// Ties in every sort key but the address; some without a username, some who never signed in; letters of several scripts.
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account({ firstName: 'Ana', lastName: 'Ruiz', username: 'ana' });
  owner = await app.make.signedIn(account.owner);
  const names = [
    'Ben Okafor',
    'Ben Okafor',
    'ben okafor',
    'Žofie Nováková',
    'Zofie Novakova',
    'Юрий Ким',
    'أحمد سعيد',
    '한 지민',
    'Ångström Å',
  ];
  const statuses = ['active', 'pending', 'inactive'] as const;
  for (const [index, name] of names.entries()) {
    const [firstName = '', lastName = ''] = name.split(' ');
    const rest = index % 3 === 0 ? {} : { username: `User${index}` };
    const user = await app.make.user(account.id, { firstName, lastName, status: statuses[index % 3] ?? 'active', ...rest });
    await app.owner.query("update users set created_at = $2::timestamptz + interval '1.234 s' where id = $1", [
      user.id,
      `2026-01-0${1 + (index % 4)}T10:00:00Z`,
    ]);
    if (index % 2 === 0) {
      await app.owner.query('update last_sign_ins set at = $2 where user_id = $1', [
        user.id,
        `2026-02-0${1 + (index % 3)}T08:30:00.5Z`,
      ]);
    }
  }
  await app.make.user(account.id, { status: 'deleted' });
  await app.make.user((await app.make.account()).id);
});
afterAll(() => app.close());

type Sort = (typeof USER_SORTS)[number];
const SORTS = USER_SORTS.flatMap((key) => [key, `-${key}` as const]);

/** Every page, one behind the other. */
async function walk(sort: Sort | `-${Sort}`, limit: number): Promise<User[]> {
  const users: User[] = [];
  for (let cursor: string | undefined; ; ) {
    const { body } = await owner.call('listUsers', { query: { sort, limit, ...(cursor ? { cursor } : {}) } });
    expect(body.items.length).toBeLessThanOrEqual(limit);
    users.push(...body.items);
    if (body.next === null) return users;
    cursor = body.next;
  }
}

function keyOf(user: User, sort: string): string {
  const name = `${user.firstName} ${user.lastName}`
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  const keys: Record<string, string> = {
    name,
    email: user.email.toLowerCase(),
    username: user.username?.toLowerCase() ?? '',
    status: user.status,
    createdAt: user.createdAt,
    lastSignInAt: user.lastSignInAt ?? '',
  };
  return keys[sort] ?? '';
}

describe('the list of users', () => {
  it.each(SORTS)('sorted by %s shows everybody exactly once, in order, in pages of any size', async (sort) => {
    const [all, inThrees, inOnes] = [await walk(sort, 200), await walk(sort, 3), await walk(sort, 1)];
    expect(all).toHaveLength(10);
    expect(inThrees).toEqual(all);
    expect(inOnes).toEqual(all);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const keys = all.map((user) => Buffer.from(keyOf(user, sort.replace('-', ''))));
    const sorted = keys.toSorted(Buffer.compare);
    expect(keys.map(String)).toEqual((sort.startsWith('-') ? sorted.reverse() : sorted).map(String));
  });

  it('goes by name, 25 at a time, unless something else is asked', async () => {
    const { body } = await owner.call('listUsers');
    expect(body.items.map(({ id }) => id)).toEqual((await walk('name', 25)).map(({ id }) => id));
  });

  it('neither skips nor repeats anybody where rows come and go between two pages', async () => {
    const before = await walk('email', 200);
    const { body: first } = await owner.call('listUsers', { query: { sort: 'email', limit: 4 } });
    const early = await app.make.user(account.id, { email: '0-first@example.com' });
    const { body: rest } = await owner.call('listUsers', { query: { sort: 'email', limit: 200, cursor: first.next ?? '' } });
    await app.owner.query('delete from users where id = $1', [early.id]);
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });

  it('goes on behind names and addresses of the greatest length', async () => {
    const { id, owner: main } = await app.make.account();
    const reader = await app.make.signedIn(main);
    for (const ending of ['가', '나', '다']) {
      const email = `${'ば'.repeat(60)}@${'ば'.repeat(180)}${ending}.example`;
      await app.make.user(id, { firstName: '힣'.repeat(80), lastName: `${'힣'.repeat(79)}${ending}`, email });
    }
    for (const sort of ['name', 'email'] as const) {
      const { body } = await reader.call('listUsers', { query: { sort, limit: 3 } });
      const rest = await reader.call('listUsers', { query: { sort, limit: 3, cursor: body.next ?? '' } });
      expect(rest.body.items).toHaveLength(1);
    }
  });

  it('refuses a cursor of another sort, and one that nobody gave', async () => {
    const { body } = await owner.call('listUsers', { query: { sort: 'name', limit: 1 } });
    for (const cursor of [body.next ?? '', 'rubbish', '']) {
      const { problem } = await owner.call('listUsers', { query: { sort: 'email', cursor } });
      expect(problem.errors).toMatchObject([{ path: 'cursor', code: 'field.invalid' }]);
    }
  });

  it('says of each user what the reader may do to them', async () => {
    const admin = await app.make.user(account.id, { roles: ['admin'], email: 'admin@example.com' });
    const reader = await app.make.signedIn(admin);
    const { body } = await reader.call('listUsers', { query: { limit: 200 } });
    const canDelete = (id: string) => body.items.find((user) => user.id === id)?.can.delete;
    expect(canDelete(account.owner.id)).toEqual({ ok: false, because: 'user.is_owner' });
    expect(canDelete(admin.id)).toEqual({ ok: false, because: 'user.is_self' });
    await app.owner.query('delete from users where id = $1', [admin.id]);
  });

  it('marks the main user, and nobody else', async () => {
    const { body } = await owner.call('listUsers', { query: { limit: 200 } });
    expect(body.items.filter((user) => user.isMainUser).map(({ id }) => id)).toEqual([account.owner.id]);
  });
});
