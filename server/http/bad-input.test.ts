import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ZodType } from 'zod';
import { API, type EndpointName } from '../../contract/api.ts';
import { type Endpoint, errorsOf } from '../../contract/endpoint.ts';
import { ERRORS } from '../../contract/errors.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';

let app: TestApp;
let owner: Client;
let rowsAtStart: string;
beforeAll(async () => {
  app = await startTestApp();
  const account = await app.make.account();
  await app.make.user(account.id);
  owner = await app.make.signedIn(account.owner);
  rowsAtStart = await countRows();
});
afterAll(async () => {
  try {
    expect(await countRows(), 'rows that refused requests left behind').toBe(rowsAtStart);
  } finally {
    await app.close();
  }
});

async function countRows(): Promise<string> {
  const tables =
    'accounts users user_portal_roles departments user_departments sessions allowed_addresses links mails activity idempotency_keys'.split(
      ' ',
    );
  const counts = await Promise.all(tables.map((table) => app.owner.query(`select count(*)::int as n from ${table}`)));
  return tables.map((table, index) => `${table} ${counts[index]?.rows[0].n}`).join(', ');
}

const WITH_BODY = (Object.entries(API) as [EndpointName, Endpoint][])
  .filter(([, endpoint]) => endpoint.body)
  .map(([name, endpoint]) => ({ name, endpoint }));

/** Sends and answers the problem, which must be one that the contract names for the endpoint. */
async function refusalOf(
  endpoint: Endpoint,
  body: string | Buffer | undefined,
  headers: Record<string, string> = {},
  search = '',
): Promise<Problem> {
  const path = endpoint.path.replaceAll(/\{\w+\}/g, newId());
  const version: Record<string, string> = endpoint.versioned ? { 'if-match': '1' } : {};
  const response = await owner.send(endpoint.method, path + search, body, { ...version, ...headers });
  const text = await response.text();
  expect(response.headers.get('content-type'), text).toContain('application/problem+json');
  const refusal = problem.parse(JSON.parse(text));
  expect(response.status).toBe(ERRORS[refusal.code].status);
  expect(response.status, text).toBeLessThan(500);
  expect(errorsOf(endpoint), `the errors of ${endpoint.name}`).toContain(refusal.code);
  return refusal;
}

