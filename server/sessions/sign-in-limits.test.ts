import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, PASSWORD } from '../testing/factories.ts';

let app: TestApp;
let account: MadeAccount;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
});
afterAll(() => app.close());

async function fail(visitor: Client, login: string, times: number): Promise<number[]> {
  const body = { login, password: 'Wrong-password-1' };
  const answers = await Promise.all(Array.from({ length: times }, () => visitor.call('signIn', { body })));
  return answers.map(({ status }) => status);
}

describe('wrong passwords', () => {
  it('stop one address after ten for one login, even with the right password; another address still gets in', async () => {
    const { email } = await app.make.user(account.id);
    const attacker = app.visitor();
    expect(await fail(attacker, email, 10)).toEqual(Array(10).fill(401));
    const refused = await attacker.call('signIn', { body: { login: email, password: PASSWORD } });
    expect(refused.problem.code).toBe('request.too_many');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const self = await app.visitor().call('signIn', { body: { login: email, password: PASSWORD } });
    expect(self.status).toBe(201);
  });

  it('count the same however the login is written', async () => {
    const { email } = await app.make.user(account.id);
    const attacker = app.visitor();
    for (const login of [email, email.toUpperCase(), ` ${email}`]) await fail(attacker, login, 4);
    expect((await attacker.call('signIn', { body: { login: email, password: PASSWORD } })).status).toBe(429);
  });

  it('count for people who do not exist too, so that the limit does not tell', async () => {
    const attacker = app.visitor();
    await fail(attacker, 'nobody@limits.example', 10);
    expect(await fail(attacker, 'nobody@limits.example', 1)).toEqual([429]);
  });

  it('of one user do not stop another one behind the same address', async () => {
    const [one, two] = [await app.make.user(account.id), await app.make.user(account.id)];
    const office = app.visitor();
    await fail(office, one.email, 11);
    expect((await office.call('signIn', { body: { login: two.email, password: PASSWORD } })).status).toBe(201);
  });

  it('hold under parallel tries: of thirty at once, ten are looked at', async () => {
    const { email } = await app.make.user(account.id);
    const statuses = await fail(app.visitor(), email, 30);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  });

  it('are counted anew in the next window', async () => {
    const { email } = await app.make.user(account.id);
    const visitor = app.visitor();
    await fail(visitor, email, 11);
    await app.owner.query("update attempts set window_start = window_start - interval '15 minutes'");
    expect((await visitor.call('signIn', { body: { login: email, password: PASSWORD } })).status).toBe(201);
  });
});

describe('right passwords', () => {
  it('do not count: a busy person signs in as often as they like', async () => {
    const { email } = await app.make.user(account.id);
    const visitor = app.visitor();
    for (let n = 0; n < 15; n += 1) {
      expect((await visitor.call('signIn', { body: { login: email, password: PASSWORD } })).status).toBe(201);
    }
  });
});
