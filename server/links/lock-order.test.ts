import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashOf, newId, newToken } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { deadlocksIn } from '../testing/deadlocks.ts';
import { roleAgents } from '../testing/dialer.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import type { Answered } from '../testing/sets.ts';
import { somebodyWaits } from '../testing/waiting.ts';

// Account, user, link: everybody locks them in this order. Who did not would wait for somebody who waits for them.

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});

type Purpose = 'activation' | 'password_reset' | 'email_change';

async function linkOf(user: MadeUser, purpose: Purpose, email = user.email): Promise<{ id: string; token: string }> {
  const [id, token] = [newId(), newToken()];
  await app.owner.query(
    `insert into links (account_id, id, user_id, purpose, email, expires_at) values ($1, $2, $3, $4, $5, now() + interval '1 hour')`,
    [user.accountId, id, user.id, purpose, email],
  );
  await app.owner.query('insert into link_tokens (account_id, link_id, token_hash) values ($1, $2, $3)', [
    user.accountId,
    id,
    hashOf(token),
  ]);
  return { id, token };
}

const follow: Record<Purpose, (token: string, by?: Client) => Promise<Answered>> = {
  activation: (token, by = app.visitor()) => by.call('activate', { body: { token, password: PASSWORD } }),
  password_reset: (token, by = app.visitor()) => by.call('resetPassword', { body: { token, password: PASSWORD } }),
  email_change: (token, by = app.visitor()) => by.call('confirmEmail', { body: { token } }),
};

/** Answers how a call ended that waited for the lock of the first, and had locked none of the later ones meanwhile. */
async function locksInOrder(first: string, later: readonly string[], ids: readonly string[], call: () => Promise<Answered>) {
  const client = await app.owner.connect();
  await client.query('begin');
  try {
    await client.query(first, [ids[0]]);
    const answer = call();
    await somebodyWaits(app.owner);
    for (const [n, table] of later.entries()) {
      await client.query(`select 1 from ${table} where id = $1 for update nowait`, [ids[n + 1]]);
    }
    await client.query('rollback');
    return (await answer).status;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('whoever follows a link', () => {
  it.each(['activation', 'password_reset', 'email_change'] as const)('locks the user before the link: %s', async (purpose) => {
    const user = await app.make.user(account.id, purpose === 'activation' ? { status: 'pending' } : {});
    const email = purpose === 'email_change' ? 'new@example.org' : user.email;
    await app.owner.query("update users set new_email = $2, new_email_until = now() + interval '1 hour' where id = $1", [
      user.id,
      purpose === 'email_change' ? email : null,
    ]);
    const link = await linkOf(user, purpose, email);
    const lock = 'select 1 from users where id = $1 for update';
    expect(await locksInOrder(lock, ['links'], [user.id, link.id], () => follow[purpose](link.token))).toBeLessThan(300);
  });

  it('locks the account before both, where they confirm it', async () => {
    const email = `${newId()}@example.org`;
    await app.visitor().call('signUp', {
      body: { companyName: 'Northwind', firstName: 'Ida', lastName: 'Berg', email, password: PASSWORD },
    });
    const { rows } = await app.owner.query('select id, account_id from users where email = $1', [email]);
    const [{ id, account_id: accountId }] = rows;
    const link = await linkOf({ id, accountId, email } as MadeUser, 'activation');
    const lock = 'select 1 from accounts where id = $1 for share';
    const status = await locksInOrder(lock, ['users', 'links'], [accountId, id, link.id], () => follow.activation(link.token));
    expect(status).toBeLessThan(300);
  });
});

describe('a hundred at once end without a deadlock', () => {
  it('where users follow links while others edit, invite and delete them', async () => {
    const users = await Promise.all(Array.from({ length: 20 }, () => app.make.user(account.id, { status: 'pending' })));
    const links = await Promise.all(users.map((user) => linkOf(user, 'activation')));
    const deadlocks = await deadlocksIn(app, (as) =>
      atOnce(100, async (n) => {
        const [{ id }, { token }] = [users[n % 20] as MadeUser, links[n % 20] as { token: string }];
        const by = as(owner);
        const headers = { 'if-match': '1' };
        if (n < 20) return follow.activation(token, as(owner));
        if (n < 40) return by.call('sendActivation', { params: { id } });
        if (n < 60) return by.call('updateUser', { params: { id }, headers, body: { email: `moved${n}@example.org` } });
        if (n < 80) return by.call('deactivateUser', { params: { id } });
        return by.call('deleteUser', { params: { id } });
      }),
    );
    expect(deadlocks).toBe(0);
  });

  it('where users reset their passwords while others switch them off', async () => {
    const users = await Promise.all(Array.from({ length: 25 }, () => app.make.user(account.id)));
    const links = await Promise.all(users.map((user) => linkOf(user, 'password_reset')));
    const deadlocks = await deadlocksIn(app, (as) =>
      atOnce(100, async (n) => {
        const [{ id }, { token }] = [users[n % 25] as MadeUser, links[n % 25] as { token: string }];
        const by = as(owner);
        if (n < 25) return follow.password_reset(token, by);
        if (n < 50) return by.call('deactivateUser', { params: { id } });
        if (n < 75) return by.call('sendPasswordLink', { params: { id } });
        return by.call('deleteUser', { params: { id } });
      }),
    );
    expect(deadlocks).toBe(0);
  });

  it('where one person adds a hundred agents', async () => {
    const dialerRoles = [await roleAgents(app, account.id)];
    let answers: Answered[] = [];
    const deadlocks = await deadlocksIn(app, async (as) => {
      answers = await atOnce(100, (n) =>
        as(owner).call('createAgent', { body: { username: `new.${n}`, email: `new${n}@example.org`, dialerRoles } }),
      );
    });
    expect(tally(answers)).toEqual({ 201: 100 });
    expect(deadlocks).toBe(0);
  });
});
