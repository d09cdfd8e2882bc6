import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MailState } from '../../contract/users.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { tokenIn, waitFor } from '../testing/mail-server.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});
afterEach(() => app.mail.answer(() => null));
afterAll(() => app.close());

async function invite(email: string, more: object = {}) {
  return (await owner.call('createUser', { body: { firstName: 'Ben', lastName: 'Okafor', email, ...more } })).body;
}

function sendAgain(id: string, email?: string, by = owner) {
  return by.call('sendActivation', { params: { id }, body: email ? { email } : {} });
}

async function linkCode(token: string): Promise<string> {
  const answer = await app.visitor().call('inspectActivation', { body: { token } });
  return answer.status === 200 ? 'works' : answer.problem.code;
}

/** The state of the user's newest activation mail, once it is as wanted. */
function mailState(id: string, isSo: (mail: MailState) => boolean): Promise<MailState> {
  return waitFor(async () => {
    const mail = (await owner.call('getUser', { params: { id } })).body.activationMail;
    return mail && isSo(mail) ? mail : null;
  }, 'the state of the mail');
}

describe('sending the activation mail again', () => {
  it('makes a new link; the earlier one is dead', async () => {
    const user = await invite('again@example.com');
    const first = tokenIn(await app.mail.next(user.email));
    expect(await linkCode(first)).toBe('works');
    expect((await sendAgain(user.id)).body.id).toBe(user.id);
    const second = tokenIn(await app.mail.next(user.email));
    expect(await linkCode(first)).toBe('link.invalid');
    expect(await linkCode(second)).toBe('works');
  });

  it('to a corrected address: the mail goes there, and the link that went astray is dead', async () => {
    const user = await invite('wrnog@example.com');
    const astray = tokenIn(await app.mail.next(user.email));
    const { body } = await sendAgain(user.id, 'right@example.com');
    expect(body).toMatchObject({ email: 'right@example.com', version: user.version + 1 });
    const token = tokenIn(await app.mail.next('right@example.com'));
    expect(await linkCode(astray)).toBe('link.invalid');
    await app.visitor().call('activate', { body: { token, password: 'Garden-92-paths' } });
    const { status } = await app.visitor().call('signIn', { body: { login: 'right@example.com', password: 'Garden-92-paths' } });
    expect(status).toBe(201);
    expect((await owner.call('countUsers', { query: { q: 'right@example' } })).body.count).toBe(1);
  });

  it('frees the wrong address for somebody else', async () => {
    const user = await invite('swapped@example.com');
    await sendAgain(user.id, 'proper@example.com');
    expect((await invite('swapped@example.com')).status).toBe('pending');
  });

  it('takes along a username that is the address', async () => {
    const user = await invite('me@exmaple.com', { username: 'me@exmaple.com' });
    const { body } = await sendAgain(user.id, 'me@example.com');
    expect(body.username).toBe('me@example.com');
    const long = `${'l'.repeat(60)}@example.com`;
    expect((await sendAgain(user.id, long)).body.username).toBeNull();
  });

  it('corrects the case of an address', async () => {
    const user = await invite('case@example.com');
    expect((await sendAgain(user.id, 'Case@example.com')).body.email).toBe('Case@example.com');
  });

  it('refuses an address that is taken or reserved, and changes nothing', async () => {
    const user = await invite('stays@example.com');
    await app.make.user(account.id, { email: 'reserved@example.com', status: 'deleted' });
    const taken = await sendAgain(user.id, account.owner.email.toUpperCase());
    expect(taken.problem.errors).toMatchObject([{ path: 'email', code: 'user.email_taken' }]);
    const reserved = await sendAgain(user.id, 'reserved@example.com');
    expect(reserved.problem.errors).toMatchObject([{ path: 'email', code: 'user.email_reserved' }]);
    expect(await linkCode(tokenIn(await app.mail.next(user.email)))).toBe('works');
  });

  it('is for the pending only', async () => {
    const active = await app.make.user(account.id);
    const deleted = await app.make.user(account.id, { status: 'deleted' });
    expect((await sendAgain(active.id)).problem).toMatchObject({ status: 409, code: 'user.not_pending' });
    expect((await sendAgain(deleted.id)).problem).toMatchObject({ status: 409, code: 'user.is_deleted' });
    expect((await sendAgain(newId())).problem.code).toBe('user.not_found');
  });

  it('is not for an Admin where the user is to be an Admin', async () => {
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    const target = await app.make.user(account.id, { roles: ['admin'], status: 'pending' });
    expect((await sendAgain(target.id, undefined, admin)).problem.code).toBe('user.is_admin');
    expect((await sendAgain(target.id)).status).toBe(200);
  });

  it('is limited to five an hour for each user', async () => {
    const [user, other] = [await invite('limit@example.com'), await invite('other@example.com')];
    const answers: number[] = [];
    // Two rounds of five fill the limit even where an hour begins in between.
    while (answers.length < 11 && answers.at(-1) !== 429) answers.push((await sendAgain(user.id)).status);
    expect(answers.length).toBeGreaterThan(5);
    const { problem, headers } = await sendAgain(user.id);
    expect(problem).toMatchObject({ status: 429, code: 'request.too_many' });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await sendAgain(other.id)).status).toBe(200);
  });
});

describe('the state of the activation mail', () => {
  it('is sent once the mail server took it', async () => {
    const user = await invite('sent@example.com');
    const mail = await mailState(user.id, ({ status }) => status === 'sent');
    expect(mail).toMatchObject({ to: 'sent@example.com', attempts: 1, nextAttemptAt: null, reason: null });
  });

  it('is failed, with what the server said, where it refused for good', async () => {
    app.mail.answer(() => ({ code: 550, text: 'No such mailbox here' }));
    const user = await invite('nowhere@example.com');
    const mail = await mailState(user.id, ({ status }) => status === 'failed');
    expect(mail).toMatchObject({ attempts: 1, nextAttemptAt: null });
    expect(mail.reason).toContain('No such mailbox here');
  });

  it('is queued, with the reason and the time of the next try, where it refused for now', async () => {
    app.mail.answer(() => ({ code: 451, text: 'Greylisted' }));
    const user = await invite('later@example.com');
    const mail = await mailState(user.id, ({ reason }) => reason !== null);
    expect(mail).toMatchObject({ status: 'queued' });
    expect(mail.reason).toContain('Greylisted');
    expect(Date.parse(mail.nextAttemptAt ?? '')).toBeGreaterThan(Date.parse(mail.at));
    app.mail.answer(() => null);
    const sent = await mailState(user.id, ({ status }) => status === 'sent');
    expect(sent.attempts).toBeGreaterThan(1);
    expect(await linkCode(tokenIn(await app.mail.next(user.email)))).toBe('works');
  });

  it('starts anew with the corrected address', async () => {
    app.mail.answer((to) => (to.startsWith('bad') ? { code: 550, text: 'Unknown' } : null));
    const user = await invite('bad@example.com');
    await mailState(user.id, ({ status }) => status === 'failed');
    await sendAgain(user.id, 'good@example.com');
    const mail = await mailState(user.id, ({ status }) => status === 'sent');
    expect(mail).toMatchObject({ to: 'good@example.com', reason: null });
  });

  it('is not shown once the user has confirmed', async () => {
    const user = await invite('confirmed@example.com');
    const token = tokenIn(await app.mail.next(user.email));
    await app.visitor().call('activate', { body: { token, password: 'Garden-92-paths' } });
    expect((await owner.call('getUser', { params: { id: user.id } })).body).toMatchObject({
      status: 'active',
      activationMail: null,
    });
  });
});
