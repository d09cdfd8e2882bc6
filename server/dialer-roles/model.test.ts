import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API } from '../../contract/api.ts';
import { type DialerPermission, permissionsOfRoles, SCOPES } from '../../contract/dialer-permissions.ts';
import { errorsOf } from '../../contract/endpoint.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeRole } from '../testing/dialer.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { breaches, type Everybody, everybody } from '../testing/rank-breaches.ts';

// Random edits, creations, deletions and givings of roles by everybody, and what must hold after each: nobody gets more than
// whoever gave it had. With a fixed seed, so that a failure comes again.

const SEED = Number(process.env.MODEL_SEED ?? 20_261_122);
const RUNS = Number(process.env.MODEL_RUNS ?? 6);

const PERMISSIONS: DialerPermission[] = [
  'agent.view',
  'agent_role.give',
  'dialer_role.manage',
  'agent.limits',
  'lead.view',
  'agent.delete',
];

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const step = fc.record({
  what: fc.constantFrom('edit', 'edit', 'rename', 'create', 'delete', 'add', 'add', 'remove'),
  actor: fc.nat(9),
  role: fc.nat(9),
  members: fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 3 }),
  permissions: fc.subarray(PERMISSIONS),
  scope: fc.nat(1),
  limit: fc.option(fc.integer({ min: 1, max: 3 })),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface World {
  readonly account: MadeAccount;
  readonly people: string[];
}

/** The main user, an Admin, a superuser, somebody with all tags, and six with one or two of the drawn roles. */
async function makeWorld(drawn: readonly (readonly [DialerPermission[], number])[]): Promise<World> {
  const account = await app.make.account();
  const tags = await Promise.all([0, 1].map(() => makeNamed(app, account.id, 'tags')));
  const roles: string[] = [];
  for (const [permissions, scope] of drawn) {
    const wishes = { permissions: ['agent.view' as const, ...permissions], scope: SCOPES[scope] ?? 'all' };
    roles.push(await makeRole(app, account.id, wishes));
  }
  const people = [account.owner.id];
  for (let n = 0; n < 9; n += 1) {
    const dialerRoles = [roles[n % roles.length] ?? '', ...(n % 3 === 0 ? [roles[(n + 1) % roles.length] ?? ''] : [])];
    const made = await makeAgent(app, account.id, {
      dialerRoles,
      roles: n === 0 ? ['admin'] : [],
      tags: tags.filter((_, place) => (n >> place) % 2 === 1),
      isSuperuser: n === 1,
      hasAllTags: n === 2,
    });
    people.push(made.id);
  }
  return { account, people };
}

interface RoleRow {
  readonly id: string;
  readonly permissions: string[];
  readonly scope: 'all' | 'shared_tags';
  readonly version: number;
}

async function rolesOf(accountId: string): Promise<RoleRow[]> {
  const { rows } = await app.owner.query<RoleRow>(
    'select id, permissions, scope, version from dialer_roles where account_id = $1 order by id',
    [accountId],
  );
  return rows;
}

/** A role says more than its author could do themselves. */
function isBeyond(by: Everybody, actorId: string, roles: readonly RoleRow[], before: readonly RoleRow[]): boolean {
  const known = new Map(before.map((role) => [role.id, JSON.stringify([role.permissions, role.scope])]));
  const own = by.get(actorId)?.actor.dialer.permissions;
  return roles
    .filter((role) => known.get(role.id) !== JSON.stringify([role.permissions, role.scope]))
    .some((role) => [...permissionsOfRoles([role])].some(([one, reach]) => ![reach, 'all'].includes(own?.get(one) ?? '')));
}

let made = 0;

async function call(world: World, by: Client, wish: Step, role: RoleRow | undefined) {
  const params = { id: role?.id ?? world.account.id };
  const headers = { 'if-match': String(role?.version ?? 1) };
  const members = wish.members.map((n) => world.people[n] ?? '');
  const content = { permissions: wish.permissions, scope: SCOPES[wish.scope] ?? 'all', sessionLimit: wish.limit };
  made += 1;
  const name = `Role of the model ${made}`;
  switch (wish.what) {
    case 'edit':
      return ['updateDialerRole', await by.call('updateDialerRole', { params, headers, body: content })] as const;
    case 'rename':
      return ['updateDialerRole', await by.call('updateDialerRole', { params, headers, body: { name } })] as const;
    case 'create': {
      const body = { name, ...content, twoFactor: null, sessionSeconds: null, autoDial: null };
      return ['createDialerRole', await by.call('createDialerRole', { body })] as const;
    }
    case 'delete':
      return ['deleteDialerRole', await by.call('deleteDialerRole', { params })] as const;
    default:
      return [
        'changeDialerRoleMembers',
        await by.call('changeDialerRoleMembers', { params, body: { [wish.what]: members } }),
      ] as const;
  }
}

async function run(world: World, wish: Step, seen: Set<string>): Promise<void> {
  const { account, people } = world;
  const by = await app.make.signedIn({ id: people[wish.actor] ?? '', accountId: account.id, email: '' });
  const [before, roles] = [await everybody(app, account.id), await rolesOf(account.id)];
  const role = roles[wish.role % Math.max(roles.length, 1)];
  const [name, answer] = await call(world, by, wish, role);
  const outcome = answer.status < 400 ? 'done' : answer.problem.code;
  seen.add(`${wish.what} ${outcome}`);
  if (outcome !== 'done') expect(errorsOf(API[name]), wish.what).toContain(outcome);
  const [after, now] = [await everybody(app, account.id), await rolesOf(account.id)];
  if (outcome !== 'done') expect([[...after], now], `${wish.what} was refused`).toEqual([[...before], roles]);
  const actorId = people[wish.actor] ?? '';
  // The main user may edit a role of their own: what they may do does not come from it.
  const found = breaches(before, after, actorId).filter((one) => !(actorId === account.owner.id && one.includes('their own')));
  expect(found, `${wish.what} ${outcome}`).toEqual([]);
  expect(isBeyond(before, actorId, now, roles), `${wish.what} made a role of more than its author holds`).toBe(false);
}

describe('whatever people do to roles, in whatever order', () => {
  it('nobody gets more than whoever gave it had', async () => {
    const seen = new Set<string>();
    const role = fc.tuple(fc.subarray(PERMISSIONS), fc.nat(1));
    const drawn = fc.array(role, { minLength: 5, maxLength: 5 });
    const steps = fc.array(step, { minLength: 40, maxLength: 40 });
    const property = fc.asyncProperty(drawn, steps, async (roles, wishes) => {
      await app.owner.query('truncate attempts');
      const world = await makeWorld(roles);
      for (const wish of wishes) await run(world, wish, seen);
    });
    await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
    for (const what of ['edit', 'rename', 'create', 'delete', 'add', 'remove']) {
      expect([...seen], what).toContain(`${what} done`);
      expect([...seen].filter((one) => one.startsWith(`${what} `)).length, what).toBeGreaterThan(2);
    }
    for (const because of ['dialer_role.not_held', 'dialer_role.is_own', 'user.outranks', 'user.is_admin']) {
      expect(
        [...seen].some((one) => one.endsWith(because)),
        because,
      ).toBe(true);
    }
  }, 240_000);
});
