import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { openStream } from '../testing/live.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

it('an open stream ends when its address is allowed no longer, the session stays, and a colleague’s stream goes on', async () => {
  const account = await app.make.account();
  const [ben, eve] = [await app.make.user(account.id), await app.make.user(account.id)];
  const owner = await app.make.signedIn(account.owner);
  const [his, hers] = [await app.make.signedIn(ben), await app.make.signedIn(eve)];
  // Streams of this test come from loopback itself, which nothing exempts.
  const [stream, other] = [await openStream(his), await openStream(hers)];
  await Promise.all([stream.next('ready'), other.next('ready')]);
  await owner.call('addAllowedAddress', { body: { block: '203.0.113.0/24', label: 'Office' } });
  const edit = { params: { id: ben.id }, body: { limitsAddresses: true }, headers: { 'if-match': '1' } };
  expect((await owner.call('updateUser', edit)).status).toBe(200);

  expect(await stream.ended()).toBe(false);
  expect(stream.heard.filter(({ data }) => data.kind === 'session.ended')).toEqual([]);
  await expect(openStream(his)).rejects.toThrow(/403.*session\.address_not_allowed/);
  const fromTheOffice = Object.assign(app.visitor(), { cookie: his.cookie, address: '203.0.113.7' });
  expect((await fromTheOffice.call('getMe')).status).toBe(200);

  await owner.call('addAllowedAddress', { body: { block: '127.0.0.1/32' } });
  const again = await openStream(his);
  await again.next('ready');
  expect(other.heard.map(({ data }) => data.kind)).not.toContain('session.ended');
  again.leave();
  other.leave();
});
