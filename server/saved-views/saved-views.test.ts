import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MOST_VIEWS } from '../../contract/saved-views.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeRole } from '../testing/dialer.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { actionsAbout, entriesAbout } from '../testing/record.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let viewer: Client;
let sharer: Client;
let sharerId: string;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  account = await app.make.account({ firstName: 'Ana', lastName: 'Ruiz' });
  owner = await app.make.signedIn(account.owner);
  const views = await makeRole(app, account.id, { permissions: ['agent.view'] });
  const shares = await makeRole(app, account.id, { permissions: ['agent.view', 'view.share'], scope: 'shared_tags' });
  viewer = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [views] }));
  const one = await makeAgent(app, account.id, { dialerRoles: [shares], firstName: 'Sam', lastName: 'Share' });
  sharerId = one.id;
  sharer = await app.make.signedIn(one);
});
afterAll(() => app.close());

const STATE = { status: 'inactive', sort: '-name', q: 'ü & =' };
const body = (rest: object = {}) => ({ list: 'agents' as const, name: 'Switched off', state: STATE, ...rest });
const create = (by: Client, rest: object = {}) => by.call('createSavedView', { body: body(rest) });
const update = (by: Client, id: string, edit: object, version = 1) =>
  by.call('updateSavedView', { params: { id }, body: edit, headers: { 'if-match': String(version) } });
const remove = (by: Client, id: string) => by.call('deleteSavedView', { params: { id } });
const namesFor = async (by: Client) => (await by.call('listSavedViews', { query: { list: 'agents' } })).body.items;

describe('saving a view', () => {
  it('keeps what the address bar says, for its owner alone, and is one entry', async () => {
    const { status, body: made } = await create(viewer, { name: '  Switched   off ' });
    expect(status).toBe(201);
    expect(made).toMatchObject({ name: 'Switched off', state: STATE, isShared: false, version: 1, can: { edit: { ok: true } } });
    expect(await namesFor(viewer)).toEqual([made]);
    expect(await namesFor(owner)).toEqual([]);
    expect(await entriesAbout(app, made.id)).toMatchObject([
      { action: 'saved_view.created', target_type: 'saved_view', changes: { name: { new: 'Switched off' } } },
    ]);
  });

  it('shared, it is everybody’s who sees the list, and only its owner’s to change', async () => {
    const { body: made } = await create(sharer, { isShared: true });
    const [seen] = await namesFor(viewer);
    expect(seen).toMatchObject({ id: made.id, owner: { id: sharerId, name: 'Sam Share' } });
    expect(seen?.can.edit).toEqual({ ok: false, because: 'saved_view.not_own' });
    for (const by of [viewer, owner]) {
      expect((await update(by, made.id, { name: 'Mine' })).problem.code).toBe('saved_view.not_own');
      expect((await remove(by, made.id)).problem.code).toBe('saved_view.not_own');
    }
  });

  it('asks for the right to share it, now and later', async () => {
    expect((await create(viewer, { isShared: true })).problem.code).toBe('permission.missing');
    const { id } = (await create(viewer)).body;
    expect((await update(viewer, id, { isShared: true })).problem.code).toBe('permission.missing');
    const { body: listed } = await viewer.call('listSavedViews', { query: { list: 'agents' } });
    expect(listed.can.share).toEqual({ ok: false, because: 'permission.missing' });
    expect(listed.items.map((one) => one.isShared)).toEqual([false]);
    expect(await actionsAbout(app, id)).toEqual(['saved_view.created']);
  });

  it('is for who sees the list', async () => {
    const noLeads = { query: { list: 'leads' as const } };
    expect((await viewer.call('listSavedViews', noLeads)).problem.code).toBe('permission.missing');
    expect((await create(viewer, { list: 'leads' })).problem.code).toBe('permission.missing');
    const nobody = await app.make.signedIn(await app.make.user(account.id, { roles: ['reports'] }));
    expect((await nobody.call('listSavedViews', { query: { list: 'agents' } })).problem.code).toBe('permission.missing');
    expect((await create(nobody)).problem.code).toBe('permission.missing');
    expect((await owner.call('listSavedViews', noLeads)).body.items).toEqual([]);
  });

  it('takes a name once for each owner and list', async () => {
    await create(viewer);
    expect((await create(viewer, { name: 'SWITCHED off' })).problem).toMatchObject({
      code: 'saved_view.name_taken',
      errors: [{ path: 'name' }],
    });
    expect((await create(owner)).status).toBe(201);
    expect((await create(owner, { list: 'leads' })).status).toBe(201);
  });

  it('refuses what is no view', async () => {
    for (const state of [{ q: 'x'.repeat(501) }, { ['k'.repeat(41)]: '' }, { n: 1 }, Object.fromEntries(many(51)), []]) {
      expect((await create(owner, { state })).problem.code).toBe('request.invalid');
    }
    expect((await create(owner, { name: ' ' })).problem.code).toBe('request.invalid');
  });

  it('refuses what the database cannot write, wherever it stands', async () => {
    for (const text of ['\0', 'a\0b', '\ud800', 'a\udfffb']) {
      for (const state of [{ q: text }, { tag: ['x', text] }, { [text]: 'x' }]) {
        expect((await create(owner, { state })).problem.code).toBe('request.invalid');
      }
    }
  });

  it('ends at the limit, also of a hundred at the same moment', async () => {
    const answers = await atOnce(100, (n) => create(viewer, { name: `View ${n}` }));
    expect(tally(answers)).toEqual({ 201: MOST_VIEWS, 'saved_view.too_many': 100 - MOST_VIEWS });
    expect((await create(viewer, { name: 'One more' })).problem.title).toContain(String(MOST_VIEWS));
    expect((await create(owner)).status).toBe(201);
  });
});

