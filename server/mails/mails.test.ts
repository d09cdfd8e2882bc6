import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { tokenIn, waitFor } from '../testing/mail-server.ts';
import { queueMail } from './queue-mail.ts';

let app: TestApp;
let account: MadeAccount;
let admin: Client;
let counter = 0;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account({ name: 'Northwind' });
  admin = await app.make.signedIn(account.owner);
});
afterAll(() => app.close());
beforeEach(() => app.mail.answer(() => null));

async function invite(on = app, by = admin): Promise<{ id: string; email: string }> {
  counter += 1;
  const email = `guest${counter}@mails.example`;
  const { body } = await by.call('createUser', { body: { firstName: 'Ben', lastName: 'Okafor', email } });
  expect(on.config.SMTP_URL).toBeTruthy();
  return { id: body.id, email };
}

/** Waits until the user's mail has this state, as the administrator sees it. */
function mailState(id: string, status: string, attempts: number, by = admin) {
  return waitFor(async () => {
    const mail = (await by.call('getUser', { params: { id } })).body.activationMail;
    return mail?.status === status && mail.attempts === attempts ? mail : null;
  }, `${status} after ${attempts}`);
}

/** Makes every waiting job due now. */
const hurry = (on = app) => on.owner.query('update graphile_worker._private_jobs set run_at = now() where locked_at is null');

async function jobsLeft(on = app): Promise<number> {
  return (await on.owner.query('select 1 from graphile_worker._private_jobs')).rowCount ?? 0;
}

describe('a mail that the server does not take now', () => {
  it('is tried again, later each time, until it is sent; the administrator sees how it stands', async () => {
    app.mail.answer(() => ({ code: 451, text: 'Greylisted, come back' }));
    const { id, email } = await invite();
    const delays: number[] = [];
    for (const attempt of [1, 2, 3]) {
      const mail = await mailState(id, 'queued', attempt);
      expect(mail).toMatchObject({ to: email, reason: expect.stringContaining('Greylisted, come back') });
      delays.push((Date.parse(mail.nextAttemptAt ?? '') - Date.parse(mail.at)) / 1000);
      if (attempt < 3) await hurry();
    }
    for (const [n, delay] of delays.entries()) expect(Math.abs(delay - Math.exp(n + 1))).toBeLessThan(1);
    app.mail.answer(() => null);
    await hurry();
    expect(await mailState(id, 'sent', 4)).toMatchObject({ reason: null, nextAttemptAt: null });
    const token = tokenIn(await app.mail.next(email));
    expect((await app.visitor().call('inspectActivation', { body: { token } })).body.email).toBe(email);
    await waitFor(async () => ((await jobsLeft()) === 0 ? true : null), 'the job to end');
  });

  it('is given up after the last try', async () => {
    app.mail.answer(() => ({ code: 451, text: 'Never' }));
    const { id } = await invite();
    await mailState(id, 'queued', 1);
    await app.owner.query('update graphile_worker._private_jobs set attempts = 11, run_at = now()');
    expect(await mailState(id, 'failed', 12)).toMatchObject({ reason: expect.stringContaining('Never'), nextAttemptAt: null });
  });
});

describe('a mail that the server refuses for good', () => {
  it('has failed at once, with what the server said, and leaves no job', async () => {
    app.mail.answer(() => ({ code: 550, text: 'No such mailbox here' }));
    const { id } = await invite();
    const mail = await mailState(id, 'failed', 1);
    expect(mail).toMatchObject({ reason: expect.stringContaining('No such mailbox here'), nextAttemptAt: null });
    await waitFor(async () => ((await jobsLeft()) === 0 ? true : null), 'the job to end');
  });

  it('can be sent again to a corrected address', async () => {
    app.mail.answer((to) => (to.startsWith('wrong') ? { code: 550, text: 'No such mailbox' } : null));
    const body = { firstName: 'Ben', lastName: 'Okafor', email: 'wrong@mails.example' };
    const { id } = (await admin.call('createUser', { body })).body;
    await mailState(id, 'failed', 1);
    await admin.call('sendActivation', { params: { id }, body: { email: 'right@mails.example' } });
    expect(await mailState(id, 'sent', 1)).toMatchObject({ to: 'right@mails.example' });
    await app.mail.next('right@mails.example');
  });
});

describe('a mail that arrived although the server did not say so', () => {
  it('comes again with the same Message-ID and a link that works, as the first one’s does', async () => {
    const received: Email[] = [];
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData: async (stream, _session, done) => {
        received.push(await PostalMime.parse(await buffer(stream)));
        done(received.length === 1 ? Object.assign(new Error('Lost it'), { responseCode: 451 }) : null);
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const other = await startTestApp({ SMTP_URL: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` });
    const by = await other.make.signedIn((await other.make.account()).owner);
    const { id } = await invite(other, by);
    await mailState(id, 'queued', 1, by);
    await hurry(other);
    await mailState(id, 'sent', 2, by);
    const [first, second] = received;
    expect(received).toHaveLength(2);
    expect(first?.messageId).toMatch(/^<[0-9a-f-]{36}@rollcall\.test>$/);
    expect(second?.messageId).toBe(first?.messageId);
    for (const mail of received) {
      const answer = await other.visitor().call('inspectActivation', { body: { token: tokenIn(mail) } });
      expect(answer.status).toBe(200);
    }
    await other.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
});

describe('a mail whose link was voided', () => {
  it.each([
    ['deleted', (id: string) => admin.call('deleteUser', { params: { id } })],
    [
      'sent again elsewhere',
      (id: string) => admin.call('sendActivation', { params: { id }, body: { email: `new-${id}@mails.example` } }),
    ],
  ] as const)('is not sent any more: %s', async (_, act) => {
    app.mail.answer(() => ({ code: 451, text: 'Later' }));
    const { id, email } = await invite();
    await mailState(id, 'queued', 1);
    await act(id);
    app.mail.answer(() => null);
    await waitFor(async () => {
      await hurry();
      return (await jobsLeft()) === 0 ? true : null;
    }, 'all jobs to end');
    expect(app.mail.mails.filter(({ to }) => to?.[0]?.address === email)).toEqual([]);
    const { rows } = await app.owner.query('select status from mails where to_address = $1', [email]);
    expect(rows).toEqual([{ status: 'voided' }]);
  });
});

describe('a transaction', () => {
  const queue = (work: () => void) =>
    app.db.write(
      account.id,
      async (tx) => {
        await queueMail(tx, { userId: account.owner.id, linkId: null, kind: 'activation', to: 'rolled@back.example' });
        work();
      },
      { unrecorded: 'outbox' },
    );
  const stored = async () => {
    const { rows } = await app.owner.query(
      `select (select count(*)::int from mails where to_address = 'rolled@back.example') as mails`,
    );
    return rows[0].mails;
  };

  it('that is rolled back leaves neither mail nor job', async () => {
    const refused = queue(() => {
      throw new Error('no');
    });
    await expect(refused).rejects.toThrow('no');
    expect(await stored()).toBe(0);
    expect(await jobsLeft()).toBe(0);
  });

  it('adds a job whose payload holds ids only', async () => {
    app.mail.answer(() => ({ code: 451, text: 'Later' }));
    const { id } = await invite();
    await mailState(id, 'queued', 1);
    const { rows } = await app.owner.query('select payload from graphile_worker._private_jobs');
    for (const { payload } of rows) {
      expect(Object.keys(payload).sort()).toEqual(['accountId', 'mailId']);
      expect(JSON.stringify(payload)).toMatch(/^[{}":,\w-]+$/);
    }
  });
});
