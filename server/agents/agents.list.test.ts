import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENT_SORTS } from '../../contract/agents.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeRole, roleAgents } from '../testing/dialer.ts';
import type { MadeAccount } from '../testing/factories.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let [role, tag, group]: string[] = [];
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  role = await makeRole(app, account.id, { name: 'Night shift' });
  [tag, group] = [await makeNamed(app, account.id, 'tags'), await makeNamed(app, account.id, 'skill_groups')];
  const agents = await roleAgents(app, account.id);
  for (let n = 0; n < 23; n += 1) {
    await makeAgent(app, account.id, {
      firstName: ['Ana', 'Ben', 'Zoë'][n % 3] ?? '',
      lastName: `Ruiz ${n}`,
      username: `person.${n}`,
      email: `p${n}@list.example`,
      status: n === 7 ? 'inactive' : n === 8 ? 'deleted' : 'active',
      dialerRoles: n % 2 === 0 ? [role] : [agents, role].slice(0, 1),
      tags: n % 5 === 0 ? [tag] : [],
      skillGroups: n % 7 === 0 ? [[group, 5]] : [],
      hasAllTags: n === 22,
      ...(n % 4 === 0 ? {} : { virtualExtension: String(500 + n) }),
    });
  }
  await app.owner.query("update agents set auto_dial = true where virtual_extension = '501'");
  await app.make.user(account.id, { lastName: 'Not An Agent' });
});
afterAll(() => app.close());

async function walk(sort: (typeof AGENT_SORTS)[number] | `-${(typeof AGENT_SORTS)[number]}`, filters: object = {}) {
  const seen = [];
  for (let cursor: string | undefined; ; ) {
    const query = { sort, limit: 4, ...filters, ...(cursor ? { cursor } : {}) };
    const { items, next } = (await owner.call('listAgents', { query })).body;
    seen.push(...items);
    if (!next) return seen;
    cursor = next;
  }
}

describe('the list of agents', () => {
  it.each(AGENT_SORTS)('by %s shows everybody once, page after page, and the other way round', async (sort) => {
    const [up, down] = [await walk(sort), await walk(`-${sort}`)];
    expect(up).toHaveLength(22);
    expect(new Set(up.map(({ id }) => id)).size).toBe(22);
    expect(down.map(({ id }) => id)).toEqual(up.map(({ id }) => id).reverse());
    const key = { name: 'firstName', lastSeenAt: 'lastSeenAt' }[sort as string] ?? sort;
    const values = up.map((one) => String(one[key as 'username'] ?? '').toLowerCase());
    if (sort !== 'name') expect(values).toEqual([...values].sort());
  });

  it.each([
    ['nothing but the deleted', {}, 22],
    ['a part of a name', { q: 'Ruiz 1' }, 11],
    ['without its points', { q: 'zoe' }, 6],
    ['a part of a username', { q: 'son.2' }, 4],
    ['a part of an address', { q: '@list' }, 22],
    ['a part of an extension', { q: '505' }, 1],
    ['two digits of an extension', { q: '50' }, 7],
    ['a text that nobody has', { q: 'nobody' }, 0],
    ['switched off', { status: 'inactive' }, 1],
    ['deleted', { status: 'deleted' }, 1],
    ['a value of their own', { autoDial: 'true' }, 1],
    ['the default', { autoDial: 'default' }, 21],
    ['either of them', { autoDial: ['default', 'true'] }, 22],
    ['a choice', { sipOption: ['webrtc', 'pbx'] }, 22],
    ['a choice that nobody made', { sipOption: 'uri' }, 0],
    ['a superuser', { isSuperuser: 'true' }, 0],
  ])('filters by %s, and counts the same', async (_, filters, count) => {
    expect(await walk('name', filters)).toHaveLength(count);
    expect((await owner.call('countAgents', { query: filters as never })).body).toEqual({ count, isMore: false });
  });

  it('filters by role, tag and skill group; who has all tags has each', async () => {
    const named = async (filters: object) => (await walk('name', filters)).length;
    expect(await named({ dialerRole: role })).toBe(11);
    expect(await named({ tag })).toBe(6);
    expect(await named({ skillGroup: group })).toBe(4);
    expect(await named({ dialerRole: role, tag, q: 'Ruiz' })).toBe(4);
  });

  it('refuses a cursor that is none, or of another sort', async () => {
    const { next } = (await owner.call('listAgents', { query: { sort: 'name', limit: 2 } })).body;
    for (const query of [{ cursor: 'x' }, { cursor: next ?? '', sort: 'email' as const }]) {
      expect((await owner.call('listAgents', { query })).problem.errors).toMatchObject([{ path: 'cursor' }]);
    }
    const forged = Buffer.from(JSON.stringify(['id', "'", crypto.randomUUID()])).toString('base64url');
    expect((await owner.call('listAgents', { query: { sort: 'id', cursor: forged } })).status).toBe(200);
  });

  it('is closed to who has no right to it, and to another account’s', async () => {
    const nobody = await app.make.signedIn(await makeAgent(app, (await app.make.account()).id));
    expect((await nobody.call('listAgents')).problem.code).toBe('permission.missing');
    const stranger = await app.make.signedIn((await app.make.account()).owner);
    expect((await stranger.call('listAgents')).body.items).toEqual([]);
  });

  it('tells each person what they may do in the Dialer', async () => {
    const viewer = await makeRole(app, account.id, { permissions: ['agent.view'], scope: 'shared_tags' });
    const client = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [viewer], status: 'active' }));
    const me = (await client.call('getMe')).body;
    expect(me.dialer).toEqual({ permissions: { 'agent.view': 'shared_tags' }, isSuperuser: false });
    expect((await owner.call('getMe')).body.dialer).toMatchObject({ isSuperuser: true });
    await app.owner.query("update users set status = 'deleted', deleted_at = now(), deleted_from = 'active' where id = $1", [
      me.id,
    ]);
  });
});
