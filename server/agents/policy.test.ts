import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALL_DIALER_PERMISSIONS,
  covers,
  type DialerHolding,
  type DialerPermission,
  type DialerProfile,
  dialerHoldingOf,
  SCOPES,
  type Scope,
} from '../../contract/dialer-permissions.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import { ALL_PORTAL_ROLES, type PortalRole } from '../../contract/permissions.ts';
import { decide } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import { heldBy } from '../sessions/held-by.ts';
import { AGENT_RULES, type AgentAction } from './policy.ts';

interface Person {
  readonly isMainUser?: boolean;
  readonly status?: Actor['status'];
  readonly portalRoles?: readonly PortalRole[];
  readonly accountId?: string;
  readonly profile?: Partial<DialerProfile>;
}

const role = (scope: Scope, ...permissions: DialerPermission[]) => ({ scope, permissions });
const EVERYTHING = ALL_DIALER_PERMISSIONS;

const ACTORS: Record<string, Person> = {
  main: { isMainUser: true },
  admin: { portalRoles: ['admin'] },
  super: { profile: { isSuperuser: true } },
  manager: { profile: { roles: [role('all', ...EVERYTHING)] } },
  leader: { profile: { roles: [role('shared_tags', ...EVERYTHING)], tags: ['north'] } },
  viewer: { profile: { roles: [role('all', 'agent.view')] } },
  agent: { profile: { roles: [role('shared_tags')], tags: ['north'] } },
  off: { status: 'inactive', profile: { roles: [role('all', ...EVERYTHING)] } },
};

const TARGETS: Record<string, Person> = {
  near: { profile: { roles: [role('shared_tags')], tags: ['north'] } },
  far: { profile: { roles: [role('shared_tags')], tags: ['south'] } },
  all_tags: { profile: { hasAllTags: true } },
  viewer: { profile: { roles: [role('shared_tags', 'agent.view')], tags: ['north'] } },
  wider: { profile: { roles: [role('shared_tags', 'agent.view')], tags: ['north', 'south'] } },
  manager: { profile: { roles: [role('all', 'agent.view')], tags: ['north'] } },
  super: { profile: { isSuperuser: true, tags: ['north'] } },
  finance: { portalRoles: ['finance'], profile: { tags: ['north'] } },
  admin: { portalRoles: ['admin'], profile: { tags: ['north'] } },
  main: { isMainUser: true, profile: { tags: ['north'] } },
  deleted: { status: 'deleted', profile: { tags: ['north'] } },
  stranger: { accountId: 'theirs', profile: { tags: ['north'] } },
};

function factsOf(
  { isMainUser = false, status = 'active', portalRoles = [], accountId = 'ours', profile }: Person,
  userId: string,
): Actor {
  const whole = profile ? { isSuperuser: false, hasAllTags: false, tags: [], roles: [], ...profile } : null;
  return { accountId, userId, status, isMainUser, portalRoles, ...heldBy(isMainUser, portalRoles, whole) };
}

const WORDS: Record<string, ErrorCode | null> = {
  yes: null,
  lacks: 'permission.missing',
  off: 'actor.not_active',
  none: 'agent.not_found', //          another account, or out of scope
  owner: 'user.is_owner',
  rank: 'user.is_admin',
  more: 'user.outranks', //            holds more than the actor
  self: 'user.is_self',
  gone: 'user.is_deleted',
  there: 'user.not_deleted',
  small: 'agent.superuser_not_held',
  some: 'agent.all_tags_not_held',
};

