import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashOf } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { PASSWORD } from '../testing/factories.ts';
import { tokenIn, waitFor } from '../testing/mail-server.ts';

const NEW_PASSWORD = 'Lantern-58-quays';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(() => app.mail.answer(() => null));

const ask = (email: string) => app.visitor().call('requestPasswordReset', { body: { email } });
const inspect = (token: string) => app.visitor().call('inspectPasswordReset', { body: { token } });
const reset = (token: string, password = NEW_PASSWORD) => app.visitor().call('resetPassword', { body: { token, password } });
const signIn = (login: string, password: string) => app.visitor().call('signIn', { body: { login, password } });

async function linkFor(email: string): Promise<string> {
  await ask(email);
  return tokenIn(await app.mail.next(email));
}

/** Waits until every request was worked off. */
function settle(): Promise<true> {
  return waitFor(async () => {
    const { rowCount } = await app.owner.query('select 1 from password_reset_requests');
    return rowCount === 0 ? true : null;
  }, 'the job');
}

describe('asking for a new password', () => {
  it('answers the same for a known and an unknown address, and mails only the known', async () => {
    const { owner } = await app.make.account();
    const answer = async (email: string) => {
      const response = await app.visitor().send('POST', '/api/v1/password-resets', JSON.stringify({ email }));
      const headers = [...response.headers].filter(([name]) => !['x-request-id', 'date'].includes(name));
      return [response.status, headers, await response.text()];
    };
    const before = app.mail.mails.length;
    const unknown = await answer('nobody@reset.example');
    expect(await answer(owner.email)).toEqual(unknown);
    expect(unknown[0]).toBe(202);
    await app.mail.next(owner.email);
    await settle();
    expect(app.mail.mails.slice(before)).toHaveLength(1);
  });

  it('works however the address is written, and mails the address as it is stored', async () => {
    const { owner } = await app.make.account({ email: 'Ana@written.example' });
    await ask('aNa@WRITTEN.example');
    await app.mail.next(owner.email);
  });

  it('mails nobody who is pending, inactive or deleted', async () => {
    const { id } = await app.make.account();
    for (const status of ['pending', 'inactive', 'deleted'] as const) {
      await app.make.user(id, { status, email: `${status}@reset.example` });
      expect((await ask(`${status}@reset.example`)).status).toBe(202);
    }
    await settle();
    const { rowCount } = await app.owner.query("select 1 from links where account_id = $1 and purpose = 'password_reset'", [id]);
    expect(rowCount).toBe(0);
    expect(
      app.mail.mails.flatMap(({ to }) => to ?? []).filter(({ address }) => /^(pending|inactive|deleted)@/.test(address ?? '')),
    ).toEqual([]);
  });

  it('lists every account of the address, with its code and a link of its own', async () => {
    const email = 'twice@reset.example';
    const accounts = [await app.make.account({ name: 'Northwind', email }), await app.make.account({ name: 'Contoso', email })];
    await ask(email);
    const { html = '', text = '' } = await app.mail.next(email);
    for (const { code } of accounts) expect(text).toContain(`account code ${code}`);
    const tokens = [...text.matchAll(/#([\w-]{43})/g)].map(([, token]) => token ?? '');
    const codes = await Promise.all(tokens.map(async (token) => (await inspect(token)).body.accountCode));
    expect(codes.sort()).toEqual(accounts.map(({ code }) => code).sort());
    expect(html).toContain('New password for Contoso');
    const [first] = accounts;
    const mine = tokens[codes.indexOf(first?.code ?? '')] ?? '';
    await reset(mine);
    const statuses = await Promise.all(
      accounts.map(async ({ code }) => {
        const body = { login: email, accountCode: code, password: NEW_PASSWORD };
        return (await app.visitor().call('signIn', { body })).status;
      }),
    );
    expect(statuses.sort()).toEqual([201, 401]);
  });

  it('stops after five for one address and after twenty from one sender', async () => {
    for (let n = 0; n < 5; n += 1) expect((await ask('many@reset.example')).status).toBe(202);
    const refused = await ask('MANY@reset.example');
    expect(refused.problem.code).toBe('request.too_many');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const sender = app.visitor();
    const asked = Array.from({ length: 21 }, (_, n) =>
      sender.call('requestPasswordReset', { body: { email: `n${n}@sender.example` } }),
    );
    const statuses = (await Promise.all(asked)).map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(20).fill(202), 429]);
  });
});

