import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API } from '../../contract/api.ts';
import { type DialerPermission, SCOPES } from '../../contract/dialer-permissions.ts';
import { errorsOf } from '../../contract/endpoint.ts';
import { decide } from '../platform/policy.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { makeAgent, makeNamed, makeRole } from '../testing/dialer.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { breaches, everybody } from '../testing/rank-breaches.ts';
import { AGENT_RULES } from './policy.ts';
import { agentsPage } from './queries.ts';

// Random writes by everybody to everybody, and what must hold after each. With a fixed seed, so that a failure comes again.

const SEED = Number(process.env.MODEL_SEED ?? 20_261_122);
const RUNS = Number(process.env.MODEL_RUNS ?? 8);

const PERMISSIONS: DialerPermission[] = [
  'agent.view',
  'agent.edit',
  'agent.create',
  'agent.delete',
  'agent_role.give',
  'agent.limits',
];

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const step = fc.record({
  what: fc.constantFrom('edit', 'edit', 'roles', 'tags', 'superuser', 'allTags', 'limits', 'state', 'create', 'remove'),
  actor: fc.nat(9),
  target: fc.nat(9),
  roles: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 2 }),
  tags: fc.uniqueArray(fc.nat(2), { maxLength: 2 }),
  flag: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

class World {
  readonly account: MadeAccount;
  readonly people: string[] = [];
  roles: string[] = [];
  tags: string[] = [];
  #made = 0;

  constructor(account: MadeAccount) {
    this.account = account;
  }

  static async make(drawn: readonly (readonly [DialerPermission[], number])[]): Promise<World> {
    const world = new World(await app.make.account());
    const { id, owner } = world.account;
    world.people.push(owner.id);
    world.tags = await Promise.all([0, 1, 2].map(() => makeNamed(app, id, 'tags')));
    for (const [permissions, scope] of drawn) {
      const wishes = { permissions: ['agent.view' as const, ...permissions], scope: SCOPES[scope] ?? 'all' };
      world.roles.push(await makeRole(app, id, wishes));
    }
    const tagsOf = (n: number) => world.tags.filter((_, place) => (n >> place) % 2 === 1);
    for (let n = 0; n < 9; n += 1) {
      const dialerRoles = [world.roles[n % world.roles.length] ?? ''];
      const roles = n === 0 ? (['admin'] as const) : n === 1 ? (['finance'] as const) : [];
      const made = await makeAgent(app, id, { dialerRoles, roles, tags: tagsOf(n), isSuperuser: n === 2, hasAllTags: n === 3 });
      world.people.push(made.id);
    }
    return world;
  }

  bodyOf({ what, roles, tags, flag }: Step): object {
    this.#made += 1;
    const bodies: Record<string, object> = {
      edit: { firstName: `Name ${this.#made}`, ppq: flag },
      roles: { dialerRoles: roles.map((n) => this.roles[n]) },
      tags: { tags: tags.map((n) => this.tags[n]) },
      superuser: { isSuperuser: flag },
      allTags: { hasAllTags: flag },
      limits: { sessionLimit: this.#made },
      state: { isActive: flag },
    };
    return bodies[what] ?? {};
  }

  newAgent(wish: Step): object {
    const name = `made.${this.account.code}.${this.#made}`.toLowerCase();
    const more = wish.flag ? {} : { isSuperuser: wish.target % 2 === 0, hasAllTags: wish.target % 3 === 0 };
    return {
      username: name,
      email: `${name}@model.example`,
      ...this.bodyOf({ ...wish, what: 'roles' }),
      tags: wish.tags.map((n) => this.tags[n]),
      ...more,
    };
  }
}

async function run(world: World, wish: Step, seen: Map<string, number>): Promise<void> {
  const [actorId = '', targetId = ''] = [world.people[wish.actor], world.people[wish.target]];
  const by = await app.make.signedIn({ id: actorId, accountId: world.account.id, email: '' });
  const before = await everybody(app, world.account.id);
  const { rows } = await app.owner.query('select version from users where id = $1', [targetId]);
  const params = { userId: targetId };
  const answer =
    wish.what === 'create'
      ? await by.call('createAgent', { body: world.newAgent(wish) as never })
      : wish.what === 'remove'
        ? await by.call('removeAgent', { params })
        : await by.call('updateAgent', { params, headers: { 'if-match': String(rows[0].version) }, body: world.bodyOf(wish) });
  const name = wish.what === 'create' ? 'createAgent' : wish.what === 'remove' ? 'removeAgent' : 'updateAgent';
  const outcome = answer.status < 400 ? 'done' : answer.problem.code;
  seen.set(`${wish.what} ${outcome}`, (seen.get(`${wish.what} ${outcome}`) ?? 0) + 1);
  expect(answer.status, outcome).toBeLessThan(500);
  if (outcome !== 'done') expect(errorsOf(API[name]), wish.what).toContain(outcome);
  const after = await everybody(app, world.account.id);
  if (outcome !== 'done')
    expect([...after.values()], `${wish.what} was refused and yet changed something`).toEqual([...before.values()]);
  expect(breaches(before, after, actorId), `${wish.what} ${outcome}`).toEqual([]);
}

/** The list shows each person exactly those whom `view` lets them see. */
async function expectSameSight(world: World): Promise<void> {
  const all = await everybody(app, world.account.id);
  const agents = [...all.values()].filter(({ profile, status }) => profile && status !== 'deleted');
  for (const { actor } of all.values()) {
    const order = { by: 'id', descending: false, after: null, limit: 200 } as const;
    const shown = await agentsPage(app.db.reader(world.account.id), actor, {}, order);
    const expected = agents.filter((one) => decide(AGENT_RULES.view, actor, one.actor).ok).map(({ id }) => id);
    expect(shown.map(({ id }) => id).sort()).toEqual(expected.sort());
  }
}

describe('whatever people do to agents, in whatever order', () => {
  it('Rank holds in both halves after every step, and each sees exactly those whom the rule lets them see', async () => {
    const seen = new Map<string, number>();
    const role = fc.tuple(fc.subarray(PERMISSIONS), fc.nat(1));
    const property = fc.asyncProperty(
      fc.array(role, { minLength: 4, maxLength: 4 }),
      fc.array(step, { minLength: 40, maxLength: 40 }),
      async (roles, steps) => {
        await app.owner.query('truncate attempts');
        const world = await World.make(roles);
        for (const wish of steps) await run(world, wish, seen);
        await expectSameSight(world);
      },
    );
    await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
    const outcomes = [...seen.keys()];
    for (const what of ['edit', 'roles', 'tags', 'superuser', 'allTags', 'limits', 'state', 'create', 'remove']) {
      expect(outcomes, what).toContain(`${what} done`);
      expect(outcomes.filter((one) => one.startsWith(`${what} `)).length, what).toBeGreaterThan(1);
    }
  }, 240_000);
});
