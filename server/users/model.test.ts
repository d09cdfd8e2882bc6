import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API } from '../../contract/api.ts';
import { type Endpoint, errorsOf } from '../../contract/endpoint.ts';
import { ALL_PORTAL_ROLES } from '../../contract/permissions.ts';
import { hashOf, newToken } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, PASSWORD } from '../testing/factories.ts';
import { IN_PORTAL } from '../testing/modelled.ts';
import { breachesOf, snapshotOf } from '../testing/snapshot.ts';

// Random sequences of every write by everybody, and what must hold after each step. With a fixed seed, so that a failure
// comes again; `MODEL_SEED` and `MODEL_RUNS` look elsewhere.

const SEED = Number(process.env.MODEL_SEED ?? 20_260_731);
const RUNS = Number(process.env.MODEL_RUNS ?? 30);

const WRITES = IN_PORTAL;
type Write = (typeof WRITES)[number];

const many = (name: Write, weight: number) => ({ arbitrary: fc.constant(name), weight });
const step = fc.record({
  name: fc.oneof(
    ...WRITES.map((name) => many(name, 1)),
    many('updateUser', 6),
    many('handOver', 2),
    many('restoreUser', 2),
    many('deleteUser', 3),
    many('deactivateUser', 1),
    many('sendActivation', 1),
    many('eraseUser', 4),
    many('activate', 3),
    many('changeMyPassword', 2),
    many('confirmEmail', 1),
  ),
  actor: fc.nat(11),
  target: fc.nat(11),
  roles: fc.subarray([...ALL_PORTAL_ROLES]),
  word: fc.constantFrom('Ana', 'Ben', 'Zoë', 'Okafor', 'Ruiz'),
  email: fc.nat(15),
  part: fc.constantFrom('firstName', 'username', 'email', 'portalRoles', 'departments', 'sessionLimit', 'twoFactor'),
  isStale: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  isLate: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  isDeleting: fc.boolean(),
  /** Every third step is the main user's, who may the most. */
  isByMainUser: fc.integer({ min: 0, max: 2 }).map((n) => n === 0),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** One account with somebody of every kind in it, and a stranger. */
class World {
  readonly account: MadeAccount;
  readonly stranger: MadeAccount;
  #department = '';
  #made = 0;

  constructor(account: MadeAccount, stranger: MadeAccount) {
    this.account = account;
    this.stranger = stranger;
  }

  static async make(): Promise<World> {
    const world = new World(await app.make.account(), await app.make.account());
    const { id } = world.account;
    for (const roles of [['admin'], ['admin', 'reports'], ['reports', 'finance'], ['orders'], []] as const) {
      await app.make.user(id, { roles });
    }
    for (const roles of [['admin'], ['orders']] as const) {
      await app.make.user(id, { status: 'pending', hasNoPassword: true, roles });
    }
    await app.owner.query(
      `insert into links (account_id, id, user_id, purpose, email, expires_at)
       select account_id, gen_random_uuid(), id, 'activation', email, now() + interval '7 days' from users
       where account_id = $1 and status = 'pending'`,
      [id],
    );
    await app.make.user(id, { status: 'inactive', roles: ['tech_configuration'] });
    await app.make.user(id, { status: 'deleted', roles: ['finance', 'admin'] });
    world.#department = await app.make.department(id, 'Sales');
    return world;
  }

  /** The person at this place: the account's own, in the order in which they came, and one of another account. */
  async person(place: number): Promise<{ id: string; accountId: string; version: number; email: string }> {
    const { rows } = await app.owner.query(
      `select id, account_id as "accountId", version, email from users where account_id = any($1) order by account_id, created_at, id`,
      [[this.account.id, this.stranger.id]],
    );
    return rows[place % rows.length];
  }

  async mainUser(): Promise<{ id: string; accountId: string; email: string }> {
    const { rows } = await app.owner.query(
      'select u.id, account_id as "accountId", email from users u join accounts a on a.id = account_id and owner_id = u.id where a.id = $1',
      [this.account.id],
    );
    return rows[0];
  }

  /** A client with a live session of the person, if they may have one; else with one that does not count. */
  async client(person: { id: string; accountId: string; email: string }, isLate: boolean): Promise<Client> {
    return app.make.signedIn(person, { provedSecondsAgo: isLate ? 400 : 0 });
  }

  /** What stands behind a link that was mailed to the person, the newest of this purpose. */
  async token(userId: string, purpose: string): Promise<string> {
    const token = newToken();
    await app.owner.query(
      `insert into link_tokens (account_id, token_hash, link_id)
       select account_id, $1, id from links where user_id = $2 and purpose = $3 order by id desc limit 1`,
      [hashOf(token), userId, purpose],
    );
    return token;
  }

  async sessionOf(userId: string): Promise<string> {
    const { rows } = await app.owner.query('select id from sessions where user_id = $1 order by id desc limit 1', [userId]);
    return rows[0]?.id ?? this.account.id;
  }

  async department(): Promise<string> {
    const { rows } = await app.owner.query('select id from departments where account_id = $1 order by id limit 1', [
      this.account.id,
    ]);
    return rows[0]?.id ?? this.#department;
  }

  async accountVersion(): Promise<string> {
    const { rows } = await app.owner.query('select version from accounts where id = $1', [this.account.id]);
    return String(rows[0].version);
  }

  newName(word: string): string {
    this.#made += 1;
    return `${word} ${this.#made}`;
  }
}

async function requestOf(world: World, wish: Step, actorId: string, by: Client): Promise<object> {
  const target = await world.person(wish.target);
  const headers = { 'if-match': String(wish.isStale ? 0 : target.version) };
  const email = `p${wish.email}@model.example`;
  const params = { id: target.id };
  switch (wish.name) {
    case 'createUser':
      return { body: { firstName: wish.word, lastName: 'New', email, portalRoles: wish.roles } };
    case 'updateUser': {
      const { portalRoles, ...edit } = {
        firstName: world.newName(wish.word),
        username: wish.isDeleting ? null : `name${wish.email}`,
        email,
        portalRoles: wish.roles,
        departments: wish.isDeleting ? [] : [await world.department()],
        sessionLimit: wish.isDeleting ? null : wish.email + 500,
        twoFactor: wish.isDeleting ? null : ('off' as const),
      };
      const body = wish.part === 'portalRoles' ? { portalRoles } : { [wish.part]: edit[wish.part] };
      return { params, headers, body };
    }
    case 'sendActivation':
      return { params, body: wish.isDeleting ? { email } : {} };
    case 'handOver': {
      const formerMainUser = wish.isDeleting && wish.isLate ? { delete: true } : { portalRoles: wish.roles };
      return { body: { userId: target.id, formerMainUser, password: wish.isStale ? 'Wrong-password-1' : PASSWORD } };
    }
    case 'endUserSession':
      return { params: { ...params, sessionId: await world.sessionOf(target.id) } };
    case 'endMySession':
      return { params: { sessionId: await world.sessionOf(actorId) } };
    case 'updateMe': {
      const version = (await by.send('GET', '/api/v1/me').then((answer) => answer.json())) as { version?: number };
      return { body: { lastName: world.newName(wish.word) }, headers: { 'if-match': String(version.version ?? 1) } };
    }
    case 'changeMyEmail':
      return { body: { email } };
    case 'proveMyself':
      return { body: { password: PASSWORD } };
    case 'changeMyPassword':
      return { body: { currentPassword: PASSWORD, newPassword: PASSWORD } };
    case 'createDepartment':
      return { body: { name: wish.word } };
    case 'renameDepartment':
      return { params: { id: await world.department() }, body: { name: wish.word } };
    case 'deleteDepartment':
      return { params: { id: await world.department() } };
    case 'activate':
      return { body: { token: await world.token(target.id, 'activation'), password: PASSWORD } };
    case 'confirmEmail':
      return { body: { token: await world.token(target.id, 'email_change') } };
    case 'signIn':
      return { body: { login: target.email, password: PASSWORD } };
    case 'signOut':
      return {};
    case 'updateSecurity':
      return { body: { sessionLimit: wish.email + 500 }, headers: { 'if-match': await world.accountVersion() } };
    case 'addAllowedAddress':
      return { body: { block: `192.0.2.${wish.email}`, label: wish.word } };
    case 'addUserAddress':
      return { params, body: { block: `192.0.2.${wish.email}` } };
    default:
      return { params };
  }
}

async function run(world: World, wish: Step, seen: Map<string, number>): Promise<void> {
  const actor = wish.isByMainUser ? await world.mainUser() : await world.person(wish.actor);
  const by = await world.client(actor, wish.isLate);
  const request = await requestOf(world, wish, actor.id, by);
  const before = await snapshotOf(app.owner, world.account.id);
  const strangers = await snapshotOf(app.owner, world.stranger.id);
  const answer = await by.call(wish.name, request as never);
  const after = await snapshotOf(app.owner, world.account.id);

  const endpoint: Endpoint = API[wish.name];
  const outcome = answer.status < 400 ? 'done' : answer.problem.code;
  seen.set(`${wish.name} ${outcome}`, (seen.get(`${wish.name} ${outcome}`) ?? 0) + 1);
  expect(answer.status, wish.name).toBeLessThan(500);
  if (outcome !== 'done') expect(errorsOf(endpoint), wish.name).toContain(outcome);
  if (outcome !== 'done') expect(after, `${wish.name} was refused and yet changed something`).toEqual(before);
  const isAnonymous = endpoint.access === 'public';
  const facts = { isHandOver: wish.name === 'handOver', endsMemberships: wish.name === 'deleteDepartment' };
  expect(breachesOf(before, after, { actorId: isAnonymous ? null : actor.id, ...facts }), wish.name).toEqual([]);
  if (isAnonymous) return;
  if (actor.accountId === world.account.id) expect(await snapshotOf(app.owner, world.stranger.id)).toEqual(strangers);
  else expect(after, 'another account changed something').toEqual(before);
}

describe('whatever people do, in whatever order', () => {
  it('Rank holds after every step, there is one main user, and no request fails', async () => {
    const seen = new Map<string, number>();
    const property = fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 50, size: 'max' }), async (steps) => {
      await app.owner.query('truncate attempts');
      const world = await World.make();
      for (const wish of steps) await run(world, wish, seen);
    });
    await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
    // The walk is worth something only if it gets everywhere: each write was done, and each was refused.
    for (const name of WRITES) {
      const outcomes = [...seen.keys()].filter((key) => key.startsWith(`${name} `));
      if (name !== 'changeMyPassword') expect(outcomes, name).toContain(`${name} done`);
      expect(outcomes.length, name).toBeGreaterThan(1);
    }
  }, 240_000);
});
