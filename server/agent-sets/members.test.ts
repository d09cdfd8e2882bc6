import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeProfile, makeRole } from '../testing/dialer.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { entriesAbout } from '../testing/record.ts';
import { type Answered, OVER_HTTP, SETS } from '../testing/sets.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});
afterAll(() => app.close());

const versionsOf = async (...ids: string[]) => {
  const { rows } = await app.owner.query('select id, version from users where id = any($1)', [ids]);
  return ids.map((id) => rows.find((row) => row.id === id).version);
};

describe.each(SETS)('members of %s', (kind) => {
  const api = OVER_HTTP[kind];
  const made = (name?: string) => makeNamed(app, account.id, kind, name);
  const membersOf = async (id: string) => (await api.box(owner, id, { box: 'selected' })).body.items.map((one) => one.id);

  it('come and go in one step, which raises their version, and is one entry', async () => {
    const id = await made();
    const [old, fresh, stays] = [
      await makeAgent(app, account.id, { firstName: 'Ana', ...api.agent(id) }),
      await makeAgent(app, account.id, { firstName: 'Ben' }),
      await makeAgent(app, account.id, { firstName: 'Cem', ...api.agent(id) }),
    ];
    const { status, body } = await api.move(owner, id, [fresh.id, stays.id], [old.id]);
    expect([status, body.members]).toEqual([200, 2]);
    expect(await membersOf(id)).toEqual([fresh.id, stays.id]);
    expect(await versionsOf(old.id, fresh.id, stays.id)).toEqual([2, 2, 1]);
    expect(await entriesAbout(app, id)).toMatchObject([
      {
        action: `${api.type}.members_changed`,
        target_type: api.type,
        changes: {
          added: { new: [api.written(fresh.id)] },
          removed: { old: [api.written(old.id)], new: [] },
        },
      },
    ]);
  });

  it('who are where they should be change nothing: a repeat leaves no entry', async () => {
    const id = await made();
    const [ana, ben] = [await makeAgent(app, account.id), await makeAgent(app, account.id)];
    for (let time = 0; time < 2; time += 1) expect((await api.move(owner, id, [ana.id, ana.id], [ben.id])).status).toBe(200);
    expect(await entriesAbout(app, id)).toHaveLength(1);
    expect(await versionsOf(ana.id, ben.id)).toEqual([2, 1]);
  });

  it('are changed all or not at all, and the refusal names everybody whom it is about', async () => {
    const id = await made();
    const ana = await makeAgent(app, account.id);
    const gone = await makeAgent(app, account.id, { status: 'deleted' });
    const plain = await app.make.user(account.id);
    const answer = await api.move(owner, id, [ana.id, gone.id, plain.id], [newId()]);
    expect(answer.problem).toMatchObject({ status: 409, code: 'user.is_deleted' });
    const at = (n: number) => (kind === 'tags' ? `add.${n}` : `add.${n}.id`);
    expect(answer.problem.errors?.map(({ path, code }) => [path, code])).toEqual([
      [at(1), 'user.is_deleted'],
      [at(2), 'agent.not_found'],
      ['remove.0', 'agent.not_found'],
    ]);
    expect(await membersOf(id)).toEqual([]);
    expect(await versionsOf(ana.id)).toEqual([1]);
  });

  it('cannot be oneself, nor an Admin of whom one is none, nor who holds more', async () => {
    const id = await made();
    const role = await makeRole(app, account.id, { permissions: ['agent.view', 'agent.edit'] });
    const actor = await makeAgent(app, account.id, { dialerRoles: [role] });
    const editor = await app.make.signedIn(actor);
    await makeProfile(app, account.owner);
    const admin = await makeAgent(app, account.id, { roles: ['admin'] });
    const superuser = await makeAgent(app, account.id, { isSuperuser: true });
    const codeOf = async (user: string) => (await api.move(editor, id, [user])).problem.code;
    expect(await codeOf(actor.id)).toBe('user.is_self');
    expect(await codeOf(account.owner.id)).toBe('user.is_owner');
    expect(await codeOf(admin.id)).toBe('user.is_admin');
    expect(await codeOf(superuser.id)).toBe('user.outranks');
    const { items } = (await api.box(editor, id, { box: 'available' })).body;
    const because = new Map(items.map((one) => [one.id, one.can.move.ok ? 'yes' : one.can.move.because]));
    expect([actor, account.owner, admin, superuser].map((user) => because.get(user.id))).toEqual([
      'user.is_self',
      'user.is_owner',
      'user.is_admin',
      'user.outranks',
    ]);
  });

  it.each([
    ['more than ten thousand', () => Array.from({ length: 10_001 }, newId), 'add', 'field.too_many'],
    ['something that is no id', () => ['me'], kind === 'tags' ? 'add.0' : 'add.0.id', 'field.invalid'],
  ])('are refused for %s', async (_, ids, path, code) => {
    const answer = await api.move(owner, await made(), ids());
    expect(answer.problem).toMatchObject({ status: 422, errors: [{ path, code }] });
  });

  it('do not come and go at once', async () => {
    const ana = await makeAgent(app, account.id);
    const answer = await api.move(owner, await made(), [ana.id], [newId(), ana.id]);
    expect(answer.problem.errors).toMatchObject([{ path: 'remove.1', code: 'field.invalid' }]);
  });

  it('are two thousand in one step, and found page by page and by name', async () => {
    const id = await made();
    const { rows } = await app.owner.query(
      `insert into users (account_id, id, email, email_key, username, username_key, first_name, last_name, name_key, search_key, status, confirmed_at, password_hash)
       select $1, gen_random_uuid(), 'p' || n || '@many.example', 'p' || n || '@many.example', 'p' || n, 'p' || n, 'Person', n::text,
         'person ' || lpad(n::text, 4, '0'), 'person ' || n, 'active', now(), 'x' from generate_series(1, 2000) n returning id`,
      [account.id],
    );
    const ids = rows.map((row) => row.id as string);
    await app.owner.query(
      `with made as (insert into agents (account_id, user_id) select $1, unnest($2::uuid[]) returning user_id)
       insert into agent_roles select $1, user_id, (select id from dialer_roles where account_id = $1) from made`,
      [account.id, ids],
    );
    expect((await api.move(owner, id, ids)).body.members).toBe(2000);
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const { body } = await api.box(owner, id, { box: 'selected', limit: 200, ...(cursor ? { cursor } : {}) });
      seen.push(...body.items.map(({ lastName }) => lastName));
      cursor = body.next;
    } while (cursor);
    expect(seen).toEqual(Array.from({ length: 2000 }, (_, n) => String(n + 1)));
    const { body } = await api.box(owner, id, { box: 'selected', q: 'person 1999' });
    expect(body.items.map(({ lastName }) => lastName)).toEqual(['1999']);
    expect((await api.box(owner, id, { box: 'available' })).body.items).toEqual([]);
    expect((await api.move(owner, id, [], ids)).body.members).toBe(0);
  });

  it('who have all are in neither box unless they are named, and are counted apart', async () => {
    const id = await made();
    const [all, both, none] = [
      await makeAgent(app, account.id, { firstName: 'Ana', ...api.all }),
      await makeAgent(app, account.id, { firstName: 'Ben', ...api.all, ...api.agent(id) }),
      await makeAgent(app, account.id, { firstName: 'Cem' }),
    ];
    await makeAgent(app, account.id, { ...api.all, status: 'deleted' });
    const boxes = async (box: 'available' | 'selected') => (await api.box(owner, id, { box })).body.items.map((one) => one.id);
    expect([await boxes('available'), await boxes('selected')]).toEqual([[none.id], [both.id]]);
    expect((await api.list(owner)).body).toMatchObject({ withAll: 2, items: [{ members: 1 }] });
    expect((await api.move(owner, id, [all.id])).body.members).toBe(2);
  });

  it('of fifty changes at once beside a deletion: all answer, and nobody is a member of nothing', async () => {
    const agents = await atOnce(10, () => makeAgent(app, account.id));
    const ids = agents.map((one) => one.id);
    for (let round = 0; round < 3; round += 1) {
      const [id, other] = [await made(), await made()];
      const moves = atOnce(50, (n): Promise<Answered> => {
        const some = ids.filter((_, at) => (at + n) % 3 === 0);
        if (n === 25) return api.remove(owner, id);
        if (n % 5 === 0)
          return api.move(
            owner,
            other,
            some.toReversed(),
            ids.filter((one) => !some.includes(one)),
          );
        return n % 2 === 0 ? api.move(owner, id, some) : api.move(owner, id, [], some.toReversed());
      });
      const counts = tally(await moves);
      expect(Object.keys(counts).filter((key) => !['200', '204', `${api.type}.not_found`].includes(key))).toEqual([]);
      expect(counts['204']).toBe(1);
      const { rowCount } = await app.owner.query(`select from agent_${kind} where account_id = $1 and ${api.type}_id = $2`, [
        account.id,
        id,
      ]);
      expect(rowCount).toBe(0);
      const added = new Set<string>();
      for (const { changes } of await entriesAbout(app, other)) {
        const { added: came, removed: went } = changes as Record<string, { old?: string[]; new?: string[] } | undefined>;
        for (const one of came?.new ?? []) added.add(one);
        for (const one of went?.old ?? []) added.delete(one);
      }
      expect([...added].sort()).toEqual((await membersOf(other)).map((one) => api.written(one)).sort());
    }
  });
});

