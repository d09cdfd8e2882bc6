import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeRole } from '../testing/dialer.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { actionsAbout, entriesAbout } from '../testing/record.ts';
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

describe.each(SETS)('%s', (kind) => {
  const api = OVER_HTTP[kind];
  const made = (name?: string) => makeNamed(app, account.id, kind, name);
  const names = async (by = owner) => (await api.list(by)).body.items.map(({ name, members }) => [name, members]);

  it('are listed by name, whatever its case and accents, with how many agents each has', async () => {
    const [zulu, alpha] = [await made('Zulu'), await made('alpha'), await made('écoute'), await made('Echo')];
    await makeAgent(app, account.id, api.agent(zulu));
    await makeAgent(app, account.id, { ...api.agent(zulu), status: 'inactive' });
    await makeAgent(app, account.id, { ...api.agent(zulu), status: 'deleted' });
    await makeAgent(app, account.id, api.agent(alpha));
    expect(await names()).toEqual([
      ['alpha', 1],
      ['Echo', 0],
      ['écoute', 0],
      ['Zulu', 2],
    ]);
  });

  it('are added with a tidy name, counted for nobody, and recorded', async () => {
    const { status, body } = await api.create(owner, '  Night   shift ');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'Night shift',
      members: 0,
      version: 1,
      can: { manage: { ok: true }, give: { ok: true } },
    });
    expect((await api.list(owner)).body).toMatchObject({ items: [body], withAll: 0, can: { create: { ok: true } } });
    expect(await entriesAbout(app, body.id)).toMatchObject([
      {
        action: `${api.type}.created`,
        target_type: api.type,
        actor_id: account.owner.id,
        changes: { name: { new: 'Night shift' } },
      },
    ]);
  });

  it.each([
    ['   ', 'field.required'],
    ['x'.repeat(81), 'field.too_long'],
  ])('refuse the name “%s”', async (name, code) => {
    const id = await made();
    for (const { problem } of [await api.create(owner, name), await api.rename(owner, id, name)]) {
      expect(problem).toMatchObject({ status: 422, errors: [{ path: 'name', code }] });
    }
  });

  it('have one of each name in the account, in any case, and the same in another', async () => {
    await made('Night');
    const day = await made('Day');
    for (const { problem } of [await api.create(owner, 'NÍGHT'), await api.rename(owner, day, 'night')]) {
      expect(problem).toMatchObject({ status: 409, code: `${api.type}.name_taken`, errors: [{ path: 'name' }] });
    }
    const other = await app.make.signedIn((await app.make.account()).owner);
    expect((await api.create(other, 'Night')).status).toBe(201);
  });

  it('of one name, added by a hundred at once: there is one', async () => {
    const answers = await atOnce(100, (n): Promise<Answered> => api.create(owner, n % 2 === 0 ? 'Racing' : 'RACING'));
    expect(tally(answers)).toEqual({ 201: 1, [`${api.type}.name_taken`]: 99 });
    expect((await api.list(owner)).body.items).toHaveLength(1);
  });

  it('are renamed from the version that was seen; the same name is no change', async () => {
    const id = await made('Night');
    expect((await api.rename(owner, id, 'NIGHT')).body).toMatchObject({ name: 'NIGHT', version: 2 });
    expect((await api.rename(owner, id, 'NIGHT', 2)).body.version).toBe(2);
    const late = await api.rename(owner, id, 'Day', 1);
    expect(late.problem).toMatchObject({ status: 412, code: `${api.type}.changed`, current: { name: 'NIGHT', version: 2 } });
    expect(await entriesAbout(app, id)).toMatchObject([
      { action: `${api.type}.renamed`, changes: { name: { old: 'Night', new: 'NIGHT' } } },
    ]);
  });

  it('are deleted once, of twenty at once; their agents stay, and the entry names them', async () => {
    const id = await made('Night');
    const ana = await makeAgent(app, account.id, api.agent(id));
    expect(tally(await atOnce(20, (): Promise<Answered> => api.remove(owner, id)))).toEqual({
      204: 1,
      [`${api.type}.not_found`]: 19,
    });
    expect((await owner.call('getAgent', { params: { userId: ana.id } })).body).toMatchObject({ tags: [], skillGroups: [] });
    expect(await entriesAbout(app, id)).toMatchObject([
      { action: `${api.type}.deleted`, changes: { name: { old: 'Night' }, members: { old: [api.written(ana.id)], new: [] } } },
    ]);
    expect((await api.create(owner, 'Night')).status).toBe(201);
  });

  it('of another account do not exist', async () => {
    const id = await made('Night');
    const mine = await makeAgent(app, account.id, api.agent(id));
    const stranger = await app.make.signedIn((await app.make.account()).owner);
    for (const unknown of [id, newId()]) {
      const answers = [
        await api.rename(stranger, unknown, 'Mine'),
        await api.remove(stranger, unknown),
        await api.box(stranger, unknown, { box: 'selected' }),
        await api.move(stranger, unknown, []),
      ];
      for (const { problem } of answers) expect(problem).toMatchObject({ status: 404, code: `${api.type}.not_found` });
    }
    expect((await api.list(stranger)).body.items).toEqual([]);
    const theirs = (await api.create(stranger, 'Theirs')).body.id;
    expect((await api.move(stranger, theirs, [mine.id])).problem.code).toBe('agent.not_found');
    expect(await names()).toEqual([['Night', 1]]);
  });

  it('are closed to an ended session', async () => {
    const id = await made();
    await owner.call('signOut');
    for (const answer of [await api.list(owner), await api.create(owner, 'X'), await api.remove(owner, id)]) {
      expect(answer.problem.code).toBe('session.required');
    }
  });

  it('are seen, and not changed, by who may only see agents', async () => {
    const id = await made('Night');
    const role = await makeRole(app, account.id, { permissions: ['agent.view'] });
    const viewer = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [role] }));
    const no = { ok: false, because: 'permission.missing' };
    expect((await api.list(viewer)).body).toMatchObject({ items: [{ can: { manage: no, give: no } }], can: { create: no } });
    const answers = [
      await api.create(viewer, 'Mine'),
      await api.rename(viewer, id, 'Mine'),
      await api.remove(viewer, id),
      await api.move(viewer, id, []),
    ];
    for (const { problem } of answers) expect(problem).toMatchObject({ status: 403, code: 'permission.missing' });
    expect(await actionsAbout(app, id)).not.toContain(`${api.type}.renamed`);
  });
});
