import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { waitFor } from '../testing/mail-server.ts';

let app: TestApp;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
  owner = await app.make.signedIn((await app.make.account()).owner);
});
afterAll(() => app.close());

function create(email: string, key: string, more: object = {}, by = owner) {
  const body = { firstName: 'Ben', lastName: 'Okafor', email, ...more };
  return by.call('createUser', { body, headers: { 'idempotency-key': key } });
}

async function mailsOf(userId: string): Promise<number> {
  const { rows } = await app.owner.query('select count(*)::int as n from mails where user_id = $1', [userId]);
  return rows[0].n;
}

describe('a repeated request with the same Idempotency-Key', () => {
  it('answers the same user, and mails them once', async () => {
    const first = await create('once@example.com', 'key-1');
    const second = await create('once@example.com', 'key-1');
    expect(second.status).toBe(201);
    expect(second.body.id).toBe(first.body.id);
    expect(await mailsOf(first.body.id)).toBe(1);
  });

  it('is refused where it asks for something else', async () => {
    await create('first@example.com', 'key-2');
    const { problem } = await create('other@example.com', 'key-2');
    expect(problem).toMatchObject({ status: 409, code: 'idempotency.mismatch' });
  });

  it('makes one user of twenty at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => create('twenty@example.com', 'key-3')));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const id = answers[0]?.body.id ?? '';
    expect(await mailsOf(id)).toBe(1);
    const { rows } = await app.owner.query('select action from activity where target_id = $1', [id]);
    expect(rows).toEqual([{ action: 'user.created' }]);
    await app.mail.next('twenty@example.com');
    await waitFor(async () => ((await statusOf(id)) === 'sent' ? true : null), 'the mail to be marked as sent');
  });

  it('may be tried again after a refusal', async () => {
    expect((await create('taken-by-nobody@example.com', 'key-4', { portalRoles: ['nonsense'] })).status).toBe(422);
    expect((await create('once@example.com', 'key-4')).problem.code).toBe('user.email_taken');
    expect((await create('free@example.com', 'key-4')).status).toBe(201);
  });

  it('is another request where another user sends it', async () => {
    const stranger = await app.make.signedIn((await app.make.account()).owner);
    const mine = await create('both@example.com', 'key-5');
    const theirs = await create('both@example.com', 'key-5', {}, stranger);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  it('keeps no password', async () => {
    await create('secret@example.com', 'key-6', { password: 'Lantern-58-river' });
    const { rows } = await app.owner.query('select row_to_json(k)::text as text from idempotency_keys k');
    expect(rows.filter(({ text }) => text.includes('Lantern'))).toEqual([]);
  });

  it('is refused where the key is not one, rather than done twice', async () => {
    for (const key of ['x'.repeat(201), 'two words', '']) {
      const { problem } = await create('badkey@example.com', key);
      expect(problem.errors).toMatchObject([{ path: 'Idempotency-Key', code: 'field.invalid' }]);
    }
  });
});

async function statusOf(id: string): Promise<string | undefined> {
  return (await owner.call('getUser', { params: { id } })).body.activationMail?.status;
}
