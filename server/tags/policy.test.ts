import { describe, expect, it } from 'vitest';
import { type DialerPermission, type DialerProfile, HOLDS_NOTHING, type Scope } from '../../contract/dialer-permissions.ts';
import { decide } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import { heldBy } from '../sessions/held-by.ts';
import { CREATE_SKILL_GROUP, decideSkillMove, SKILL_GROUP_RULES } from '../skill-groups/policy.ts';
import { CREATE_TAG, decideTagMove, TAG_RULES } from './policy.ts';

// Tags and skill groups: who may do what, written out by hand.

const MANAGES: readonly DialerPermission[] = ['agent.view', 'agent.edit', 'tag.manage', 'skill_group.manage'];
const role = (scope: Scope, permissions: readonly DialerPermission[] = MANAGES) => ({ scope, permissions });

function actorWith(profile: Partial<DialerProfile>, more: Partial<Actor> = {}): Actor {
  const whole = { isSuperuser: false, hasAllTags: false, tags: [], roles: [], ...profile };
  const facts = { accountId: 'ours', userId: 'actor', status: 'active', isMainUser: false, portalRoles: [] } as const;
  return { ...facts, ...heldBy(more.isMainUser ?? false, more.portalRoles ?? [], whole), ...more };
}

const ACTORS = {
  main: actorWith({}, { isMainUser: true }),
  admin: actorWith({}, { portalRoles: ['admin'] }),
  super: actorWith({ isSuperuser: true }),
  manager: actorWith({ roles: [role('all')] }),
  leader: actorWith({ roles: [role('shared_tags')], tags: ['north'] }),
  every: actorWith({ roles: [role('shared_tags')], hasAllTags: true }),
  viewer: actorWith({ roles: [role('all', ['agent.view'])] }),
  looser: actorWith({ roles: [role('all', ['agent.view']), role('shared_tags')], tags: ['north'] }),
  narrow: actorWith({ roles: [role('shared_tags', ['agent.view']), role('all', ['tag.manage'])], tags: ['north'] }),
  agent: actorWith({ roles: [role('shared_tags', [])], tags: ['north'] }),
  off: actorWith({ roles: [role('all')] }, { status: 'inactive' }),
};

const WORDS = {
  yes: null,
  lacks: 'permission.missing',
  off: 'actor.not_active',
  none: 'tag.not_found',
  not: 'tag.not_held',
  few: 'agent.not_reached', // the right reaches only those sharing a tag
} as const;

// `north` the leader has, `south` not.
const TABLE = `
                   main admin super manager leader every viewer looser narrow agent off
  tag view north   yes  yes   yes   yes     yes    yes   yes    yes    yes    lacks off
  tag view south   yes  yes   yes   yes     none   yes   yes    yes    none   lacks off
  tag manage north yes  yes   yes   yes     yes    yes   lacks  yes    yes    lacks off
  tag manage south yes  yes   yes   yes     none   yes   lacks  not    none   lacks off
  tag give north   yes  yes   yes   yes     yes    yes   lacks  yes    lacks  lacks off
  tag give south   yes  yes   yes   yes     none   yes   lacks  not    none   lacks off
  tag create -     yes  yes   yes   yes     few    yes   lacks  few    few    lacks off
  skill view any   yes  yes   yes   yes     yes    yes   yes    yes    yes    lacks off
  skill manage any yes  yes   yes   yes     few    few   lacks  few    lacks  lacks off
  skill give any   yes  yes   yes   yes     yes    yes   lacks  yes    lacks  lacks off
  skill create -   yes  yes   yes   yes     few    few   lacks  few    lacks  lacks off`;

const [HEAD = '', ...ROWS] = TABLE.trim().split('\n');
const NAMES = HEAD.trim().split(/\s+/) as (keyof typeof ACTORS)[];
const CELLS = ROWS.flatMap((row) => {
  const [kind = '', action = '', id = '', ...words] = row.trim().split(/\s+/);
  return NAMES.map((actor, n) => ({ kind, action, id, actor, word: words[n] as keyof typeof WORDS }));
});

const RULES = { tag: { ...TAG_RULES, create: CREATE_TAG }, skill: { ...SKILL_GROUP_RULES, create: CREATE_SKILL_GROUP } };

it.each(CELLS)('$kind $action $id by $actor: $word', ({ kind, action, id, actor, word }) => {
  const rules = RULES[kind as keyof typeof RULES];
  const rule = rules[action as keyof typeof rules];
  const decision = decide(rule as typeof TAG_RULES.view, ACTORS[actor], { id });
  expect(decision).toEqual(WORDS[word] === null ? { ok: true } : { ok: false, because: WORDS[word] });
});

describe('moving an agent', () => {
  const agentWith = (tags: string[], permissions: readonly DialerPermission[] = []) => {
    const profile = { isSuperuser: false, hasAllTags: false, tags, roles: [role('shared_tags', permissions)] };
    return { ...actorWith(profile), userId: 'agent', dialer: heldBy(false, [], profile).dialer };
  };
  const codeOf = (decision: ReturnType<typeof decideTagMove>) => (decision.ok ? null : decision.because);
  const { leader, manager, looser } = ACTORS;

  it('a leader gives and takes only their own tags', () => {
    const agent = agentWith(['north', 'south']);
    const two = actorWith({ roles: [role('shared_tags')], tags: ['north', 'east'] });
    expect(codeOf(decideTagMove(two, { setId: 'east', agent, comes: true }))).toBeNull();
    expect(codeOf(decideTagMove(two, { setId: 'south', agent, comes: false }))).toBe('tag.not_held');
    expect(codeOf(decideTagMove(manager, { setId: 'south', agent, comes: false }))).toBeNull();
  });

  it('a leader does not take the last tag that they share, even where they see everybody but edit few', () => {
    const agent = agentWith(['north', 'south']);
    expect(codeOf(decideTagMove(leader, { setId: 'north', agent, comes: false }))).toBe('agent.out_of_scope');
    expect(codeOf(decideTagMove(looser, { setId: 'north', agent, comes: false }))).toBe('agent.out_of_scope');
  });

  it('a tag does not widen what an agent holds beyond what the giver holds', () => {
    const agent = agentWith(['north'], ['agent.view']);
    const giver = actorWith({ roles: [role('all', ['agent.edit']), role('shared_tags', ['agent.view'])], tags: ['north'] });
    expect(codeOf(decideTagMove(giver, { setId: 'south', agent, comes: true }))).toBe('dialer_role.not_held');
  });

  it('nobody moves themselves, an Admin, the main user, a stranger or the deleted', () => {
    const agent = agentWith(['north']);
    const admin = { ...agent, portalRoles: ['admin'] as const, dialer: { ...HOLDS_NOTHING, tags: new Set(['north']) } };
    const cases = [
      [{ ...agent, userId: 'actor' }, 'user.is_self'],
      [admin, 'user.is_admin'],
      [{ ...agent, isMainUser: true }, 'user.is_owner'],
      [{ ...agent, accountId: 'theirs' }, 'agent.not_found'],
      [{ ...agent, status: 'deleted' as const }, 'user.is_deleted'],
    ] as const;
    for (const [target, because] of cases) {
      expect(codeOf(decideTagMove(manager, { setId: 'north', agent: target, comes: true })), because).toBe(because);
      expect(codeOf(decideSkillMove(manager, { setId: 'any', agent: target, comes: true })), because).toBe(because);
    }
  });
});
