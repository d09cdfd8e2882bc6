import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIVITIES } from '../../contract/activity.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, PASSWORD } from '../testing/factories.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account({ firstName: 'Ana', lastName: 'Ruiz' });
  owner = await app.make.signedIn(account.owner);
});
afterAll(() => app.close());

async function activityOf(id: string, query: { limit?: number; cursor?: string } = {}, by = owner) {
  return (await by.call('listUserActivity', { params: { id }, query })).body;
}

/** Entries about the user, made behind the product's back. */
async function record(userId: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  await app.owner.query(
    `with entries as (
       insert into activity (account_id, id, action, actor_kind, actor_id, target_type, target_id)
       select $1, id, 'user.changed', 'user', $2, 'user', $3 from unnest($4::uuid[]) id returning account_id, id)
     insert into activity_values (account_id, activity_id, changes)
     select account_id, id, jsonb_build_object('firstName', jsonb_build_object('old', 'a', 'new', id)) from entries`,
    [account.id, account.owner.id, userId, ids],
  );
  return ids.reverse();
}

describe('the activity of a user', () => {
  it('shows what happened to them, the newest first: when, who, what, from where, on which device', async () => {
    const ben = await app.make.user(account.id, { firstName: 'Ben', lastName: 'Okafor' });
    const visitor = app.visitor();
    await visitor.call('signIn', { body: { login: ben.email, password: PASSWORD } });
    await owner.call('updateUser', { params: { id: ben.id }, body: { firstName: 'Zoë' }, headers: { 'if-match': '1' } });
    const { items, next } = await activityOf(ben.id);
    expect(next).toBeNull();
    expect(items).toMatchObject([
      {
        action: 'user.changed',
        actor: { id: account.owner.id, name: 'Ana Ruiz' },
        changes: { firstName: { old: 'Ben', new: 'Zoë' } },
        address: owner.address,
      },
      {
        action: 'user.signed_in',
        actor: { id: ben.id, name: 'Zoë Okafor' },
        changes: { sessionSeconds: { new: 43_200 } },
        address: visitor.address,
      },
    ]);
    expect(items[0]?.device).toBeTruthy();
    expect(Date.parse(items[0]?.at ?? '')).toBeGreaterThan(Date.now() - 60_000);
  });

  it('shows failed sign-ins, with nobody as actor', async () => {
    const ben = await app.make.user(account.id);
    await app.visitor().call('signIn', { body: { login: ben.email, password: 'Wrong-password-1' } });
    expect((await activityOf(ben.id)).items).toMatchObject([
      { action: 'user.sign_in_failed', actor: null, changes: { reason: { new: 'password' } } },
    ]);
  });

  it('comes in pages that miss nothing and show nothing twice, also while more happens', async () => {
    const ben = await app.make.user(account.id);
    const ids = await record(ben.id, 23);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page: Awaited<ReturnType<typeof activityOf>> = await activityOf(ben.id, { limit: 5, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
      await record(ben.id, 1);
    } while (cursor);
    expect(seen).toEqual(ids);
    expect((await activityOf(ben.id, { limit: 28 })).next).toBeNull();
  });

  it('holds nothing about anybody else, in this account or another', async () => {
    const [ben, eve] = [await app.make.user(account.id), await app.make.user(account.id)];
    await record(eve.id, 3);
    const mine = await record(ben.id, 2);
    expect((await activityOf(ben.id)).items.map(({ id }) => id)).toEqual(mine);
    const eves = (await activityOf(eve.id)).items.at(0)?.id ?? '';
    expect((await activityOf(ben.id, { cursor: eves })).items).toEqual([]);
  });

  it('of somebody elsewhere, or nobody, is not found', async () => {
    const theirs = await app.make.user((await app.make.account()).id);
    for (const id of [theirs.id, newId()]) {
      const { problem } = await owner.call('listUserActivity', { params: { id } });
      expect(problem).toMatchObject({ status: 404, code: 'user.not_found' });
    }
  });

  it('is shown to an Admin, and to nobody else but the person', async () => {
    const [ben, eve, admin] = [
      await app.make.user(account.id, { roles: ['reports'] }),
      await app.make.user(account.id, { roles: ['reports', 'finance'] }),
      await app.make.user(account.id, { roles: ['admin'] }),
    ];
    await record(ben.id, 1);
    expect((await activityOf(ben.id, {}, await app.make.signedIn(admin))).items).toHaveLength(1);
    expect((await activityOf(ben.id, {}, await app.make.signedIn(ben))).items).toHaveLength(1);
    const other = await app.make.signedIn(eve);
    expect((await other.call('listUserActivity', { params: { id: ben.id } })).problem.code).toBe('permission.missing');
  });

  it.each(['x', '', newId().slice(1), '%00', 'a'.repeat(8001)])('refuses the cursor "%.20s"', async (cursor) => {
    const ben = await app.make.user(account.id);
    const answer = await owner.call('listUserActivity', { params: { id: ben.id }, query: { cursor } });
    expect(answer.problem.errors).toMatchObject([{ path: 'cursor' }]);
  });

  it('names an actor who is erased by the id alone', async () => {
    const [ben, admin] = [await app.make.user(account.id), await app.make.user(account.id, { roles: ['admin'] })];
    const by = await app.make.signedIn(admin);
    await by.call('deactivateUser', { params: { id: ben.id } });
    await owner.call('deleteUser', { params: { id: admin.id } });
    await owner.call('eraseUser', { params: { id: admin.id } });
    expect((await activityOf(ben.id)).items).toMatchObject([
      { action: 'user.deactivated', actor: { id: admin.id, name: null }, address: null, device: null },
    ]);
  });

  it('can show every kind of entry', async () => {
    const ben = await app.make.user(account.id);
    await app.owner.query(
      `insert into activity (account_id, id, action, actor_kind, target_type, target_id)
       select $1, gen_random_uuid(), action, 'visitor', 'user', $2 from unnest($3::text[]) action`,
      [account.id, ben.id, ACTIVITIES],
    );
    const { items } = await activityOf(ben.id, { limit: 200 });
    expect(items.map(({ action }) => action).sort()).toEqual([...ACTIVITIES].sort());
  });
});
