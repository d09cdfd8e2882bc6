import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../contract/errors.ts';
import { ALL_PORTAL_ROLES, PORTAL_ROLES, permissionsOf } from '../../contract/permissions.ts';
import type { Decision } from '../../contract/problem.ts';
import { MANAGE_ACCOUNT } from '../accounts/policy.ts';
import { MANAGE_DEPARTMENTS } from '../departments/policy.ts';
import { decide } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import { MANAGE_PROVIDERS } from '../sign-in-providers/policy.ts';
import { ACTOR_KINDS, type ActorKind, actorOf, TARGET_KINDS, targetOf } from '../testing/cast.ts';
import { ON_USERS } from '../testing/who-may-do-what.ts';
import { CREATE_USER, GIVE_ROLE, seesUsers, USER_RULES, type UserAction } from './policy.ts';

// The cells of the tables below.
const WORDS: Record<string, Decision> = {
  yes: { ok: true },
  lacks: no('permission.missing'), //        none of the actor's roles allows it
  off: no('actor.not_active'), //            the actor is not active
  alien: no('user.not_found'), //            another account
  owner: no('user.is_owner'), //             nobody touches the main user
  rank: no('user.is_admin'), //              only the main user touches Admins
  self: no('user.is_self'),
  gone: no('user.is_deleted'),
  done: no('user.not_pending'),
  there: no('user.not_deleted'),
  on: no('user.not_inactive'),
  asleep: no('user.not_active'), //          switched off already, or not confirmed
  lesser: no('actor.not_owner'), //          only the main user hands over
  admin: no('role.only_owner_gives_admin'),
};

// Columns: who acts. The other account's main user gives roles, and adds, in the other account.
const GIVING_ROLES = `
                      main_user admin reports tech_configuration finance orders several_roles no_role pending inactive other_main_user
  admin               yes       admin lacks   lacks              lacks   lacks  lacks         lacks   off     off      yes
  reports             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      yes
  tech_configuration  yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      yes
  finance             yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      yes
  orders              yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      yes`;

const ADDING = `
                      main_user admin reports tech_configuration finance orders several_roles no_role pending inactive other_main_user
  user                yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      yes
  department          yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      yes`;

const OF_THE_ACCOUNT = `
                      main_user admin reports tech_configuration finance orders several_roles no_role pending inactive other_main_user
  settings            yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      yes
  providers           yes       yes   lacks   lacks              lacks   lacks  lacks         lacks   off     off      yes`;

describe('who may do what to whom', () => {
  const actions = Object.keys(USER_RULES) as UserAction[];
  for (const action of actions) {
    const cells = readTable(ON_USERS[action], TARGET_KINDS);
    it.each(combinations(TARGET_KINDS))(`${action}: %s to %s`, (actorKind, target) => {
      const actor = actorOf(actorKind);
      expect(decide(USER_RULES[action], actor, targetOf(target, actor))).toEqual(cells(target, actorKind));
    });
  }

  it('has a table for every action', () => {
    expect(Object.keys(ON_USERS).sort()).toEqual(actions.sort());
  });
});

describe('who may give which role', () => {
  const cells = readTable(GIVING_ROLES, ALL_PORTAL_ROLES);
  it.each(combinations(ALL_PORTAL_ROLES))('%s gives %s', (actor, role) => {
    expect(decide(GIVE_ROLE, actorOf(actor), role)).toEqual(cells(role, actor));
  });
});

describe('who may add', () => {
  const rules = { user: CREATE_USER, department: MANAGE_DEPARTMENTS };
  const cells = readTable(ADDING, Object.keys(rules));
  it.each(combinations(['user', 'department'] as const))('%s adds a %s', (actor, what) => {
    expect(decide(rules[what], actorOf(actor), null)).toEqual(cells(what, actor));
  });
});

describe('who may change the account', () => {
  const rules = { settings: MANAGE_ACCOUNT, providers: MANAGE_PROVIDERS };
  const cells = readTable(OF_THE_ACCOUNT, Object.keys(rules));
  it.each(combinations(['settings', 'providers'] as const))('%s changes its %s', (actor, what) => {
    expect(decide(rules[what], actorOf(actor), null)).toEqual(cells(what, actor));
  });
});