const TABLES: Partial<Record<AgentAction, string>> = {
  view: `
            main  admin super manager leader viewer agent off
  near      yes   yes   yes   yes     yes    yes    lacks off
  far       yes   yes   yes   yes     none   yes    lacks off
  all_tags  yes   yes   yes   yes     yes    yes    lacks off
  viewer    yes   yes   yes   yes     yes    yes    lacks off
  wider     yes   yes   yes   yes     yes    yes    lacks off
  manager   yes   yes   yes   yes     yes    yes    lacks off
  super     yes   yes   yes   yes     yes    yes    lacks off
  finance   yes   yes   yes   yes     yes    yes    lacks off
  admin     yes   yes   yes   yes     yes    yes    lacks off
  main      yes   yes   yes   yes     yes    yes    lacks off
  deleted   yes   yes   yes   yes     yes    yes    lacks off
  stranger  none  none  none  none    none   none   none  off
  self      yes   yes   yes   yes     yes    yes    lacks off`,
  edit: `
            main  admin super manager leader viewer agent off
  near      yes   yes   yes   yes     yes    lacks  lacks off
  far       yes   yes   yes   yes     none   lacks  lacks off
  all_tags  yes   yes   yes   yes     yes    lacks  lacks off
  viewer    yes   yes   yes   yes     yes    lacks  lacks off
  wider     yes   yes   yes   yes     more   lacks  lacks off
  manager   yes   yes   yes   yes     more   lacks  lacks off
  super     yes   yes   yes   more    more   lacks  lacks off
  finance   yes   yes   more  more    more   lacks  lacks off
  admin     yes   rank  rank  rank    rank   lacks  lacks off
  main      yes   owner owner owner   owner  lacks  lacks off
  deleted   gone  gone  gone  gone    gone   lacks  lacks off
  stranger  none  none  none  none    none   none   none  off
  self      yes   yes   yes   yes     yes    lacks  lacks off`,
  giveSuperuser: `
            main  admin super manager leader viewer agent off
  near      yes   yes   yes   small   small  lacks  lacks off
  far       yes   yes   yes   small   none   lacks  lacks off
  all_tags  yes   yes   yes   small   small  lacks  lacks off
  viewer    yes   yes   yes   small   small  lacks  lacks off
  wider     yes   yes   yes   small   small  lacks  lacks off
  manager   yes   yes   yes   small   small  lacks  lacks off
  super     yes   yes   yes   small   small  lacks  lacks off
  finance   yes   yes   more  small   small  lacks  lacks off
  admin     yes   rank  rank  small   small  lacks  lacks off
  main      yes   owner owner small   small  lacks  lacks off
  deleted   gone  gone  gone  gone    gone   lacks  lacks off
  stranger  none  none  none  none    none   none   none  off
  self      self  self  self  self    self   lacks  lacks off`,
  giveAllTags: `
            main  admin super manager leader viewer agent off
  near      yes   yes   yes   yes     some   lacks  lacks off
  far       yes   yes   yes   yes     none   lacks  lacks off
  all_tags  yes   yes   yes   yes     some   lacks  lacks off
  viewer    yes   yes   yes   yes     some   lacks  lacks off
  wider     yes   yes   yes   yes     some   lacks  lacks off
  manager   yes   yes   yes   yes     some   lacks  lacks off
  super     yes   yes   yes   more    some   lacks  lacks off
  finance   yes   yes   more  more    some   lacks  lacks off
  admin     yes   rank  rank  rank    some   lacks  lacks off
  main      yes   owner owner owner   some   lacks  lacks off
  deleted   gone  gone  gone  gone    gone   lacks  lacks off
  stranger  none  none  none  none    none   none   none  off
  self      self  self  self  self    self   lacks  lacks off`,
  remove: `
            main  admin super manager leader viewer agent off
  near      yes   yes   yes   yes     yes    lacks  lacks off
  far       yes   yes   yes   yes     none   lacks  lacks off
  all_tags  yes   yes   yes   yes     yes    lacks  lacks off
  viewer    yes   yes   yes   yes     yes    lacks  lacks off
  wider     yes   yes   yes   yes     more   lacks  lacks off
  manager   yes   yes   yes   yes     more   lacks  lacks off
  super     yes   yes   yes   more    more   lacks  lacks off
  finance   yes   yes   more  more    more   lacks  lacks off
  admin     yes   rank  rank  rank    rank   lacks  lacks off
  main      yes   owner owner owner   owner  lacks  lacks off
  deleted   gone  gone  gone  gone    gone   lacks  lacks off
  stranger  none  none  none  none    none   none   none  off
  self      self  self  self  self    self   lacks  lacks off`,
  restore: `
            main  admin super manager leader viewer agent off
  near      there there there there   there  lacks  lacks off
  deleted   yes   yes   yes   yes     yes    lacks  lacks off
  stranger  none  none  none  none    none   none   none  off`,
};

/** These ask the same of everybody as another, with another permission. */
const SAME: Partial<Record<AgentAction, AgentAction>> = {
  changeAddress: 'edit',
  endSessions: 'edit',
  makeSipPassword: 'edit',
  delete: 'remove',
  changeRoles: 'remove',
  changeMemberships: 'remove',
  changeLimits: 'remove',
  resetPassword: 'remove',
  resetSecondFactor: 'remove',
  deactivate: 'remove',
};

