import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { atOnce, tally } from '../testing/races.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const askFrom = (address: string, n: number) =>
  app.visitor().call('requestPasswordReset', {
    body: { email: `person${n}-${address.replaceAll(':', '-')}@limits.example` },
    headers: { 'x-forwarded-for': address },
  });

it('a limit of an address counts for the whole network that an IPv6 address is drawn from', async () => {
  const answers = await atOnce(21, (n) => askFrom(`2001:db8:7:1:${n + 1}::${n + 1}`, n));
  expect(tally(answers)).toEqual({ 202: 20, 'request.too_many': 1 });
  expect((await askFrom('2001:db8:7:2::1', 99)).status).toBe(202);
});

it('IPv4 addresses count one by one, however they are written', async () => {
  const answers = await atOnce(20, (n) => askFrom(n % 2 === 0 ? '198.51.100.7' : '::ffff:198.51.100.7', n));
  expect(tally(answers)).toEqual({ 202: 20 });
  expect((await askFrom('198.51.100.7', 20)).problem.code).toBe('request.too_many');
  expect((await askFrom('198.51.100.8', 21)).status).toBe(202);
});
