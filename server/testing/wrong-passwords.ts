import type { TestApp } from './app.ts';
import type { Client } from './client.ts';

/** Waits the delay after a wrong password, without waiting: the lock itself stays. */
export async function skipDelays(app: TestApp): Promise<void> {
  await app.owner.query('update sign_in_failures set blocked_until = now() where failures < 10');
}

/** Tries so many wrong passwords, one after the other, each from an address of its own unless a client is given. */
export async function tryWrongPasswords(app: TestApp, login: string, times: number, client?: Client): Promise<string[]> {
  const codes: string[] = [];
  for (let n = 0; n < times; n += 1) {
    await skipDelays(app);
    const answer = await (client ?? app.visitor()).call('signIn', { body: { login, password: 'Wrong-password-1' } });
    codes.push(answer.problem.code);
  }
  return codes;
}
