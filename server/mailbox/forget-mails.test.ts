import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../db/pool.ts';
import { createMailer, type SendMail } from '../platform/mail.ts';
import { type StoredMail, storeMail } from '../platform/mailbox.ts';
import { newId } from '../platform/tokens.ts';
import { createTasks } from '../tasks.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { waitFor } from '../testing/mail-server.ts';

const FIRST = { number: 1, isLast: false, next: new Date() };

let app: TestApp;
let folder: string;
let account: MadeAccount;
let owner: Client;
let worker: Database;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-forget-'));
  app = await startTestApp({ SMTP_URL: '', ROLLCALL_URL: 'http://localhost:3000', ROLLCALL_DATA_DIR: folder });
  worker = openDatabase(app.urls.worker, 2);
});
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});
afterAll(async () => {
  await worker.close();
  await app.close();
  await rm(folder, { recursive: true });
});

const mailbox = () => join(folder, 'mailbox');

/** What lies in the mailbox and holds this text; null while the worker has anything left to do. */
async function filesWith(text: string): Promise<string[] | null> {
  if ((await app.owner.query('select from graphile_worker._private_jobs')).rowCount) return null;
  const names = await readdir(mailbox()).catch(() => []);
  const texts = await Promise.all(names.map((name) => readFile(join(mailbox(), name), 'utf8')));
  return texts.filter((one) => one.includes(text));
}

/** How many files hold this text once the worker has nothing left to do. */
const countOf = async (text: string) => (await waitFor(() => filesWith(text), 'the worker to be done')).length;

const forget = (email: string) => app.visitor().call('requestPasswordReset', { body: { email } });

async function erase({ id }: { readonly id: string }, by = owner): Promise<void> {
  expect((await by.call('deleteUser', { params: { id } })).status).toBe(204);
  expect((await by.call('eraseUser', { params: { id } })).status).toBe(204);
}

describe('erasing somebody takes out of the mailbox', () => {
  it('the mail about a forgotten password, and leaves those to others', async () => {
    const [gone, stays] = [await app.make.user(account.id), await app.make.user(account.id)];
    await forget(gone.email);
    await forget(stays.email);
    expect([await countOf(gone.email), await countOf(stays.email)]).toEqual([1, 1]);
    await erase(gone);
    expect([await countOf(gone.email), await countOf(stays.email)]).toEqual([0, 1]);
  });

  it('every mail to every address that they ever had, also the one that they never confirmed', async () => {
    const mark = newId();
    const at = (place: string) => `${place}.${mark}@forget.example`;
    const { id } = (await owner.call('createUser', { body: { firstName: 'Zq', lastName: 'Zq', email: at('first') } })).body;
    await owner.call('sendActivation', { params: { id }, body: { email: at('second') } });
    const activate = `update users set status = 'active', confirmed_at = now(),
      password_hash = (select password_hash from users where id = $2) where id = $1`;
    await app.owner.query(activate, [id, account.owner.id]);
    await forget(at('second'));
    const self = await app.make.signedIn({ id, accountId: account.id, email: at('second') });
    expect((await self.call('changeMyEmail', { body: { email: at('third') } })).status).toBe(202);
    for (const place of ['first', 'second', 'third']) expect(await countOf(at(place)), place).toBeGreaterThan(0);
    await erase({ id });
    expect(await countOf(mark)).toBe(0);
  });

  it('nothing of somebody in another account who has the same address, but the one mail that is about both', async () => {
    const email = `both.${newId()}@forget.example`;
    const here = await app.make.user(account.id, { email });
    await forget(email);
    expect(await countOf(email)).toBe(1);
    const other = await app.make.account({ name: 'Elsewhere' });
    const invited = { firstName: 'Zq', lastName: 'Zq', email };
    await (await app.make.signedIn(other.owner)).call('createUser', { body: invited });
    expect(await countOf(email)).toBe(2);
    await erase(here);
    const [left] = await waitFor(() => filesWith(email), 'the worker to be done');
    expect(await countOf(email)).toBe(1);
    expect(left).toContain('Elsewhere');

    const both = await app.make.user(account.id);
    await app.make.account({ name: 'Elsewhere', email: both.email });
    await forget(both.email);
    expect(await countOf(both.email)).toBe(1);
    await erase(both);
    expect(await countOf(both.email)).toBe(0);
  });
});

