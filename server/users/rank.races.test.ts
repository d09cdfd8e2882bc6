import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PortalRole } from '../../contract/permissions.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeProfile } from '../testing/dialer.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { waitFor } from '../testing/mail-server.ts';
import { atOnce, tally } from '../testing/races.ts';

const SEED = Number(process.env.RACE_SEED ?? 4711);

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** Numbers from 0 to below `most`, the same for the same seed (mulberry32). */
function dice(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % most;
  };
}

/** The status of whoever is the main user right now. A left join: a main user who is not there would show as null. */
async function mainUsers(accountId: string): Promise<string[]> {
  const { rows } = await app.owner.query(
    'select u.status from accounts a left join users u on u.account_id = a.id and u.id = a.owner_id where a.id = $1',
    [accountId],
  );
  return rows.map(({ status }) => status);
}

/** Looks again and again while the work goes on; answers everything that was seen. */
async function watching(accountId: string, work: () => Promise<void>): Promise<{ seen: Set<string>; looks: number }> {
  const seen = new Set<string>();
  let looks = 0;
  let isOver = false;
  const watch = (async () => {
    while (!isOver) {
      seen.add(JSON.stringify(await mainUsers(accountId)));
      looks += 1;
      await sleep(1);
    }
  })();
  await work();
  isOver = true;
  await watch;
  return { seen, looks };
}

interface Round {
  readonly account: MadeAccount;
  readonly people: MadeUser[];
  readonly clients: Client[];
  readonly versions: Map<string, number>;
  readonly roll: (most: number) => number;
}

const ROLES: PortalRole[][] = [['admin'], ['reports'], [], ['admin', 'finance'], ['orders']];

async function actAtRandom({ people, clients, versions, roll }: Round) {
  const [by, target] = [clients[roll(clients.length)] as Client, people[roll(people.length)] as MadeUser];
  const params = { id: target.id };
  switch (roll(10)) {
    case 0:
    case 1: {
      const formerMainUser = roll(3) === 0 ? { delete: true as const } : { portalRoles: ROLES[roll(ROLES.length)] ?? [] };
      return by.call('handOver', { body: { userId: target.id, formerMainUser, password: PASSWORD } });
    }
    case 2:
      return by.call('deleteUser', { params });
    case 3:
      return by.call('deactivateUser', { params });
    case 4:
      return by.call('reactivateUser', { params });
    case 5:
      return by.call('restoreUser', { params });
    case 6: {
      const headers = { 'if-match': String((versions.get(target.id) ?? 1) + roll(2)) };
      return by.call('updateAgent', { params: { userId: target.id }, headers, body: { isActive: roll(2) === 0 } });
    }
    case 7:
      return by.call('removeAgent', { params: { userId: target.id } });
    default: {
      const headers = { 'if-match': String((versions.get(target.id) ?? 1) + roll(2)) };
      return by.call('updateUser', { params, headers, body: { portalRoles: ROLES[roll(ROLES.length)] ?? [] } });
    }
  }
}

async function roundOf(account: MadeAccount, people: MadeUser[], roll: Round['roll']): Promise<Round> {
  const { rows } = await app.owner.query('select id, version from users where account_id = $1', [account.id]);
  const clients = await Promise.all(people.flatMap((user) => [app.make.signedIn(user), app.make.signedIn(user)]));
  return { account, people, clients, versions: new Map(rows.map(({ id, version }) => [id, version])), roll };
}

describe('a hundred requests at once that hand over, delete, demote, switch off and restore the same few people', () => {
  it.each([1, 2, 3, 4])('leave one main user, active, at every instant, and none of them fails: round %i', async (round) => {
    const roll = dice(SEED + round);
    const account = await app.make.account();
    const others = await Promise.all(ROLES.map((roles) => app.make.user(account.id, { roles })));
    const people = [account.owner, ...others];
    for (const one of people) await makeProfile(app, one);
    const counts: Record<string, number>[] = [];
    const { seen, looks } = await watching(account.id, async () => {
      for (let wave = 0; wave < 2; wave += 1) {
        const now = await roundOf(account, people, roll);
        counts.push(tally(await atOnce(100, () => actAtRandom(now))));
      }
    });
    const all = JSON.stringify(counts);
    expect(all, `seed ${SEED}`).not.toContain('server.');
    expect([...seen], `seed ${SEED}`).toEqual(['["active"]']);
    expect(looks).toBeGreaterThan(20);
    expect(await mainUsers(account.id)).toEqual(['active']);
    const { rows } = await app.owner.query(
      `select (select count(*)::int from sessions s join users u on u.id = s.user_id where s.account_id = $1 and s.ended_at is null
                 and u.status <> 'active' and s.created_at < u.deleted_at) as ghosts,
         (select count(*)::int from user_portal_roles r join accounts a on a.owner_id = r.user_id where a.id = $1) as roles,
         (select count(*)::int from activity where account_id = $1 and action = 'account.handed_over') as entries,
         (select count(*)::int from mails where account_id = $1 and kind like '%_main_user') as mails`,
      [account.id],
    );
    expect(rows[0]).toMatchObject({ ghosts: 0, roles: 0 });
    expect(rows[0].mails).toBe(rows[0].entries * 2);
  });
});

