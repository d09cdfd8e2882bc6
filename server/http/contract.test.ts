import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API, type EndpointName } from '../../contract/api.ts';
import { DIALER_ENDPOINTS } from '../../contract/dialer-endpoints.ts';
import { ALL_DIALER_PERMISSIONS } from '../../contract/dialer-permissions.ts';
import { type Endpoint, errorsOf } from '../../contract/endpoint.ts';
import { ERRORS, type ErrorCode } from '../../contract/errors.ts';
import { ALL_PERMISSIONS } from '../../contract/permissions.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { newId, newToken } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount } from '../testing/factories.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});
afterAll(() => app.close());

const ALL = (Object.entries(API) as [EndpointName, Endpoint][]).map(([name, endpoint]) => ({ name, endpoint }));
/** Also those whose handlers are to come. */
const DECLARED = DIALER_ENDPOINTS.map((endpoint) => ({ name: endpoint.name, endpoint }));
const CLOSED = ALL.filter(({ endpoint }) => endpoint.access !== 'public');
const PERMITTED = ALL.filter(({ endpoint }) => endpoint.access !== 'public' && endpoint.access !== 'session');
const WRITES = ALL.filter(({ endpoint }) => endpoint.method !== 'GET');
const WITH_BODY = ALL.filter(({ endpoint }) => endpoint.body);
const WITH_QUERY = ALL.filter(({ endpoint }) => endpoint.query);
const WITH_PARAMS = ALL.filter(({ endpoint }) => endpoint.params);

interface Wish {
  readonly id?: string;
  readonly search?: string;
  readonly body?: object;
  readonly headers?: Record<string, string>;
}

/** Calls the endpoint and answers its problem, which must be one that the contract names for it. */
async function refusalOf(endpoint: Endpoint, client: Client, wish: Wish = {}): Promise<Problem> {
  const path = endpoint.path.replaceAll(/\{\w+\}/g, wish.id ?? newId()) + (wish.search ?? '');
  const body = endpoint.body ? JSON.stringify(wish.body ?? {}) : undefined;
  const headers = { ...(endpoint.versioned ? { 'if-match': '1' } : {}), ...wish.headers };
  const response = await client.send(endpoint.method, path, body, headers);
  const text = await response.text();
  expect(response.status, `${endpoint.name} answered ${text}`).toBeGreaterThanOrEqual(400);
  const refusal = problem.parse(JSON.parse(text));
  expect(response.status).toBe(ERRORS[refusal.code].status);
  expect(errorsOf(endpoint), `the errors of ${endpoint.name}`).toContain(refusal.code);
  return refusal;
}

function withCookie(cookie: string): Client {
  const client = app.visitor();
  client.cookie = cookie;
  return client;
}

describe('without a live session', () => {
  it.each(CLOSED)('$name is closed', async ({ endpoint }) => {
    expect((await refusalOf(endpoint, app.visitor())).code).toBe('session.required');
  });

  it.each(CLOSED)('$name is closed to a session that has ended or run out, and to rubbish', async ({ endpoint }) => {
    const [ended, expired] = [await app.make.signedIn(account.owner), await app.make.signedIn(account.owner)];
    const newest = 'id in (select id from sessions order by id desc limit 2)';
    await app.owner.query(`update sessions set expires_at = now() where ${newest}`);
    expect((await refusalOf(endpoint, withCookie(expired.cookie))).code).toBe('session.required');
    await app.owner.query(
      `update sessions set ended_at = now(), ended_because = 'signed_out', expires_at = now() + interval '1 hour' where ${newest}`,
    );
    expect((await refusalOf(endpoint, withCookie(ended.cookie))).code).toBe('session.required');
    for (const token of [newToken(), '', 'x', "' or 1=1 --", `${newToken()}%00`]) {
      expect((await refusalOf(endpoint, withCookie(`rollcall_session=${token}`))).code).toBe('session.required');
    }
  });
});

describe('without the permission', () => {
  it.each(PERMITTED)('$name is closed to a user without a role', async ({ endpoint }) => {
    const client = await app.make.signedIn(await app.make.user(account.id));
    const { body } = await owner.call('countUsers');
    expect((await refusalOf(endpoint, client, { id: account.owner.id })).code).toBe('permission.missing');
    expect((await owner.call('countUsers')).body).toEqual(body);
  });
});

const ASKS_AGAIN = CLOSED.filter(({ endpoint }) => endpoint.stepUp);
const VERSIONED = CLOSED.filter(({ endpoint }) => endpoint.versioned);

describe('with a password typed more than five minutes ago', () => {
  it.each(ASKS_AGAIN)('$name is closed', async ({ endpoint }) => {
    const late = await app.make.signedIn(account.owner, { provedSecondsAgo: 301 });
    expect((await refusalOf(endpoint, late)).code).toBe('session.step_up');
  });
});

describe('without the version that was seen', () => {
  it.each(VERSIONED)('$name is refused', async ({ endpoint }) => {
    for (const version of ['', '*', 'W/"1"', '-1', '1.5', '1e3', '99999999999']) {
      const refusal = await refusalOf(endpoint, owner, { id: account.owner.id, headers: { 'if-match': version } });
      expect(refusal.code, version).toBe('user.version_required');
    }
  });
});