describe('a skill group', () => {
  const api = OVER_HTTP.skill_groups;

  it('has a level for each, of those who are in it already too', async () => {
    const id = await makeNamed(app, account.id, 'skill_groups');
    const [ana, ben] = [
      await makeAgent(app, account.id, { firstName: 'Ana', skillGroups: [[id, 3]] }),
      await makeAgent(app, account.id, { firstName: 'Ben' }),
    ];
    const add = [
      { id: ana.id, level: 8 },
      { id: ben.id, level: 1 },
    ];
    const { body } = await owner.call('changeSkillGroupMembers', { params: { id }, body: { add } });
    expect(body.members).toBe(2);
    const { items } = (await api.box(owner, id, { box: 'selected' })).body;
    expect(items.map(({ level }) => level)).toEqual([8, 1]);
    expect(await entriesAbout(app, id)).toMatchObject([
      { changes: { added: { new: [`${ben.id}:1`] }, levels: { old: [`${ana.id}:3`], new: [`${ana.id}:8`] } } },
    ]);
    expect((await api.move(owner, id, [ana.id], [], 8)).status).toBe(200);
    expect(await entriesAbout(app, id)).toHaveLength(1);
  });

  it.each([0, 11, 2.5])('has no level %s', async (level) => {
    const id = await makeNamed(app, account.id, 'skill_groups');
    const answer = await api.move(owner, id, [newId()], [], level);
    expect(answer.problem.errors).toMatchObject([{ path: 'add.0.level' }]);
  });
});