describe('a body that is not one', () => {
  const notJson: [what: string, body: string | Buffer][] = [
    ['cut off', '{"firstName":"Ben"'],
    ['with a comma too many', '{"firstName":"Ben",}'],
    ['in single quotes', "{'firstName':'Ben'}"],
    ['with a raw line break in a text', '{"firstName":"B\nen"}'],
    ['NaN', '{"firstName":NaN}'],
    ['nothing but spaces', '   '],
    ['two values', '{}{}'],
    ['HTML', '<html></html>'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ['a surrogate as raw UTF-8 bytes', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['UTF-16', Buffer.from('{"firstName":"Ben"}', 'utf16le')],
  ];
  it.each(notJson)('%s: malformed', async (_, body) => {
    for (const { endpoint } of WITH_BODY) expect((await refusalOf(endpoint, body)).code).toBe('request.malformed');
  });

  it('of more than 1 MiB is too large, and one of just under is read', async () => {
    const sized = (bytes: number) => JSON.stringify({ name: 'x'.repeat(bytes - 11) });
    expect((await refusalOf(API.createDepartment, sized(1_048_577))).code).toBe('request.too_large');
    expect((await refusalOf(API.createDepartment, sized(8_000_000))).code).toBe('request.too_large');
    expect((await refusalOf(API.createDepartment, sized(1_048_576))).errors).toMatchObject([
      { path: 'name', code: 'field.too_long' },
    ]);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'garbage',
    '',
  ])('of the type "%s" is not read', async (type) => {
    for (const { endpoint } of WITH_BODY) {
      expect((await refusalOf(endpoint, '{}', { 'content-type': type })).code).toBe('request.media_type');
    }
  });
});

describe('JSON of the wrong shape', () => {
  const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
  const shapes: [what: string, body: string][] = [
    ['null', 'null'],
    ['a number', '5'],
    ['a text', '"text"'],
    ['true', 'true'],
    ['a list', '[{"firstName":"Ben"}]'],
    ['lists in lists, 500,000 deep', deep('[', ']', 500_000)],
    ['objects in an object, 100,000 deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['a number beyond all numbers', '{"firstName":1e999}'],
    ['the prototype', '{"__proto__":{"firstName":"Ben","isAdmin":true},"constructor":{"prototype":{}}}'],
    ['the same key twice', '{"nonsense":1,"nonsense":2}'],
  ];
  describe.each(shapes)('%s', (_, body) => {
    it.each(WITH_BODY)('is refused by $name', async ({ endpoint }) => {
      expect([(await refusalOf(endpoint, body)).code, 'isAdmin' in {}]).toEqual(['request.invalid', false]);
    });
  });

  it('names the prototype as an unknown field', async () => {
    const { errors } = await refusalOf(API.createDepartment, '{"name":"Sales","__proto__":{"x":1}}');
    expect(errors).toMatchObject([{ path: '__proto__', code: 'field.unknown' }]);
  });

  it('answers ninety thousand wrong fields briefly', async () => {
    const body = `{${Array.from({ length: 90_000 }, (_, index) => `"k${index}":1`).join()}}`;
    expect((await refusalOf(API.createDepartment, body)).errors).toHaveLength(100);
  });

  it.each(WITH_BODY)('$name: no field takes a value of another kind', async ({ endpoint }) => {
    for (const field of fieldsOf(endpoint)) {
      for (const value of [{}, { a: 1 }, [[]], 5, true, -0.5]) {
        if (shapeOf(endpoint)[field]?.safeParse(value).success) continue;
        const { errors } = await refusalOf(endpoint, JSON.stringify({ [field]: value }));
        expect(
          errors?.map(({ path }) => path.split('.')[0]),
          `${field}: ${JSON.stringify(value)}`,
        ).toContain(field);
      }
    }
  });
});

const fieldsOf = (endpoint: Endpoint) => Object.keys(shapeOf(endpoint));

function shapeOf(endpoint: Endpoint): Readonly<Record<string, ZodType>> {
  return (endpoint.body as unknown as { shape: Record<string, ZodType> }).shape;
}

// Written as JSON, so that a lone surrogate arrives as `\ud800`.
const CHARACTERS: [what: string, character: string][] = [
  ['NUL', '\0'],
  ['a bell', '\u0007'],
  ['an escape', '\u001b[31m'],
  ['a line break', '\n'],
  ['a C1 control', '\u0085'],
  ['half a surrogate pair', '\ud800'],
  ['the other half', '\udfff'],
];
const BIDI: [what: string, character: string][] = [
  ['a right-to-left override', '\u202e'],
  ['an isolate', '\u2066'],
  ['a right-to-left mark', '\u200f'],
  ['a byte order mark', '\ufeff'],
];

describe('characters that disguise or break', () => {
  const user = { firstName: 'Ben', lastName: 'Okafor', email: 'ben@example.com' };
  const company = { ...user, companyName: 'Northwind', password: 'Harbour-47-lights' };
  const ofFields = (endpoint: Endpoint, goods: Record<string, string>, rest: object = {}) =>
    Object.entries(goods).map(([field, good]): [Endpoint, string, object, string] => [endpoint, field, rest, good]);
  const address = 'a@b.example';
  const fields = [
    ...ofFields(API.createUser, { ...user, username: 'ben' }, user),
    ...ofFields(API.signUp, { companyName: address, firstName: address, lastName: address, email: address }, company),
    ...ofFields(API.updateUser, { firstName: 'Ben', lastName: 'Okafor', email: address, username: 'ben' }),
    ...ofFields(API.updateMe, { firstName: 'Ben', lastName: 'Okafor' }),
    ...ofFields(API.changeMyEmail, { email: address }),
    ...ofFields(API.createDepartment, { name: 'Sales' }),
    ...ofFields(API.renameDepartment, { name: 'Sales' }),
    ...ofFields(API.requestPasswordReset, { email: address }),
    ...ofFields(API.sendActivation, { email: address }),
  ];

  it.each(fields.map(([endpoint, field, rest, good]) => ({ name: endpoint.name, endpoint, field, rest, good })))(
    '$name refuses them in $field, wherever they stand',
    async ({ endpoint, field, rest, good }) => {
      for (const [what, character] of [...CHARACTERS, ...BIDI]) {
        for (const value of [character + good, good.slice(0, 2) + character + good.slice(2), good + character]) {
          const { errors } = await refusalOf(endpoint, JSON.stringify({ ...rest, [field]: value }));
          expect(errors, what).toMatchObject([{ path: field, code: 'field.characters' }]);
        }
      }
      const { errors } = await refusalOf(endpoint, JSON.stringify({ ...rest, [field]: good.repeat(50_000) }));
      expect(errors?.map(({ path }) => path)).toContain(field);
    },
  );

  const passwords: [Endpoint, string, object][] = [
    [API.createUser, 'password', user],
    [API.signUp, 'password', company],
    [API.changeMyPassword, 'newPassword', { currentPassword: 'x' }],
    [API.resetPassword, 'password', { token: 'x' }],
  ];
  it.each(passwords.map(([endpoint, field, rest]) => ({ name: endpoint.name, endpoint, field, rest })))(
    '$name refuses controls and half characters in a new password',
    async ({ endpoint, field, rest }) => {
      for (const [what, character] of CHARACTERS) {
        const { errors } = await refusalOf(endpoint, JSON.stringify({ ...rest, [field]: `Harbour-47${character}` }));
        expect(errors, what).toMatchObject([{ path: field, code: 'field.characters' }]);
      }
    },
  );

  it('a sign-in with them is an answer like any other', async () => {
    for (const [what, character] of [...CHARACTERS, ...BIDI]) {
      for (const more of [
        { login: `ben${character}` },
        { login: 'ben', accountCode: character },
        { login: what, password: character },
      ]) {
        const body = JSON.stringify({ password: 'x', ...more });
        expect(['request.invalid', 'session.wrong_credentials'], what).toContain((await refusalOf(API.signIn, body)).code);
      }
    }
  });

  it('a link token with them is no link', async () => {
    for (const endpoint of [API.inspectActivation, API.activate, API.inspectPasswordReset, API.confirmEmail]) {
      for (const [what, character] of [...CHARACTERS, ...BIDI]) {
        expect((await refusalOf(endpoint, JSON.stringify({ token: `x${character}` }))).code, what).toBe('link.invalid');
      }
    }
  });
});

describe('parameters of a list', () => {
  const cursorOf = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const bad: [string, string][] = [
    ...['0', '-1', '201', '1.5', 'many', '', 'NaN', '1e9', '%00'].map((limit): [string, string] => ['limit', limit]),
    ...['', 'id', 'password_hash', '--name', 'name;drop', 'Name', '__proto__'].map((sort): [string, string] => ['sort', sort]),
    ...['gone', '', '%00', '__proto__'].map((status): [string, string] => ['status', status]),
    ...['%00', 'a%00b', 'x'.repeat(201)].map((q): [string, string] => ['q', q]),
    ...['', 'x', '%00', 'e30', 'bnVsbA', 'x'.repeat(8001)].map((cursor): [string, string] => ['cursor', cursor]),
    ['cursor', cursorOf('name', 'a\0b', newId())],
    ['cursor', cursorOf('name', 'a', 'not an id')],
    ['cursor', cursorOf('name', 5, newId())],
    ['cursor', cursorOf('-name', 'a', newId())],
    ['department', 'not-an-id'],
    ['role', 'owner'],
  ];
  it.each(bad)('%s=%s is refused', async (name, value) => {
    const { errors } = await refusalOf(API.listUsers, undefined, {}, `?${name}=${value}`);
    expect(errors?.map(({ path }) => path.split('.')[0])).toEqual([name]);
  });

  const times = [
    '0000-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-13-45 99:99:99+00',
    '2026-01-01T25:00:00Z',
    'infinity',
    'now',
    '',
  ];
  it.each(times)('a cursor at the time "%s" is refused', async (time) => {
    for (const sort of ['createdAt', '-lastSignInAt']) {
      const { errors } = await refusalOf(API.listUsers, undefined, {}, `?sort=${sort}&cursor=${cursorOf(sort, time, newId())}`);
      expect(errors).toMatchObject([{ path: 'cursor', code: 'field.invalid' }]);
    }
  });

  const strange = [
    '?q=%ff%fe',
    '?q=%ed%a0%80',
    '?q=%',
    '?q[]=a',
    '?limit=5&limit=6',
    '?q=a&q=b',
    '?__proto__=x',
    '?constructor=x',
    '?=x',
    '?&&&',
  ];
  it.each(strange)('%s is an answer, never a fault', async (search) => {
    for (const path of ['/api/v1/users', '/api/v1/users/count']) {
      expect([200, 422]).toContain((await owner.send('GET', path + search)).status);
    }
  });

  it('a cursor that somebody made up shows nothing of another account', async () => {
    const other = await app.make.account({ firstName: 'Aaa' });
    const search = `?sort=name&cursor=${cursorOf('name', '', '00000000-0000-0000-0000-000000000000')}`;
    const body = await (await owner.send('GET', `/api/v1/users${search}`)).text();
    await app.owner.query('delete from accounts where id = $1', [other.id]);
    expect(body).not.toContain(other.owner.id);
  });
});