describe('a mail that is being sent while its reader is erased', () => {
  /** The product's tasks, whose mails leave only when they are told to. */
  function held() {
    const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const mailer = createMailer(app.config);
    const send: SendMail = async (mail) => {
      begun.resolve();
      await go.promise;
      await mailer.send(mail);
    };
    return { tasks: createTasks({ ...app, db: worker }, send), begun: begun.promise, go: go.resolve };
  }

  async function eraseWhile(sending: (tasks: ReturnType<typeof createTasks>) => Promise<void>, user: MadeUser): Promise<void> {
    const { tasks, begun, go } = held();
    const sent = sending(tasks);
    await Promise.race([begun, sent]);
    await erase(user);
    expect(await countOf(user.email)).toBe(0);
    go();
    await sent;
    expect(await countOf(user.email)).toBe(0);
  }

  it('about a forgotten password', async () => {
    const user = await app.make.user(account.id);
    const requestId = newId();
    const sql = 'insert into password_reset_requests (id, email_key) values ($1, $2)';
    await app.owner.query(sql, [requestId, user.email]);
    await eraseWhile((tasks) => tasks.send_password_reset({ requestId }, FIRST), user);
  });

  it('that was queued', async () => {
    const user = await app.make.user(account.id);
    const mailId = newId();
    const sql = "insert into mails (account_id, id, user_id, kind, to_address) values ($1, $2, $3, 'locked', $4)";
    await app.owner.query(sql, [account.id, mailId, user.id, user.email]);
    await eraseWhile((tasks) => tasks.send_mail({ accountId: account.id, mailId }, FIRST), user);
  });

  it('a hundred at once', async () => {
    const mark = newId();
    const people = Array.from({ length: 100 }, (_, n) => ({
      firstName: 'Zq',
      lastName: `Zq${n}`,
      email: `many${n}.${mark}@forget.example`,
    }));
    await Promise.all(people.map(async (body) => erase({ id: (await owner.call('createUser', { body })).body.id })));
    expect(await countOf(mark)).toBe(0);
  });
});

describe('what else nobody is there for', () => {
  const mailOf = (to: string, users: StoredMail['users']): StoredMail => ({
    id: newId(),
    users,
    to,
    from: 'Rollcall',
    subject: 's',
    html: 'h',
    text: 't',
    at: new Date().toISOString(),
  });
  const ofMain = () => [{ accountId: account.id, userId: account.owner.id }];

  it('goes within the hour: of a sign-up that nobody confirmed, of a process that died, or unreadable', async () => {
    const mark = newId();
    const email = `gone.${mark}@forget.example`;
    const form = { companyName: 'Zq', firstName: 'Zq', lastName: 'Zq', email, password: PASSWORD };
    expect((await app.visitor().call('signUp', { body: form })).status).toBe(202);
    expect(await countOf(email)).toBe(1);
    await app.owner.query("update accounts set created_at = now() - interval '8 days' where confirmed_at is null");
    const stays = mailOf(`stays.${mark}@forget.example`, ofMain());
    await storeMail(mailbox(), stays);
    const nobodys = JSON.stringify(mailOf(email, [{ accountId: account.id, userId: newId() }]));
    await writeFile(join(mailbox(), `${newId()}.json`), nobodys);
    const past = new Date(Date.now() - 61_000);
    for (const left of [nobodys, nobodys.slice(0, -9)]) {
      const part = join(mailbox(), `${newId()}.json.part`);
      await writeFile(part, left);
      await utimes(part, past, past);
    }
    const writing = join(mailbox(), `${newId()}.json.part`);
    await writeFile(writing, 'wri');
    await writeFile(join(mailbox(), `${newId()}.json`), JSON.stringify({ to: email }));
    await app.owner.query("select graphile_worker.add_job('clean_up')");
    expect(await countOf(mark)).toBe(1);
    expect(await countOf(stays.to)).toBe(1);
    expect(await readFile(writing, 'utf8')).toBe('wri');
    await rm(writing);
  });

  it('is put away by age where more is kept than fits, whatever an id says', async () => {
    const old = Array.from({ length: 500 }, () => ({
      ...mailOf('old@forget.example', ofMain()),
      id: `f${randomUUID().slice(1)}`,
    }));
    const past = new Date(Date.now() - 60_000);
    for (const mail of old) {
      await storeMail(mailbox(), mail);
      await utimes(join(mailbox(), `${mail.id}.json`), past, past);
    }
    const newest = mailOf('newest@forget.example', ofMain());
    await storeMail(mailbox(), newest);
    expect(await countOf(newest.to)).toBe(1);
    expect(await readdir(mailbox())).toHaveLength(500);
  });
});
