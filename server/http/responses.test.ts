import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { PASSWORD } from '../testing/factories.ts';

let app: TestApp;
let secure: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  secure = await startTestApp({ ROLLCALL_URL: 'https://rollcall.test' });
});
afterAll(async () => {
  await app.close();
  await secure.close();
});

const ADDRESSES = ['/api/v1/instance', '/api/v1/me', '/api/v1/nothing', '/api/v1/users/%zz', '/api/v1/openapi.json', '/healthz'];

/** Signs in and answers the cookie as it was set, in parts. */
async function signIn(at: TestApp, login: string): Promise<string[]> {
  const body = JSON.stringify({ login, password: PASSWORD });
  const headers = { origin: at.config.ROLLCALL_URL };
  const response = await at.visitor().send('POST', '/api/v1/sessions', body, headers);
  expect(response.status).toBe(201);
  return (response.headers.getSetCookie()[0] ?? '').split('; ');
}

describe('every answer', () => {
  it.each(ADDRESSES)('%s tells the browser to guess nothing, leak nothing and share nothing', async (path) => {
    const { headers } = await app.visitor().send('GET', path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each(ADDRESSES.filter((path) => path.startsWith('/api/')))('%s is kept by no cache', async (path) => {
    expect((await app.visitor().send('GET', path)).headers.get('cache-control')).toBe('no-store');
  });

  it('asks for HTTPS from then on where Rollcall is reached by HTTPS', async () => {
    const { headers } = await secure.visitor().send('GET', '/api/v1/instance');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
  });

  it('to a preflight of another website allows nothing', async () => {
    const asks = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const { status, headers } = await app.visitor().send('OPTIONS', '/api/v1/users', undefined, asks);
    expect(status).toBe(404);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a write where Rollcall is reached by HTTPS', () => {
  it('is refused to a page that came without: whoever is on the line could have written it', async () => {
    const { host } = new URL(secure.url);
    const send = (origin: string) => secure.visitor().send('POST', '/api/v1/sessions', '{}', { origin });
    expect((await send(`http://${host}`)).status).toBe(403);
    for (const origin of [`https://${host}`, secure.config.ROLLCALL_URL]) expect((await send(origin)).status, origin).toBe(422);
  });
});

describe('a refusal', () => {
  it.each([
    ['GET', '/api/v1/me', 401, 'session.required'],
    ['GET', '/api/v1/nothing', 404, 'request.not_found'],
    ['PATCH', '/api/v1/users', 404, 'request.not_found'],
    ['GET', '/api/v1/users/%ff', 404, 'request.not_found'],
    ['GET', `/api/v1/users/${'a'.repeat(500)}`, 404, 'request.not_found'],
  ])('%s %s is problem details with a code, and the id by which the log knows it', async (method, path, status, code) => {
    const response = await app.visitor().send(method, path);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({
      type: `/errors#${code}`,
      code,
      status,
      requestId: response.headers.get('x-request-id'),
    });
  });

  it('takes no request id from the client', async () => {
    const { headers } = await app
      .visitor()
      .send('GET', '/api/v1/me', undefined, { 'x-request-id': 'mine', 'request-id': 'mine' });
    expect(headers.get('x-request-id')).not.toBe('mine');
  });
});

describe('the session cookie', () => {
  it('is out of reach of scripts and other sites, and ends with the session', async () => {
    const { owner } = await app.make.account();
    const [pair, ...attributes] = await signIn(app, owner.email);
    expect(pair).toMatch(/^rollcall_session=[\w-]{43}$/);
    expect(attributes).toEqual(['Path=/', 'HttpOnly', 'SameSite=Lax', expect.stringMatching(/^Expires=.* GMT$/)]);
    const hours = (Date.parse(attributes[3]?.slice('Expires='.length) ?? '') - Date.now()) / 3_600_000;
    expect(hours).toBeCloseTo(12, 1);
  });

  it('over HTTPS is secure, and bound to the host by its name', async () => {
    const { owner } = await secure.make.account();
    const [pair, ...attributes] = await signIn(secure, owner.email);
    expect(pair).toMatch(/^__Host-rollcall_session=[\w-]{43}$/);
    expect(attributes).toContain('Secure');
    expect(attributes).toContain('Path=/');
    expect(attributes.some((one) => one.startsWith('Domain'))).toBe(false);
  });

  it('over HTTPS is read under that name only', async () => {
    const { owner } = await secure.make.account();
    const [pair = ''] = await signIn(secure, owner.email);
    const client = secure.visitor();
    client.cookie = pair.replace('__Host-', '');
    expect((await client.call('getMe')).status).toBe(401);
    client.cookie = `theme=dark; ${pair}`;
    expect((await client.call('getMe')).status).toBe(200);
  });

  it('is taken away on signing out', async () => {
    const client = await app.make.signedIn((await app.make.account()).owner);
    const { headers } = await client.call('signOut', { headers: { cookie: client.cookie } });
    expect(headers.get('set-cookie')).toBe('rollcall_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0');
  });

  it('is not set by a sign-in that fails', async () => {
    const { headers } = await app.visitor().call('signIn', { body: { login: 'nobody@example.com', password: 'x' } });
    expect(headers.get('set-cookie')).toBeNull();
  });
});

describe('where a request came from', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['198.51.100.1, 203.0.113.8', '203.0.113.8'],
    ['203.0.113.9:50123', '203.0.113.9'],
    ['[2001:db8::7]:443', '2001:db8::7'],
    ['2001:db8::8', '2001:db8::8'],
    ['::ffff:203.0.113.10', '203.0.113.10'],
    ['unknown', '127.0.0.1'],
    ["'; drop table users; --", '127.0.0.1'],
  ])('a trusted proxy that writes %s means %s', async (forwarded, address) => {
    const { owner } = await app.make.account();
    const body = JSON.stringify({ login: owner.email, password: PASSWORD });
    const response = await app.visitor().send('POST', '/api/v1/sessions', body, { 'x-forwarded-for': forwarded });
    expect(response.status).toBe(201);
    const { rows } = await app.owner.query('select host(address) as address from sessions where user_id = $1', [owner.id]);
    expect(rows).toEqual([{ address }]);
  });
});