describe('Rank', () => {
  const changes = (Object.keys(USER_RULES) as UserAction[]).filter((action) => action !== 'view');

  it('lets nobody but the main user change the main user or an Admin', () => {
    for (const actor of ACTOR_KINDS.filter((kind) => kind !== 'main_user').map(actorOf)) {
      for (const target of (['main_user', 'admin', 'pending_admin', 'inactive_admin', 'deleted_admin'] as const).map((kind) =>
        targetOf(kind, actor),
      )) {
        for (const action of changes)
          expect(decide(USER_RULES[action], actor, target).ok, `${actor.userId}: ${action}`).toBe(false);
      }
    }
  });

  it('lets nobody, whoever they are, change their own roles or state, or hand over to themselves', () => {
    for (const actor of ACTOR_KINDS.map(actorOf)) {
      for (const action of ['changeRoles', 'deactivate', 'reactivate', 'delete', 'restore', 'erase', 'makeMainUser'] as const) {
        expect(decide(USER_RULES[action], actor, targetOf('self', actor)).ok, `${actor.userId}: ${action}`).toBe(false);
      }
    }
  });

  it('lets the main user alone hand over, and only to an active user', () => {
    for (const actor of ACTOR_KINDS.map(actorOf)) {
      for (const target of TARGET_KINDS.map((kind) => targetOf(kind, actor))) {
        const isGood = target.status === 'active' && target.userId !== actor.userId && target.accountId === actor.accountId;
        expect(decide(USER_RULES.makeMainUser, actor, target).ok).toBe(actor.isMainUser && isGood);
      }
    }
  });

  it('lets nobody give a role that holds a permission they lack', () => {
    for (const actor of ACTOR_KINDS.map(actorOf)) {
      for (const role of ALL_PORTAL_ROLES) {
        const lacks = PORTAL_ROLES[role].permissions.some((permission) => !actor.permissions.has(permission));
        if (lacks) expect(decide(GIVE_ROLE, actor, role).ok, `${actor.userId} gives ${role}`).toBe(false);
      }
    }
  });

  // No built-in role is like this one: may change users and give roles, and little else.
  const someone: Actor = {
    ...actorOf('no_role'),
    permissions: new Set(['user.delete', 'user.create', 'user.edit', 'role.give', 'report.run']),
  };

  it('protects whoever holds a permission that the actor lacks', () => {
    for (const action of ['edit', 'changeRoles', 'deactivate', 'endSessions', 'delete'] as const) {
      expect(decide(USER_RULES[action], someone, targetOf('finance', someone))).toEqual(no('user.outranks'));
      expect(decide(USER_RULES[action], someone, targetOf('admin', someone))).toEqual(no('user.is_admin'));
      expect(decide(USER_RULES[action], someone, targetOf('reports', someone))).toEqual({ ok: true });
    }
  });

  it('protects them while they are switched off or deleted, too', () => {
    const strong = (status: 'inactive' | 'deleted') => ({ ...targetOf('finance', someone), status });
    expect(decide(USER_RULES.reactivate, someone, strong('inactive'))).toEqual(no('user.outranks'));
    expect(decide(USER_RULES.restore, someone, strong('deleted'))).toEqual(no('user.outranks'));
    expect(decide(USER_RULES.erase, someone, strong('deleted'))).toEqual(no('user.outranks'));
    expect(decide(USER_RULES.restore, someone, targetOf('deleted', someone))).toEqual({ ok: true });
  });

  it('refuses to give what one does not hold, oneself', () => {
    expect(decide(GIVE_ROLE, someone, 'finance')).toEqual(no('role.not_held'));
    expect(decide(GIVE_ROLE, someone, 'reports')).toEqual({ ok: true });
  });

  it('gives the main user every permission, whatever their roles', () => {
    expect(permissionsOf(true, [])).toEqual(permissionsOf(false, ['admin']));
  });
});

describe('a list shows', () => {
  it.each(ACTOR_KINDS)('%s exactly those whom they may view', (kind) => {
    const actor = actorOf(kind);
    for (const target of TARGET_KINDS.map((one) => targetOf(one, actor))) {
      const isListed = seesUsers(actor) && target.accountId === actor.accountId;
      expect(isListed, target.userId).toBe(decide(USER_RULES.view, actor, target).ok);
    }
  });
});

function no(because: ErrorCode): Decision {
  return { ok: false, because };
}

function combinations<T extends string>(rows: readonly T[]): [ActorKind, T][] {
  return ACTOR_KINDS.flatMap((actor) => rows.map((row): [ActorKind, T] => [actor, row]));
}

/** Looks a cell up by row and column. A row or column too few or too many fails the file. */
function readTable(table: string, rows: readonly string[]): (row: string, column: string) => Decision {
  const [columns = [], ...lines] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  expect(columns, 'the columns of the table').toEqual(ACTOR_KINDS);
  expect(lines.map(([name]) => name).sort(), 'the rows of the table').toEqual([...rows].sort());
  return (row, column) => {
    const cell = lines.find(([name]) => name === row)?.[columns.indexOf(column) + 1];
    const decision = WORDS[cell ?? ''];
    if (!decision) throw new Error(`The table says nothing about ${column} and ${row}.`);
    return decision;
  };
}
