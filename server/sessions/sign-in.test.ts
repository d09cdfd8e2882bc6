import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserStatus } from '../../contract/users.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { type MadeAccount, PASSWORD } from '../testing/factories.ts';

let app: TestApp;
let northwind: MadeAccount;
beforeAll(async () => {
  app = await startTestApp();
  northwind = await app.make.account({ email: 'ana@northwind.example', username: 'ana.ruiz' });
});
afterAll(() => app.close());

const signIn = (login: string, accountCode?: string, password = PASSWORD) =>
  app.visitor().call('signIn', { body: { login, accountCode, password } });

/** The refusal as its bytes, without the one thing that differs between any two answers. */
async function refusalOf(body: object): Promise<string> {
  const response = await app.visitor().send('POST', '/api/v1/sessions', JSON.stringify(body));
  const text = await response.text();
  const headers = [...response.headers].filter(([name]) => !['x-request-id', 'date'].includes(name));
  return JSON.stringify([response.status, headers, text.replace(/"requestId":"[^"]+"/, '')]);
}

describe('signing in', () => {
  it.each(['ana@northwind.example', 'ANA@Northwind.Example', '  ana@northwind.example '])(
    'works by e-mail: %j',
    async (login) => {
      expect((await signIn(login)).status).toBe(201);
    },
  );

  it.each(['ana.ruiz', 'Ana.RUIZ'])('works by account code, in any case, and username: %j', async (login) => {
    expect((await signIn(login, northwind.code)).status).toBe(201);
    expect((await signIn(login, ` ${northwind.code.toLowerCase()} `)).status).toBe(201);
  });

  it('works by account code and e-mail', async () => {
    expect((await signIn('ana@northwind.example', northwind.code)).status).toBe(201);
  });

  it('does not work by username without the code, nor with the code of another account', async () => {
    const other = await app.make.account();
    expect((await signIn('ana.ruiz')).problem.code).toBe('session.wrong_credentials');
    expect((await signIn('ana.ruiz', other.code)).problem.code).toBe('session.wrong_credentials');
  });

  it('lasts twelve hours, and remembers when and from where', async () => {
    const visitor = app.visitor();
    const { body } = await visitor.call('signIn', { body: { login: 'ana@northwind.example', password: PASSWORD } });
    expect(body.next).toBe('done');
    const { expiresAt } = body as { expiresAt: string };
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 12 * 3_600_000)).toBeLessThan(60_000);
    const { rows } = await app.owner.query(
      `select l.at > now() - interval '1 minute' as just_now, host(s.address) as address, a.action from sessions s
       join last_sign_ins l on l.user_id = s.user_id join activity a on a.session_id = s.id where s.address = $1`,
      [visitor.address],
    );
    expect(rows).toEqual([{ just_now: true, address: visitor.address, action: 'user.signed_in' }]);
  });
});

describe('an address in several accounts', () => {
  it('needs the account code', async () => {
    const accounts = [
      await app.make.account({ email: 'twice@shared.example' }),
      await app.make.account({ email: 'Twice@shared.example' }),
    ];
    expect((await signIn('twice@shared.example')).problem.code).toBe('session.wrong_credentials');
    for (const { code } of accounts) expect((await signIn('twice@shared.example', code)).status).toBe(201);
  });

  it('does not need it because somebody else has signed up or been invited with it, unconfirmed', async () => {
    await app.make.account({ email: 'victim@shared.example' });
    await app.make.account({ email: 'victim@shared.example', confirmed: false });
    await app.make.user(northwind.id, { email: 'victim@shared.example', status: 'pending' });
    expect((await signIn('victim@shared.example')).status).toBe(201);
  });

  it('does not need it because of a deleted user', async () => {
    await app.make.account({ email: 'former@shared.example' });
    await app.make.user(northwind.id, { email: 'former@shared.example', status: 'deleted' });
    expect((await signIn('former@shared.example')).status).toBe(201);
  });
});

describe('a refusal', () => {
  it('is the same, byte for byte, for a wrong password, an unknown person, a missing and a wrong code', async () => {
    await app.make.account({ email: 'a@same.example' });
    await app.make.account({ email: 'a@same.example' });
    const login = 'ana@northwind.example';
    const refusals = await Promise.all([
      refusalOf({ login, password: 'Wrong-password-1' }),
      refusalOf({ login: 'nobody@northwind.example', password: PASSWORD }),
      refusalOf({ login: 'a@same.example', password: PASSWORD }),
      refusalOf({ login, accountCode: 'NOSUCH', password: PASSWORD }),
      refusalOf({ login, accountCode: 'no such code', password: PASSWORD }),
      refusalOf({ login: 'ana.ruiz', accountCode: northwind.code, password: 'Wrong-password-1' }),
    ]);
    expect(refusals[0]).toContain('session.wrong_credentials');
    expect(new Set(refusals).size).toBe(1);
  });

  it.each([
    ['pending', 'session.not_confirmed'],
    ['inactive', 'session.inactive'],
  ] as [UserStatus, string][])('tells that a user is %s only to who knows the password', async (status, code) => {
    const { email } = await app.make.user(northwind.id, { status });
    expect((await signIn(email)).problem.code).toBe(code);
    expect((await signIn(email, undefined, 'Wrong-password-1')).problem.code).toBe('session.wrong_credentials');
  });

  it('says nothing of a deleted user', async () => {
    const { email } = await app.make.user(northwind.id, { status: 'deleted' });
    expect((await signIn(email)).problem.code).toBe('session.wrong_credentials');
    expect((await signIn(email, northwind.code)).problem.code).toBe('session.wrong_credentials');
  });

  it('says nothing of an invited user without a password, and no password fits', async () => {
    const { email } = await app.make.user(northwind.id, { status: 'pending', hasNoPassword: true });
    for (const password of [PASSWORD, ' ', 'null']) {
      expect((await signIn(email, undefined, password)).problem.code).toBe('session.wrong_credentials');
    }
  });

  it('is an entry of the user whom it meant, with the address it came from and no password', async () => {
    const user = await app.make.user(northwind.id);
    const visitor = app.visitor();
    const body = { login: user.email, password: 'Wrong-password-1' };
    await visitor.call('signIn', { body, headers: { 'user-agent': 'Test/1.0' } });
    const { rows } = await app.owner.query(
      `select a.action, a.actor_id, host(v.address) as address, v.device, v.changes from activity a
       join activity_values v on v.activity_id = a.id where a.target_id = $1`,
      [user.id],
    );
    const changes = { reason: { new: 'password' } };
    expect(rows).toEqual([
      { action: 'user.sign_in_failed', actor_id: null, address: visitor.address, device: 'Test/1.0', changes },
    ]);
  });
});

describe('the stored hash', () => {
  it('is made again with today’s parameters when an older one signs in', async () => {
    const user = await app.make.user(northwind.id);
    const weak = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    await app.owner.query('update users set password_hash = $1 where id = $2', [weak, user.id]);
    expect((await signIn(user.email)).status).toBe(201);
    const { rows } = await app.owner.query<{ password_hash: string }>('select password_hash from users where id = $1', [user.id]);
    expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await signIn(user.email)).status).toBe(201);
  });

  it('stays as it is when its parameters are today’s', async () => {
    const user = await app.make.user(northwind.id);
    const stored = () => app.owner.query('select password_hash, version from users where id = $1', [user.id]);
    const before = (await stored()).rows;
    await signIn(user.email);
    expect((await stored()).rows).toEqual(before);
  });
});
