import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DialerProfile } from '../../contract/dialer-permissions.ts';
import { decide } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import { heldBy } from '../sessions/held-by.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { makeAgent, makeNamed } from '../testing/dialer.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { makeLead } from '../testing/leads.ts';
import { GIVE_LEADS, LEAD_RULES, type LeadFacts, type TakerFacts, visibleLeads } from './policy.ts';
import { findLead, leadsPage } from './queries.ts';

const SCOPED = ['lead.view', 'lead.edit', 'lead.assign'];
const ROLES = {
  all: { permissions: SCOPED, scope: 'all' },
  tags: { permissions: SCOPED, scope: 'shared_tags' },
  view: { permissions: ['lead.view'], scope: 'all' },
  none: { permissions: ['agent.view', 'lead.import'], scope: 'all' },
} as const;

const ACTORS: Record<string, Partial<DialerProfile> & { readonly status?: Actor['status'] }> = {
  all: { roles: [ROLES.all] },
  leader: { roles: [ROLES.tags], tags: ['north'] },
  tagless: { roles: [ROLES.tags] },
  every_tag: { roles: [ROLES.tags], hasAllTags: true },
  mixed: { roles: [ROLES.view, ROLES.tags], tags: ['north'] },
  viewer: { roles: [ROLES.view] },
  none: { roles: [ROLES.none] },
  off: { roles: [ROLES.all], status: 'inactive' },
};

function actorOf(name: string, accountId = 'ours', tags = new Map<string, string>()): Actor {
  const { status = 'active', ...said } = ACTORS[name] ?? {};
  const profile = { isSuperuser: false, hasAllTags: false, roles: [], ...said };
  const own = { ...profile, tags: (said.tags ?? []).map((tag) => tags.get(tag) ?? tag) };
  return { accountId, userId: `actor ${name}`, status, isMainUser: false, portalRoles: [], ...heldBy(false, [], own) };
}

const agent = (userId: string, tags: readonly string[], hasAllTags = false) => ({
  userId,
  dialer: { tags: new Set(tags), hasAllTags },
});
const ASSIGNEES: Record<string, LeadFacts['assignee']> = {
  nobody: null,
  near: agent('near', ['north']),
  far: agent('far', ['south']),
  tagless: agent('tagless', []),
  all_tags: agent('all', [], true),
};

const WORDS: Record<string, string | undefined> = {
  'permission.missing': 'lacks',
  'actor.not_active': 'off',
  'lead.not_found': 'none',
  'agent.not_reached': 'far',
  'agent.not_found': 'none',
  'agent.takes_no_leads': 'no',
};

function table(rows: readonly string[], cell: (actor: Actor, row: string) => { ok: boolean; because?: string }) {
  const line = (row: string) =>
    Object.keys(ACTORS).map((name) => {
      const { ok, because } = cell(actorOf(name), row);
      return ok ? 'yes' : (WORDS[because ?? ''] ?? because);
    });
  return Object.fromEntries(rows.map((row) => [row, line(row).join(' ')]));
}

describe('who may do what to a lead: all leader tagless every_tag mixed viewer none off', () => {
  const facts = (row: string): LeadFacts => ({ accountId: 'ours', assignee: ASSIGNEES[row] ?? null });
  const decided = (action: keyof typeof LEAD_RULES) =>
    table(Object.keys(ASSIGNEES), (actor, row) => decide(LEAD_RULES[action], actor, facts(row)));

  it('view', () => {
    expect(decided('view')).toEqual({
      nobody: 'yes yes yes yes yes yes lacks off',
      near: 'yes yes none yes yes yes lacks off',
      far: 'yes none none yes yes yes lacks off',
      tagless: 'yes none none none yes yes lacks off',
      all_tags: 'yes yes none yes yes yes lacks off',
    });
  });

  it.each(['edit', 'assign', 'delete'] as const)('%s', (action) => {
    expect(decided(action)).toEqual({
      nobody: 'yes yes yes yes yes lacks lacks off',
      near: 'yes yes none yes yes lacks lacks off',
      far: 'yes none none yes far lacks lacks off',
      tagless: 'yes none none none far lacks lacks off',
      all_tags: 'yes yes none yes yes lacks lacks off',
    });
  });

  it('a lead of another account is not there', () => {
    const stranger = { accountId: 'theirs', assignee: null };
    expect(decide(LEAD_RULES.view, actorOf('all'), stranger)).toEqual({ ok: false, because: 'lead.not_found' });
  });

  it('giving leads to an agent', () => {
    const takers: Record<string, Partial<TakerFacts>> = {
      near: agent('near', ['north']),
      far: agent('far', ['south']),
      inactive: { ...agent('near', ['north']), status: 'inactive' },
      takes_none: { ...agent('near', ['north']), assignsLeads: false },
      stranger: { ...agent('near', ['north']), accountId: 'theirs' },
    };
    const whole = (row: string) => ({ accountId: 'ours', status: 'active', assignsLeads: true, ...takers[row] }) as TakerFacts;
    expect(table(Object.keys(takers), (actor, row) => decide(GIVE_LEADS, actor, whole(row)))).toEqual({
      near: 'yes yes none yes yes lacks lacks off',
      far: 'yes none none yes none lacks lacks off',
      inactive: 'no no none no no lacks lacks off',
      takes_none: 'no no none no no lacks lacks off',
      stranger: 'none none none none none lacks lacks off',
    });
  });
});

describe('visibleLeads', () => {
  let app: TestApp;
  let account: MadeAccount;
  beforeAll(async () => {
    app = await startTestApp();
    account = await app.make.account();
  });
  afterAll(() => app.close());

  it('is `view`, for everybody and every lead', async () => {
    const tags = new Map<string, string>();
    for (const tag of ['north', 'south']) tags.set(tag, await makeNamed(app, account.id, 'tags'));
    const leads = new Map<string, LeadFacts>();
    for (const [name, assignee] of Object.entries(ASSIGNEES)) {
      const own = [...(assignee?.dialer.tags ?? [])].map((tag) => tags.get(tag) ?? '');
      const made = assignee && (await makeAgent(app, account.id, { tags: own, hasAllTags: assignee.dialer.hasAllTags }));
      const facts = made && agent(made.id, own, assignee?.dialer.hasAllTags);
      leads.set(await makeLead(app, account.id, { assignedTo: made?.id ?? null, lastName: name }), {
        accountId: account.id,
        assignee: facts,
      });
    }
    const nobody = '00000000-0000-0000-0000-000000000000';
    for (const name of Object.keys(ACTORS)) {
      const actor = { ...actorOf(name, account.id, tags), userId: nobody };
      const reader = app.db.reader(account.id);
      const expected = [...leads].filter(([, facts]) => decide(LEAD_RULES.view, actor, facts).ok).map(([id]) => id);
      const page = await leadsPage(reader, actor, {}, { by: 'name', descending: false, after: null, limit: 50 });
      expect(page.map(({ id }) => id).sort(), name).toEqual(expected.sort());
      for (const id of leads.keys()) expect(Boolean(await findLead(reader, actor, id))).toBe(expected.includes(id));
      expect(visibleLeads(actor)).toBeDefined();
    }
  });
});
