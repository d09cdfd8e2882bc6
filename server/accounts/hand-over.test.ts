import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PortalRole } from '../../contract/permissions.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeNamed, makeProfile } from '../testing/dialer.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { makeLeads } from '../testing/leads.ts';
import { atOnce, tally } from '../testing/races.ts';
import { actionsAbout, entriesAbout } from '../testing/record.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let ben: MadeUser;
let counter = 0;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  counter += 1;
  account = await app.make.account({ name: 'Northwind', firstName: 'Ana', email: `ana${counter}@hand.example` });
  owner = await app.make.signedIn(account.owner);
  ben = await app.make.user(account.id, { firstName: 'Ben', email: `ben${counter}@hand.example`, roles: ['admin', 'reports'] });
});
afterAll(() => app.close());

type Former = { portalRoles: PortalRole[] } | { delete: true };

function handOver(by = owner, userId = ben.id, formerMainUser: Former = { portalRoles: [] }, password = PASSWORD) {
  return by.call('handOver', { body: { userId, formerMainUser, password } });
}

async function mainUserOf(accountId: string): Promise<string> {
  const { rows } = await app.owner.query('select owner_id from accounts where id = $1', [accountId]);
  return rows[0].owner_id;
}

/** Tries, makes sure that nothing happened, and answers the reason. */
async function refused(...wish: Parameters<typeof handOver>): Promise<string> {
  const { problem } = await handOver(...wish);
  expect(await mainUserOf(account.id)).toBe(account.owner.id);
  expect(await actionsAbout(app, account.id)).toEqual([]);
  const { rowCount } = await app.owner.query("select 1 from mails where account_id = $1 and kind like '%main_user'", [
    account.id,
  ]);
  expect(rowCount).toBe(0);
  return problem.code;
}

describe('handing over', () => {
  it('makes the other the main user, and gives the former one the chosen roles; both at once', async () => {
    const [hers, his] = [owner, await app.make.signedIn(ben)];
    expect((await handOver(owner, ben.id, { portalRoles: ['admin', 'finance', 'finance'] })).status).toBe(204);
    expect((await hers.call('getMe')).body).toMatchObject({ isMainUser: false, portalRoles: ['admin', 'finance'] });
    expect((await his.call('getMe')).body).toMatchObject({ isMainUser: true, portalRoles: [] });
    const { items } = (await his.call('listUsers')).body;
    expect(items.filter(({ isMainUser }) => isMainUser).map(({ id }) => id)).toEqual([ben.id]);
    const { body } = await hers.call('getUser', { params: { id: ben.id } });
    expect(body.can.delete).toEqual({ ok: false, because: 'user.is_owner' });
  });

  it('without roles leaves the former one with Support only', async () => {
    await handOver();
    expect((await owner.call('getMe')).body).toMatchObject({ isMainUser: false, portalRoles: [], permissions: [] });
    expect((await owner.call('listUsers')).problem.code).toBe('permission.missing');
  });

  it('mails both', async () => {
    await handOver();
    const [became, was] = [await app.mail.next(ben.email), await app.mail.next(account.owner.email)];
    expect(became.subject).toBe('You are now the main user of Northwind');
    expect(was.subject).toBe('You handed Northwind over');
  });

  it('is one entry, with who it was and who it is', async () => {
    await handOver(owner, ben.id, { portalRoles: ['orders'] });
    expect(await entriesAbout(app, account.id)).toEqual([
      {
        action: 'account.handed_over',
        actor_id: account.owner.id,
        target_type: 'account',
        address: owner.address,
        changes: { mainUser: { old: account.owner.id, new: ben.id }, formerMainUser: { new: ['orders'] } },
      },
    ]);
  });

  it('is an entry of each of the two as well, with the roles that they had and have', async () => {
    const chiara = await app.make.user(account.id, { roles: ['reports'] });
    await handOver(owner, chiara.id, { portalRoles: ['orders'] });
    const isMainUser = (is: boolean) => ({ old: !is, new: is });
    expect(await entriesAbout(app, chiara.id)).toMatchObject([
      {
        action: 'user.became_main_user',
        actor_id: account.owner.id,
        changes: { isMainUser: isMainUser(true), portalRoles: { old: ['reports'], new: [] } },
      },
    ]);
    expect(await entriesAbout(app, account.owner.id)).toMatchObject([
      { action: 'user.handed_over', changes: { isMainUser: isMainUser(false), portalRoles: { old: [], new: ['orders'] } } },
    ]);
    const her = await app.make.signedIn(chiara);
    const { items } = (await her.call('listUserActivity', { params: { id: account.owner.id } })).body;
    expect(items.map(({ action }) => action)).toContain('user.handed_over');
  });

  it('can be handed back', async () => {
    await handOver();
    const his = await app.make.signedIn(ben);
    expect((await handOver(his, account.owner.id, { portalRoles: ['reports'] })).status).toBe(204);
    expect(await mainUserOf(account.id)).toBe(account.owner.id);
    expect((await owner.call('getMe')).body).toMatchObject({ isMainUser: true, portalRoles: [] });
  });

  it('makes an editor of the form look again', async () => {
    const version = (await owner.call('getUser', { params: { id: ben.id } })).body.version;
    await handOver(owner, ben.id, { portalRoles: ['admin'] });
    const his = await app.make.signedIn(ben);
    const stale = { params: { id: ben.id }, body: { firstName: 'Benno' }, headers: { 'if-match': String(version) } };
    expect((await his.call('updateUser', stale)).problem.code).toBe('user.changed');
  });
});

