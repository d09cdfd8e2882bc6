import { expect } from 'vitest';
import type { TestApp } from './app.ts';
import type { Client } from './client.ts';
import { type MadeUser, PASSWORD } from './factories.ts';

/** Types the right password; answers the attempt of the step that comes next. */
export async function beginSignIn(client: Client, user: Pick<MadeUser, 'email'>, next: string): Promise<string> {
  const { body } = await client.call('signIn', { body: { login: user.email, password: PASSWORD } });
  expect(body.next).toBe(next);
  return 'attempt' in body ? body.attempt : '';
}

/** Whether the client has a live session. */
export async function isSignedIn(client: Client): Promise<boolean> {
  return (await client.call('getMe')).status === 200;
}

/** How many live sessions the user has. */
export async function sessionsOf(app: TestApp, userId: string): Promise<number> {
  const { rows } = await app.owner.query('select count(*)::int as n from sessions where user_id = $1 and ended_at is null', [
    userId,
  ]);
  return rows[0].n;
}
