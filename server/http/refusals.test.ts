import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../contract/errors.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { waitFor } from '../testing/mail-server.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let other: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  other = await app.make.user(account.id);
});
afterAll(() => app.close());

interface Refused {
  readonly code: string;
  readonly endpoint: string;
  readonly actor_id: string;
  readonly target_type: string;
  readonly target_id: string;
  readonly session_id: string | null;
  readonly address: string;
  readonly device: string;
}

async function refusedTo(actorId: string): Promise<Refused[]> {
  const { rows } = await app.owner.query<Refused>(
    `select v.changes #>> '{code,new}' as code, v.changes #>> '{endpoint,new}' as endpoint, a.actor_id, a.target_type, a.target_id,
       a.session_id, host(v.address) as address, v.device
     from activity a join activity_values v on v.account_id = a.account_id and v.activity_id = a.id
     where a.action = 'request.refused' and a.actor_id = $1 order by a.id`,
    [actorId],
  );
  return rows;
}

/** What was refused to this user, as soon as there are so many. */
const refusals = (actorId: string, count = 1) =>
  waitFor(async () => {
    const rows = await refusedTo(actorId);
    return rows.length >= count ? rows : null;
  }, `${count} entries`);

async function somebody(): Promise<{ user: MadeUser; client: Client }> {
  const user = await app.make.user(account.id);
  return { user, client: await app.make.signedIn(user) };
}

describe('a 403 to somebody who is signed in', () => {
  it('is an entry: who, from where, in which session, what was asked of whom, and why not', async () => {
    const { user, client } = await somebody();
    expect((await client.call('deleteUser', { params: { id: other.id } })).status).toBe(403);
    const { rows } = await app.owner.query('select id from sessions where user_id = $1', [user.id]);
    expect(await refusals(user.id)).toEqual([
      {
        code: 'permission.missing',
        endpoint: 'deleteUser',
        actor_id: user.id,
        target_type: 'user',
        target_id: other.id,
        session_id: rows[0].id,
        address: client.address,
        device: 'node',
      },
    ]);
  });

  it('is about the account where the id is made up, or of another account: it is not kept', async () => {
    const { user, client } = await somebody();
    const elsewhere = await app.make.account();
    for (const id of [newId(), elsewhere.owner.id]) {
      expect((await client.call('getUser', { params: { id } })).status).toBe(403);
    }
    const [entry] = await refusals(user.id);
    expect(entry).toMatchObject({ target_type: 'account', target_id: account.id });
    const { rows } = await app.owner.query('select count(*)::int as n from activity where account_id = $1', [elsewhere.id]);
    expect(rows[0].n).toBe(0);
  });

  const WAYS: [ErrorCode, (client: Client) => Promise<unknown>][] = [
    ['permission.missing', (client) => client.call('listUsers')],
    ['session.step_up', (client) => client.call('makeMyRecoveryCodes')],
    ['password.wrong', (client) => client.call('proveMyself', { body: { password: 'Not-the-one-1' } })],
    ['actor.not_owner', (client) => client.call('beginHandOver', { body: { password: 'Not-the-one-1' } })],
    ['request.origin', (client) => client.call('signOut', { headers: { origin: 'https://evil.example' } })],
  ];
  it.each(WAYS)('%s is one', async (code, call) => {
    const user = await app.make.user(account.id);
    const client = await app.make.signedIn(user, { provedSecondsAgo: 600 });
    await call(client);
    expect(await refusals(user.id)).toMatchObject([{ code, address: client.address }]);
  });

  it('from an address that is not allowed is one, and the session goes on elsewhere', async () => {
    const { user, client } = await somebody();
    await app.owner.query(
      `insert into allowed_addresses (account_id, id, user_id, block) values ($1, $2, $3, ($4::text || '/32')::cidr)`,
      [account.id, newId(), user.id, client.address],
    );
    await app.owner.query('update users set limits_addresses = true where id = $1', [user.id]);
    const elsewhere = app.visitor();
    elsewhere.cookie = client.cookie;
    expect((await elsewhere.call('getMe')).problem.code).toBe('session.address_not_allowed');
    expect((await client.call('getMe')).status).toBe(200);
    expect(await refusals(user.id)).toMatchObject([
      { code: 'session.address_not_allowed', endpoint: 'getMe', address: elsewhere.address, target_id: user.id },
    ]);
  });

  it('while the password must be changed is one', async () => {
    const user = await app.make.user(account.id, { passwordMustChange: true });
    await (await app.make.signedIn(user)).call('listMySessions');
    expect(await refusals(user.id)).toMatchObject([{ code: 'password.change_required' }]);
  });

  it('has an entry of its own for each reason, and other refusals have none', async () => {
    const { user, client } = await somebody();
    await client.call('endMySession', { params: { sessionId: newId() } });
    await client.call('updateMe', { body: { firstName: '' }, headers: { 'if-match': '1' } });
    await client.call('updateMe', { body: { firstName: 'Bo' }, headers: { 'if-match': '9' } });
    await client.call('listUsers');
    await client.call('countUsers');
    expect((await refusals(user.id, 2)).map(({ endpoint }) => endpoint)).toEqual(['listUsers', 'countUsers']);
  });
});

describe('the answer', () => {
  it('does not wait for the record, and does not fail with it', async () => {
    const { user, client } = await somebody();
    const holder = await app.owner.connect();
    await holder.query('begin');
    await holder.query('lock table activity_repeats in access exclusive mode');
    expect((await client.call('listUsers')).problem.code).toBe('permission.missing');
    expect((await client.call('countUsers')).problem.code).toBe('permission.missing');
    expect((await owner.call('listUsers')).status).toBe(200);
    expect(await refusedTo(user.id)).toEqual([]);
    // What writes them is broken off by the database: it comes again.
    await app.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    await holder.query('rollback');
    holder.release();
    expect((await refusals(user.id, 2)).map(({ endpoint }) => endpoint).sort()).toEqual(['countUsers', 'listUsers']);
  });
});