describe('what changes while a request waits for the lock', () => {
  /** Holds a row, changes something, and lets go while the request waits. */
  async function answerWhile(holds: string, id: string, change: [string, unknown[]], request: () => Promise<{ status: number }>) {
    const holder = await app.owner.connect();
    try {
      await holder.query('begin');
      await holder.query(holds, [id]);
      const answer = request();
      const { rows: mine } = await holder.query('select pg_current_xact_id()::xid::text as id');
      const waiting = 'select 1 from pg_locks where not granted and transactionid = $1::xid';
      await waitFor(async () => ((await app.owner.query(waiting, [mine[0].id])).rowCount ? true : null), 'the request to wait');
      await holder.query(...change);
      await holder.query('commit');
      return await answer;
    } finally {
      holder.release();
    }
  }

  const USER = 'select 1 from users where id = $1 for update';
  const ACCOUNT = 'select 1 from accounts where id = $1 for update';
  const codeOf = (answer: { status: number }) => (answer as Awaited<ReturnType<typeof actAtRandom>>).problem.code;

  it('counts: somebody switched off meanwhile does not become the main user', async () => {
    const account = await app.make.account();
    const [owner, ben] = [await app.make.signedIn(account.owner), await app.make.user(account.id)];
    const body = { userId: ben.id, formerMainUser: { portalRoles: [] }, password: PASSWORD };
    const off: [string, unknown[]] = ["update users set status = 'inactive' where id = $1", [ben.id]];
    const answer = await answerWhile(USER, ben.id, off, () => owner.call('handOver', { body }));
    expect(codeOf(answer)).toBe('user.not_active');
    expect(await mainUsers(account.id)).toEqual(['active']);
  });

  it('counts: who is no longer the main user hands nothing over, and gives no Admin', async () => {
    for (const name of ['handOver', 'updateUser'] as const) {
      const account = await app.make.account();
      const owner = await app.make.signedIn(account.owner);
      const [ben, eve] = [await app.make.user(account.id), await app.make.user(account.id)];
      const change: [string, unknown[]] = ['update accounts set owner_id = $2 where id = $1', [account.id, eve.id]];
      const request = () =>
        name === 'handOver'
          ? owner.call('handOver', { body: { userId: ben.id, formerMainUser: { portalRoles: ['admin'] }, password: PASSWORD } })
          : owner.call('updateUser', { params: { id: ben.id }, body: { portalRoles: ['admin'] }, headers: { 'if-match': '1' } });
      const answer = await answerWhile(ACCOUNT, account.id, change, request);
      expect(codeOf(answer)).toBe(name === 'handOver' ? 'actor.not_owner' : 'permission.missing');
    }
  });

  it.each(['deactivateUser', 'updateUser', 'endUserSession'] as const)(
    'counts: an Admin does not touch who becomes an Admin meanwhile: %s',
    async (name) => {
      const account = await app.make.account();
      const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
      const ben = await app.make.user(account.id);
      const change: [string, unknown[]] = ["insert into user_portal_roles values ($1, $2, 'admin')", [account.id, ben.id]];
      const params = { id: ben.id, sessionId: ben.id };
      const request = { params, body: name === 'updateUser' ? { lastName: 'X' } : undefined, headers: { 'if-match': '1' } };
      const answer = await answerWhile(USER, ben.id, change, () => admin.call(name, request as never));
      expect(codeOf(answer)).toBe('user.is_admin');
    },
  );
});