describe('handing over and deleting the former main user', () => {
  it('ends their sessions at once, and still mails them', async () => {
    const other = await app.make.signedIn(account.owner);
    expect((await handOver(owner, ben.id, { delete: true })).status).toBe(204);
    for (const session of [owner, other]) expect((await session.call('getMe')).problem.code).toBe('session.required');
    expect((await app.mail.next(account.owner.email)).subject).toBe('You handed Northwind over');
    const signIn = await app.visitor().call('signIn', { body: { login: account.owner.email, password: PASSWORD } });
    expect(signIn.problem.code).toBe('session.wrong_credentials');
    const { rows } = await app.owner.query('select distinct ended_because from sessions where user_id = $1', [account.owner.id]);
    expect(rows).toEqual([{ ended_because: 'user_deleted' }]);
  });

  it('is an entry of the account, and one of the deleted', async () => {
    await handOver(owner, ben.id, { delete: true });
    expect((await entriesAbout(app, account.id)).map(({ changes }) => changes)).toMatchObject([
      { formerMainUser: { new: 'deleted' } },
    ]);
    expect(await entriesAbout(app, account.owner.id)).toMatchObject([
      { action: 'user.handed_over', changes: { isMainUser: { old: true, new: false } } },
      { action: 'user.deleted', actor_id: account.owner.id, changes: { status: { old: 'active', new: 'deleted' } } },
    ]);
  });

  it('leaves no lead with them, and says what is lost when they come back', async () => {
    const tag = await makeNamed(app, account.id, 'tags', 'Night shift');
    await makeProfile(app, account.owner, { tags: [tag] });
    await makeLeads(app, account.id, 3, { assignedTo: account.owner.id });
    expect((await handOver(owner, ben.id, { delete: true })).status).toBe(204);
    const { rows } = await app.owner.query('select assigned_to from leads where account_id = $1', [account.id]);
    expect(rows.map(({ assigned_to }) => assigned_to)).toEqual([null, null, null]);
    const his = await app.make.signedIn(ben);
    expect((await his.call('deleteTag', { params: { id: tag } })).status).toBe(204);
    const { body } = await his.call('restoreUser', { params: { id: account.owner.id } });
    expect(body.lost).toEqual({ dialerRoles: [], tags: ['Night shift'], skillGroups: [] });
  });

  it('lets them come back without roles, also those that they had before they were the main user', async () => {
    await app.owner.query("insert into user_portal_roles values ($1, $2, 'finance')", [account.id, account.owner.id]);
    await handOver(owner, ben.id, { delete: true });
    const his = await app.make.signedIn(ben);
    expect((await his.call('restoreUser', { params: { id: account.owner.id } })).body).toMatchObject({ status: 'active' });
    const { body } = await his.call('getUser', { params: { id: account.owner.id } });
    expect(body).toMatchObject({ status: 'active', portalRoles: [], isMainUser: false });
  });
});