describe('while the password must be changed', () => {
  it.each(CLOSED)('$name is closed, but for what helps to change it', async ({ endpoint }) => {
    const made = await app.make.account({ passwordMustChange: true });
    const client = await app.make.signedIn(made.owner);
    if (!endpoint.whilePasswordExpired) {
      expect((await refusalOf(endpoint, client)).code).toBe('password.change_required');
      return;
    }
    const response = await client.send(endpoint.method, endpoint.path, endpoint.body ? '{}' : undefined);
    expect([200, 204, 422]).toContain(response.status);
  });

  it('leaves open who I am, what happens to my session, changing the password, and signing out', () => {
    const open = CLOSED.filter(({ endpoint }) => endpoint.whilePasswordExpired).map(({ name }) => name);
    expect(open.sort()).toEqual(['changeMyPassword', 'getMe', 'signOut', 'streamLive']);
  });
});

describe('a write that another website started', () => {
  it.each(WRITES)('$name is refused', async ({ endpoint }) => {
    for (const origin of ['https://evil.example', 'null', 'http://rollcall.test.evil.example', `${app.config.ROLLCALL_URL}:81`]) {
      expect((await refusalOf(endpoint, owner, { headers: { origin } })).code, origin).toBe('request.origin');
    }
    for (const site of ['cross-site', 'same-site']) {
      const headers = { cookie: owner.cookie, 'sec-fetch-site': site, 'content-type': 'application/json' };
      const path = endpoint.path.replaceAll(/\{\w+\}/g, newId());
      const response = await fetch(app.url + path, {
        method: endpoint.method,
        headers,
        ...(endpoint.body ? { body: '{}' } : {}),
      });
      expect(((await response.json()) as Problem).code, site).toBe('request.origin');
    }
    expect((await owner.call('getMe')).status).toBe(200);
  });

  it('is not one that the own address, or no website, started', async () => {
    const send = (headers: Record<string, string>) =>
      fetch(`${app.url}/api/v1/departments`, {
        method: 'POST',
        headers: { cookie: owner.cookie, 'content-type': 'application/json', ...headers },
        body: '{}',
      });
    const own = [
      { origin: app.config.ROLLCALL_URL },
      { origin: app.url },
      { 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none' },
      {},
    ];
    for (const headers of own) expect((await send(headers as Record<string, string>)).status).toBe(422);
  });
});

describe('what the contract does not name', () => {
  it.each(WITH_BODY)('$name refuses an unknown field, by its name', async ({ endpoint }) => {
    const { code, errors } = await refusalOf(endpoint, owner, { body: { nonsense: 1 } });
    expect(code).toBe('request.invalid');
    expect(errors).toContainEqual({ path: 'nonsense', code: 'field.unknown', message: 'This field does not exist.' });
  });

  it.each(WITH_QUERY)('$name refuses an unknown parameter, by its name', async ({ endpoint }) => {
    const { code, errors } = await refusalOf(endpoint, owner, { search: '?nonsense=1' });
    expect(code).toBe('request.invalid');
    expect(errors).toContainEqual({ path: 'nonsense', code: 'field.unknown', message: 'This field does not exist.' });
  });

  it.each(WITH_PARAMS)('$name refuses an id that is none', async ({ endpoint }) => {
    for (const id of ['1', 'me', `${newId()}x`, '%00', "'"]) {
      const { errors } = await refusalOf(endpoint, owner, { id });
      const ids = Object.keys(endpoint.params?.shape ?? {}).map((path) => ({ path, code: 'field.invalid' }));
      expect(errors).toMatchObject(ids);
    }
  });
});

describe('the contract', () => {
  it.each([...ALL, ...DECLARED])('$name agrees with itself', ({ name, endpoint }) => {
    expect(endpoint.name).toBe(name);
    const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, param]) => param);
    expect(Object.keys(endpoint.params?.shape ?? {})).toEqual(inPath);
    const isEmpty = endpoint.status === 204 || endpoint.status === 202;
    expect(endpoint.response === undefined && endpoint.download === undefined).toBe(isEmpty);
    expect(endpoint.response && endpoint.download).toBeFalsy();
    const known: readonly string[] = ['public', 'session', ...ALL_PERMISSIONS, ...ALL_DIALER_PERMISSIONS];
    for (const one of [endpoint.access].flat()) expect(known).toContain(one);
    expect(endpoint.method === 'GET' && endpoint.body).toBeFalsy();
  });

  it('gives each method of an address to one endpoint', () => {
    const addresses = ALL.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('has no error that no endpoint can answer', () => {
    const anywhere: ErrorCode[] = ['request.not_found', 'server.error', 'server.unavailable', 'server.no_space'];
    const named = new Set([...anywhere, ...[...ALL, ...DECLARED].flatMap(({ endpoint }) => errorsOf(endpoint))]);
    expect((Object.keys(ERRORS) as ErrorCode[]).filter((code) => !named.has(code))).toEqual([]);
  });

  it('is served as an OpenAPI document that names every endpoint', async () => {
    const document = (await (await app.visitor().send('GET', '/api/v1/openapi.json')).json()) as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const served = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(served.sort()).toEqual(Object.keys(API).sort());
  });

  it.each(ALL)('$name is called by a test of its feature', ({ name }) => {
    const folder = fileURLToPath(new URL('..', import.meta.url));
    const tests = globSync('**/*.test.ts', { cwd: folder }).map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
    expect(tests.some((text) => text.includes(`call('${name}'`))).toBe(true);
  });
});