const many = (count: number) => Array.from({ length: count }, (_, n) => [`key${n}`, ''] as const);

describe('changing a view', () => {
  it('says what changed, and nothing where nothing did', async () => {
    const { id } = (await create(owner)).body;
    const { body: changed } = await update(owner, id, { name: 'Off', state: { sort: 'email' }, isShared: true });
    expect(changed).toMatchObject({ name: 'Off', state: { sort: 'email' }, isShared: true, version: 2 });
    expect((await update(owner, id, { name: 'Off' }, 2)).body.version).toBe(2);
    expect((await update(owner, id, { isShared: false }, 2)).body.version).toBe(3);
    expect(await entriesAbout(app, id)).toMatchObject([
      { action: 'saved_view.created' },
      { action: 'saved_view.changed', changes: { name: { old: 'Switched off', new: 'Off' }, state: { new: 'sort=email' } } },
      { action: 'saved_view.changed', changes: { isShared: { old: true, new: false } } },
    ]);
  });

  it('of somebody who was second is refused, and shows the present one', async () => {
    const { id } = (await create(owner)).body;
    const answers = await atOnce(10, (n) => update(owner, id, { name: `Name ${n}` }));
    expect(tally(answers)).toEqual({ 200: 1, 'saved_view.changed': 9 });
    const { problem } = await update(owner, id, { name: 'Late' });
    expect(problem).toMatchObject({ status: 412, current: { id, version: 2 } });
  });

  it('to the name of another is refused', async () => {
    const { id } = (await create(owner)).body;
    await create(owner, { name: 'Other' });
    expect((await update(owner, id, { name: 'other' })).problem.code).toBe('saved_view.name_taken');
  });

  it('that others use asks for the right to share, which may be gone; it can still be taken back', async () => {
    const { id } = (await create(sharer, { isShared: true })).body;
    await app.owner.query(
      "update dialer_roles set permissions = '{agent.view}' where account_id = $1 and 'view.share' = any(permissions)",
      [account.id],
    );
    expect((await update(sharer, id, { name: 'Other' })).problem.code).toBe('permission.missing');
    expect((await update(sharer, id, { isShared: false })).status).toBe(200);
  });
});

describe('a view', () => {
  it('is deleted once, of twenty at the same moment', async () => {
    const { id } = (await create(owner)).body;
    expect(tally(await atOnce(20, () => remove(owner, id)))).toEqual({ 204: 1, 'saved_view.not_found': 19 });
    expect(await actionsAbout(app, id)).toEqual(['saved_view.created', 'saved_view.deleted']);
  });

  it('of somebody else, of another account, or none, does not exist', async () => {
    const { id } = (await create(owner)).body;
    const stranger = await app.make.signedIn((await app.make.account()).owner);
    for (const [by, one] of [
      [viewer, id],
      [stranger, id],
      [owner, newId()],
    ] as const) {
      expect((await update(by, one, { name: 'Mine' })).problem.code).toBe('saved_view.not_found');
      expect((await remove(by, one)).problem.code).toBe('saved_view.not_found');
    }
    expect(await namesFor(stranger)).toEqual([]);
  });

  it('that was shared goes from the menus of others when its owner is deleted, and comes back with them', async () => {
    await create(sharer, { isShared: true });
    await owner.call('deleteUser', { params: { id: sharerId } });
    expect(await namesFor(viewer)).toEqual([]);
    await owner.call('restoreUser', { params: { id: sharerId } });
    expect(await namesFor(viewer)).toHaveLength(1);
  });

  it('is for nobody whose session has ended', async () => {
    const { id } = (await create(viewer)).body;
    await viewer.call('signOut');
    expect((await update(viewer, id, { name: 'Late' })).problem.code).toBe('session.required');
    expect((await create(viewer, { name: 'Late' })).problem.code).toBe('session.required');
  });
});