describe('the link', () => {
  it('shows whom it is for and sets the password, by the rules', async () => {
    const { owner, code } = await app.make.account({ name: 'Contoso' });
    const token = await linkFor(owner.email);
    expect((await inspect(token)).body).toEqual({
      accountName: 'Contoso',
      accountCode: code,
      email: owner.email,
      recoveryCode: 'none',
      helper: 'operator',
    });
    expect((await reset(token, 'lantern')).problem.errors?.[0]?.path).toBe('password');
    expect((await reset(token, 'Password1')).problem.errors).toMatchObject([{ path: 'password', code: 'password.well_known' }]);
    expect((await reset(token)).body).toEqual({ email: owner.email, accountCode: code });
    expect((await signIn(owner.email, NEW_PASSWORD)).status).toBe(201);
    expect((await signIn(owner.email, PASSWORD)).status).toBe(401);
  });

  it('works once, also when it is pressed ten times in parallel', async () => {
    const { owner } = await app.make.account();
    const token = await linkFor(owner.email);
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => reset(token, `Lantern-58-quays-${n}`)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await reset(token)).problem.code).toBe('link.used');
    expect((await inspect(token)).problem.code).toBe('link.used');
  });

  it('works for an hour', async () => {
    const { owner } = await app.make.account();
    const token = await linkFor(owner.email);
    const stored = await app.owner.query(
      'select extract(epoch from expires_at - created_at)::int as seconds from links where user_id = $1',
      [owner.id],
    );
    expect(stored.rows).toEqual([{ seconds: 3600 }]);
    await app.owner.query('update links set expires_at = now() where user_id = $1', [owner.id]);
    expect((await inspect(token)).problem.code).toBe('link.expired');
    expect((await reset(token)).problem.code).toBe('link.expired');
    expect((await signIn(owner.email, PASSWORD)).status).toBe(201);
  });

  it('ends all sessions and voids the other links', async () => {
    const { owner } = await app.make.account();
    const sessions = [await app.make.signedIn(owner), await app.make.signedIn(owner)];
    const other = await linkFor(owner.email);
    const token = await linkFor(owner.email);
    expect((await reset(token)).status).toBe(200);
    for (const session of sessions) expect((await session.call('getMe')).status).toBe(401);
    expect((await reset(other)).problem.code).toBe('link.invalid');
    const { rows } = await app.owner.query('select distinct ended_because from sessions where user_id = $1', [owner.id]);
    expect(rows).toEqual([{ ended_because: 'password_reset' }]);
  });

  it('takes away the duty to change a password that an administrator typed', async () => {
    const { id } = await app.make.account();
    const user = await app.make.user(id, { passwordMustChange: true });
    await reset(await linkFor(user.email));
    expect((await signIn(user.email, NEW_PASSWORD)).body).toMatchObject({ passwordChangeRequired: false });
  });

  it('of somebody who was switched off since then is refused', async () => {
    const { id } = await app.make.account();
    const user = await app.make.user(id);
    const token = await linkFor(user.email);
    await app.owner.query("update users set status = 'inactive' where id = $1", [user.id]);
    expect((await reset(token)).problem.code).toBe('link.invalid');
  });

  it('of garbage, and that of an activation, does not work', async () => {
    for (const token of ['x', 'A'.repeat(43)]) expect((await reset(token)).problem.code).toBe('link.invalid');
    const { owner } = await app.make.account();
    const admin = await app.make.signedIn(owner);
    const body = { firstName: 'Ben', lastName: 'Okafor', email: 'invited@reset.example' };
    await admin.call('createUser', { body });
    expect((await reset(tokenIn(await app.mail.next(body.email)))).problem.code).toBe('link.invalid');
  });

  it('is kept as entries: asked for, and used, without the password', async () => {
    const { owner } = await app.make.account();
    await reset(await linkFor(owner.email));
    const { rows } = await app.owner.query(
      `select a.action, v.changes from activity a join activity_values v on v.activity_id = a.id
       where a.target_id = $1 order by a.id`,
      [owner.id],
    );
    expect(rows).toEqual([
      { action: 'user.password_reset_requested', changes: {} },
      { action: 'user.password_reset', changes: { password: 'changed' } },
    ]);
  });
});

describe('a mail that does not leave at once', () => {
  const hurry = () => app.owner.query('update graphile_worker._private_jobs set run_at = now() where locked_at is null');
  const failedTries = async (n: number) => {
    await waitFor(async () => {
      const { rows } = await app.owner.query('select attempts from graphile_worker._private_jobs where locked_at is null');
      return rows[0]?.attempts === n ? true : null;
    }, `try ${n} to fail`);
  };

  it('is tried again with the same link', async () => {
    const { owner } = await app.make.account();
    app.mail.answer(() => ({ code: 451, text: 'Later' }));
    await ask(owner.email);
    await failedTries(1);
    app.mail.answer(() => null);
    await hurry();
    expect((await reset(tokenIn(await app.mail.next(owner.email)))).status).toBe(200);
    const { rows } = await app.owner.query('select count(*)::int as links from links where user_id = $1', [owner.id]);
    expect(rows).toEqual([{ links: 1 }]);
  });

  it('is not sent once its link has expired', async () => {
    const { owner } = await app.make.account();
    app.mail.answer(() => ({ code: 451, text: 'Later' }));
    await ask(owner.email);
    await failedTries(1);
    await app.owner.query('update links set expires_at = now() where user_id = $1', [owner.id]);
    app.mail.answer(() => null);
    await hurry();
    await settle();
    expect(app.mail.mails.filter(({ to }) => to?.[0]?.address === owner.email)).toEqual([]);
  });

  it('is given up when the mail server refuses the address for good', async () => {
    const { owner } = await app.make.account();
    app.mail.answer(() => ({ code: 550, text: 'No such mailbox' }));
    await ask(owner.email);
    await settle();
    await waitFor(async () => {
      const { rowCount } = await app.owner.query('select 1 from graphile_worker._private_jobs');
      return rowCount === 0 ? true : null;
    }, 'the job to end');
  });
});

it('stores the token of a reset as a hash only', async () => {
  const { owner } = await app.make.account();
  const token = await linkFor(owner.email);
  const { rowCount } = await app.owner.query('select 1 from link_tokens where token_hash = $1', [hashOf(token)]);
  expect(rowCount).toBe(1);
});