describe('is refused', () => {
  it('without the password, which is asked beside its field', async () => {
    const { problem } = await handOver(owner, ben.id, { portalRoles: [] }, 'Wrong-password-1');
    expect(problem).toMatchObject({ code: 'password.wrong', errors: [{ path: 'password' }] });
    expect(await refused(owner, ben.id, { delete: true }, 'Wrong-password-1')).toBe('password.wrong');
  });

  it('after ten wrong passwords, even with the right one', async () => {
    for (let n = 0; n < 10; n += 1) await handOver(owner, ben.id, { portalRoles: [] }, 'Wrong-password-1');
    expect(await refused()).toBe('request.too_many');
  });

  it('to anybody but the main user, who is not told whether the other exists', async () => {
    const admin = await app.make.signedIn(ben);
    for (const id of [account.owner.id, ben.id, newId()]) expect(await refused(admin, id)).toBe('actor.not_owner');
  });

  it.each(['pending', 'inactive', 'deleted'] as const)('for a user who is %s', async (status) => {
    const user = await app.make.user(account.id, { status });
    expect(await refused(owner, user.id)).toBe(status === 'deleted' ? 'user.is_deleted' : 'user.not_active');
  });

  it('for oneself, for nobody, and for another account’s user', async () => {
    const theirs = await app.make.account();
    expect(await refused(owner, account.owner.id)).toBe('user.is_self');
    for (const id of [newId(), theirs.owner.id]) expect(await refused(owner, id)).toBe('user.not_found');
    expect(await mainUserOf(theirs.id)).toBe(theirs.owner.id);
  });

  it('with a wish that is none', async () => {
    const body = { userId: ben.id, password: PASSWORD };
    const former = [{}, { portalRoles: ['owner'] }, { delete: false }, { delete: true, portalRoles: [] }, null, 'delete'];
    for (const formerMainUser of former) {
      const answer = await owner.call('handOver', { body: { ...body, formerMainUser } as never });
      expect(answer.problem.code, JSON.stringify(formerMainUser)).toBe('request.invalid');
    }
  });
});

describe('at the same moment', () => {
  it('to ten people: one gets it', async () => {
    const people = await atOnce(10, () => app.make.user(account.id));
    const answers = await Promise.all(people.map(({ id }) => handOver(owner, id)));
    expect(tally(answers)).toEqual({ 204: 1, 'actor.not_owner': 9 });
    expect(people.map(({ id }) => id)).toContain(await mainUserOf(account.id));
    expect(await actionsAbout(app, account.id)).toEqual(['account.handed_over']);
  });

  it('as both sign in, edit themselves and sign out: no request fails', async () => {
    let holders: [Client, MadeUser] = [owner, ben];
    for (let round = 0; round < 4; round += 1) {
      const [by, to] = holders;
      const version = String((await by.call('getMe')).body.version);
      const answers = await Promise.all([
        ...[account.owner, ben].flatMap((user) =>
          [1, 2].map(() => app.visitor().call('signIn', { body: { login: user.email, password: PASSWORD } })),
        ),
        by.call('updateMe', { body: { lastName: `Round ${round}` }, headers: { 'if-match': version } }),
        handOver(by, to.id, { portalRoles: ['admin'] }),
        (await app.make.signedIn(to)).call('signOut'),
      ]);
      expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
      const now = await mainUserOf(account.id);
      const [present, next] = now === ben.id ? [ben, account.owner] : [account.owner, ben];
      holders = [await app.make.signedIn(present), next];
    }
  });

  it('as the other is switched off or deleted: the main user is active, whoever it is', async () => {
    for (const name of ['deactivateUser', 'deleteUser'] as const) {
      const eve = await app.make.user(account.id);
      const main = await app.make.signedIn(account.owner);
      const [moved] = await Promise.all([handOver(main, eve.id), main.call(name, { params: { id: eve.id } })]);
      const now = await mainUserOf(account.id);
      expect(now === eve.id).toBe(moved.status === 204);
      const { rows } = await app.owner.query('select status from users where id = $1', [now]);
      expect(rows).toEqual([{ status: 'active' }]);
      if (now === eve.id) await handOver(await app.make.signedIn(eve), account.owner.id);
    }
  });
});
