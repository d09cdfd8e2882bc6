import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';

let app: TestApp;
let guarded: TestApp;

beforeAll(async () => {
  [app, guarded] = await Promise.all([startTestApp(), startTestApp({ METRICS_TOKEN: 'a-long-enough-token' })]);
});
afterAll(() => Promise.all([app.close(), guarded.close()]));

it('are answered to this machine, and count requests by route, not by address', async () => {
  const { owner } = await app.make.account();
  const ana = await app.make.signedIn(owner);
  await ana.call('getUser', { params: { id: owner.id } });
  const text = await (await fetch(`${app.url}/metrics`)).text();
  expect(text).toMatch(
    /rollcall_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/users\/:id",status="200"\} 1/,
  );
  expect(text).toContain('process_resident_memory_bytes');
  expect(text).not.toContain(owner.id);
});

it('are nothing to who comes through a proxy or names another host', async () => {
  for (const [name, value] of Object.entries({ 'x-forwarded-for': '127.0.0.1', forwarded: 'for=127.0.0.1' })) {
    expect((await fetch(`${app.url}/metrics`, { headers: { [name]: value } })).status).toBe(404);
  }
});

it('ask for the token where one is set, also from this machine', async () => {
  const read = (authorization?: string) => fetch(`${guarded.url}/metrics`, authorization ? { headers: { authorization } } : {});
  expect((await read()).status).toBe(404);
  expect((await read('Bearer wrong-token-of-length')).status).toBe(404);
  expect((await read('Bearer a-long-enough-token')).status).toBe(200);
});
