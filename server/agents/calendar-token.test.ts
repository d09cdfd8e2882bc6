import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSecrets } from '../platform/secrets.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { makeAgent } from '../testing/dialer.ts';
import { openCalendarToken, resealCalendars, sealCalendarToken } from './calendar-token.ts';

const [old, next] = [randomBytes(32), randomBytes(32)];

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ ROLLCALL_SECRET_KEY: old.toString('base64') });
});
afterAll(() => app.close());

it('another key takes over the tokens of calendars, and the record says so, without them', async () => {
  const { id: accountId } = await app.make.account();
  const ana = await makeAgent(app, accountId);
  const owner = await app.make.signedIn(await app.make.user(accountId, { roles: ['admin'] }));
  const edit = { params: { userId: ana.id }, body: { caldavToken: 'token-of-ana' }, headers: { 'if-match': '1' } };
  expect((await owner.call('updateAgent', edit)).status).toBe(200);
  expect(await resealCalendars(app.db, createSecrets([next, old]))).toBe(1);
  expect(await resealCalendars(app.db, createSecrets([next, old]))).toBe(0);
  const rolledBack = app.db.write(accountId, async (tx) => {
    expect(await openCalendarToken(tx, createSecrets([next]), ana.id)).toBe('token-of-ana');
    await expect(openCalendarToken(tx, createSecrets([old]), ana.id)).rejects.toThrow();
    await sealCalendarToken(tx, app.secrets, ana.id, null);
  });
  await expect(rolledBack).rejects.toThrow('recorded no activity');
  const { rows } = await app.owner.query(
    `select a.actor_kind, v.changes from activity a join activity_values v on v.account_id = a.account_id and v.activity_id = a.id
     where a.action = 'agent.calendar_resealed' and a.target_id = $1`,
    [ana.id],
  );
  expect(rows).toEqual([{ actor_kind: 'system', changes: { caldavToken: 'changed' } }]);
});