const CASES = (Object.keys(AGENT_RULES) as AgentAction[]).flatMap((action) => {
  const table = TABLES[SAME[action] ?? action];
  if (!table) return [];
  const [head = '', ...lines] = table.trim().split('\n');
  const actors = head.trim().split(/\s+/);
  return lines.flatMap((line) => {
    const [target = '', ...cells] = line.trim().split(/\s+/);
    return actors.map((actor, n) => ({ action, actor, target, cell: cells[n] ?? '' }));
  });
});

describe('who may do what to which agent', () => {
  it.each(CASES)('$actor: $action $target is $cell', ({ action, actor, target, cell }) => {
    const acting = factsOf(ACTORS[actor] as Person, actor === 'main' ? 'main' : `actor ${actor}`);
    const isMain = target === 'main' && actor === 'main';
    const to = target === 'self' || isMain ? acting : factsOf(TARGETS[target] as Person, target);
    const because = isMain && cell === 'yes' && TABLES.remove === TABLES[SAME[action] ?? action] ? 'user.is_self' : WORDS[cell];
    const isSelfGift = isMain && (action === 'giveSuperuser' || action === 'giveAllTags');
    const decision = decide(AGENT_RULES[action], acting, to);
    expect(decision.ok ? null : decision.because).toBe(isSelfGift ? 'user.is_self' : because);
  });

  it('has a table for every action that changes something', () => {
    const without = (Object.keys(AGENT_RULES) as AgentAction[]).filter((action) => !TABLES[SAME[action] ?? action]);
    expect(without).toEqual(['editOwn', 'reactivate', 'viewSessions', 'viewActivity', 'viewSecurity']);
  });
});

const TAGS = ['a', 'b', 'c'];
const profile = fc.record({
  isSuperuser: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  hasAllTags: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  tags: fc.subarray(TAGS),
  roles: fc.array(
    fc.record({ permissions: fc.subarray([...ALL_DIALER_PERMISSIONS].slice(0, 5)), scope: fc.constantFrom(...SCOPES) }),
    {
      maxLength: 2,
    },
  ),
});
const holding = profile.map((one) => dialerHoldingOf(false, one));

describe('Rank over both halves, whatever people hold', () => {
  it('compares as it should: each covers itself, and what a covered one covers', () => {
    fc.assert(
      fc.property(holding, holding, holding, (a, b, c) => {
        expect(covers(a, a)).toBe(true);
        if (covers(a, b) && covers(b, c)) expect(covers(a, c)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('means what it says: whoever is covered reaches nobody with any permission whom the other does not reach', () => {
    const reaches = (who: DialerHolding, permission: DialerPermission, target: DialerHolding) => {
      const far = who.permissions.get(permission);
      if (far !== 'shared_tags') return far === 'all';
      const all = TAGS.filter((tag) => who.hasAllTags || who.tags.has(tag));
      return all.some((tag) => target.hasAllTags || target.tags.has(tag));
    };
    fc.assert(
      fc.property(holding, holding, holding, (a, b, target) => {
        fc.pre(covers(a, b));
        for (const permission of ALL_DIALER_PERMISSIONS) {
          if (reaches(b, permission, target)) expect(reaches(a, permission, target)).toBe(true);
        }
        expect(b.isSuperuser && !a.isSuperuser).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });

  it('lets nobody but the main user touch Admins, and nobody touch whom they do not cover', () => {
    const person = fc.record({ portalRoles: fc.subarray([...ALL_PORTAL_ROLES]), profile });
    const changing = (Object.keys(AGENT_RULES) as AgentAction[]).filter((action) => !/^(view|editOwn)/.test(action));
    fc.assert(
      fc.property(
        person,
        person,
        fc.constantFrom(...changing),
        fc.constantFrom('active', 'inactive', 'deleted'),
        (by, to, action, status) => {
          const [actor, target] = [factsOf(by, 'actor'), factsOf({ ...to, status }, 'target')];
          if (!decide(AGENT_RULES[action], actor, target).ok) return;
          expect(to.portalRoles).not.toContain('admin');
          expect(target.permissions.isSubsetOf(actor.permissions)).toBe(true);
          expect(covers(actor.dialer, target.dialer)).toBe(true);
          expect(actor.dialer.permissions.has('agent.view')).toBe(true);
        },
      ),
      { numRuns: 5000 },
    );
  });
});
