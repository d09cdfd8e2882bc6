import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { type MadeAccount, PASSWORD } from '../testing/factories.ts';
import { BY_ITSELF, record } from './activity.ts';
import { once } from './idempotency.ts';
import { newId } from './tokens.ts';

let app: TestApp;
let account: MadeAccount;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
});
afterAll(() => app.close());

let works = 0;

/** Does some work under a key; answers the id of what was made. */
function make(key: string | undefined, request: unknown = 'same', userId = account.owner.id, fails = false): Promise<string> {
  return app.db.write(account.id, (tx) =>
    once(tx, { userId, key, request }, newId(), async () => {
      works += 1;
      if (fails) throw new Error('The work failed');
      await record(tx, BY_ITSELF, { action: 'user.changed', target: { type: 'user', id: userId } });
    }),
  );
}

describe('work under a key', () => {
  it('is done once, and answers the same every time', async () => {
    works = 0;
    const first = await make('once');
    expect([await make('once'), await make('once')]).toEqual([first, first]);
    expect(works).toBe(1);
  });

  it('is done once when ten ask at the same moment', async () => {
    works = 0;
    const ids = await Promise.all(Array.from({ length: 10 }, () => make('parallel')));
    expect(new Set(ids).size).toBe(1);
    expect(works).toBe(1);
  });

  it('is refused for another request', async () => {
    await make('other', { name: 'one' });
    await expect(make('other', { name: 'two' })).rejects.toMatchObject({ code: 'idempotency.mismatch' });
  });

  it('can be tried again if it failed', async () => {
    await expect(make('failing', 'same', account.owner.id, true)).rejects.toThrow('The work failed');
    works = 0;
    await make('failing');
    expect(works).toBe(1);
  });

  it('belongs to one user: another may use the same key', async () => {
    const ben = await app.make.user(account.id);
    expect(await make('mine')).not.toBe(await make('mine', 'same', ben.id));
  });

  it('without a key is done every time', async () => {
    expect(await make(undefined)).not.toBe(await make(undefined));
  });
});

describe('over HTTP', () => {
  const send = async (key: string, more: object = {}) => {
    const admin = await app.make.signedIn(account.owner);
    const body = { firstName: 'Ben', lastName: 'Okafor', email: `${key}@keys.example`, password: PASSWORD, ...more };
    return admin.call('createUser', { body, headers: { 'idempotency-key': key } });
  };

  it('a repeated request adds one user and sends one mail', async () => {
    const answers = [await send('repeat'), await send('repeat'), await send('repeat')];
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const { rows } = await app.owner.query('select count(*)::int as mails from mails where user_id = $1', [answers[0]?.body.id]);
    expect(rows).toEqual([{ mails: 1 }]);
    expect((await send('repeat', { lastName: 'Other' })).problem.code).toBe('idempotency.mismatch');
  });

  it('the record holds no secret, and nothing that a password could be guessed against', async () => {
    await send('secret');
    const { rows } = await app.owner.query("select k::text as text, request_hash from idempotency_keys k where key = 'secret'");
    expect(rows[0].text).not.toContain(PASSWORD);
    expect((await send('secret', { password: 'Lantern-58-quays' })).status).toBe(201);
  });
});
