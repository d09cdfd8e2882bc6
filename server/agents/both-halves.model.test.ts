import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API, type EndpointName } from '../../contract/api.ts';
import { type DialerPermission, SCOPES } from '../../contract/dialer-permissions.ts';
import { type Endpoint, errorsOf } from '../../contract/endpoint.ts';
import { ALL_PORTAL_ROLES } from '../../contract/permissions.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import * as modelled from '../testing/modelled.ts';
import { makeWorld, PERMISSIONS, requestOf, type Wish, type World } from '../testing/people-world.ts';
import { breaches, everybody } from '../testing/rank-breaches.ts';

// Random writes that name somebody, by everybody who is anybody in the Portal, in the Dialer or in both, and what must hold after
// each. With a fixed seed, so that a failure comes again; `MODEL_SEED` and `MODEL_RUNS` look elsewhere.

const SEED = Number(process.env.MODEL_SEED ?? 20_261_122);
const RUNS = Number(process.env.MODEL_RUNS ?? 10);
const WRITES = modelled.IN_BOTH_HALVES;
/** Since few people are in the state that they are for. */
const RARELY_DONE = ['reactivateUser', 'restoreUser', 'eraseUser', 'handOver', 'addProfile', 'changeSipDomain'] as const;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const step: fc.Arbitrary<Wish> = fc.record({
  name: fc.constantFrom(...WRITES, ...RARELY_DONE, ...RARELY_DONE),
  actor: fc.nat(99),
  target: fc.nat(99),
  roles: fc.subarray([...ALL_PORTAL_ROLES], { maxLength: 2 }),
  set: fc.nat(3),
  flag: fc.boolean(),
  number: fc.integer({ min: 60, max: 100_000 }),
  // Those who may the most get the farthest.
  isByMainUser: fc.integer({ min: 0, max: 2 }).map((n) => n === 0),
});

/** What some of them may do beyond what one person may do to another. */
const BEYOND = {
  endsMemberships: ['deleteTag'],
  isAccountWide: ['updateSecurity'],
  isHandOver: ['handOver'],
  givesProfile: ['addProfile'],
  forgetsPhones: ['changeSipDomain'],
} as const;

/** The main user of now; or one of those who are not erased. */
async function actorOf({ account, people }: World, { actor, isByMainUser }: Wish): Promise<{ id: string; accountId: string }> {
  const { rows } = await app.owner.query<{ id: string; accountId: string; is_main: boolean }>(
    `select u.id, u.account_id as "accountId", a.owner_id = u.id and a.id = $2 as is_main from users u join accounts a on a.id = u.account_id
     where u.id = any($1) order by u.id`,
    [people.map(({ id }) => id), account.id],
  );
  const chosen = isByMainUser ? rows.find((one) => one.is_main) : rows[actor % rows.length];
  return chosen ?? account.owner;
}

async function run(world: World, wish: Wish, seen: Set<string>): Promise<void> {
  const actor = await actorOf(world, wish);
  const by = await app.make.signedIn({ ...actor, email: '' });
  const request = await requestOf(app, world, wish, by);
  await app.owner.query('truncate attempts');
  const before = await everybody(app, world.account.id);
  const answer = await by.call(wish.name as EndpointName, request as never);
  const after = await everybody(app, world.account.id);
  const endpoint: Endpoint = API[wish.name];
  const outcome = answer.status < 400 ? 'done' : answer.problem.code;
  seen.add(`${wish.name} ${outcome}`);
  expect(answer.status, `${wish.name} ${outcome}`).toBeLessThan(500);
  if (outcome !== 'done') {
    expect(errorsOf(endpoint), wish.name).toContain(outcome);
    expect([...after], `${wish.name} was refused and yet changed something`).toEqual([...before]);
  }
  const facts = Object.fromEntries(
    Object.entries(BEYOND).map(([fact, names]) => [fact, (names as readonly string[]).includes(wish.name)]),
  );
  expect(breaches(before, after, actor.id, facts), `${wish.name} ${outcome} ${JSON.stringify(wish)}`).toEqual([]);
}

describe('whatever people do to each other in both halves, in whatever order', () => {
  it('Rank holds after every step, nobody changes their own rights, and there is one main user', async () => {
    const seen = new Set<string>();
    const role = fc.tuple(fc.subarray([...PERMISSIONS] as DialerPermission[]), fc.constantFrom(...SCOPES));
    const property = fc.asyncProperty(
      fc.array(role, { minLength: 4, maxLength: 4 }),
      fc.array(step, { minLength: 50, maxLength: 50 }),
      async (roles, steps) => {
        const world = await makeWorld(app, roles);
        for (const wish of steps) await run(world, wish, seen);
      },
    );
    await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
    // The walk is worth something only if it gets everywhere: each write was done, and each was refused.
    for (const name of WRITES) {
      expect([...seen], name).toContain(`${name} done`);
      expect([...seen].filter((one) => one.startsWith(`${name} `)).length, name).toBeGreaterThan(1);
    }
    const reasons = ['user.is_owner', 'user.is_admin', 'user.outranks', 'user.is_self', 'user.not_found'];
    for (const because of reasons)
      expect(
        [...seen].filter((one) => one.endsWith(` ${because}`)),
        because,
      ).not.toEqual([]);
  }, 240_000);
});

describe('the walks', () => {
  it('together try every write that could change somebody’s state or rights', () => {
    const writes = Object.entries(API).flatMap(([name, endpoint]) => ((endpoint as Endpoint).method === 'GET' ? [] : [name]));
    const lists: readonly string[] = Object.values(modelled).flat();
    expect(writes.filter((name) => !lists.includes(name))).toEqual([]);
    expect(lists.filter((name) => !writes.includes(name))).toEqual([]);
    const walked = [modelled.IN_PORTAL, modelled.ON_AGENTS, modelled.ON_ROLES, modelled.IN_BOTH_HALVES].flat() as string[];
    const named = writes.filter(
      (name) =>
        /\{(id|userId)\}/.test(API[name as EndpointName].path) && /\/(users|agents)\//.test(API[name as EndpointName].path),
    );
    expect(named.filter((name) => !walked.includes(name) && name !== 'askWhy')).toEqual([]);
  });
});
