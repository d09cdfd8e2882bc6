import { type RawBuilder, sql } from 'kysely';
import type { DialerHolding, DialerPermission } from '../../contract/dialer-permissions.ts';
import { isReached, reachOf, visibleTo } from '../agents/policy.ts';
import type { Atom, Rule } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import type { UserFacts } from '../users/policy.ts';

// Who may do what to which lead. A lead of nobody is reached by everybody who holds the permission; one that an agent has, by
// those whose permission reaches the agent.

/** What decides whether a permission reaches an agent. */
interface ReachedFacts {
  readonly userId: string;
  readonly dialer: Pick<DialerHolding, 'tags' | 'hasAllTags'>;
}

/** What rules know of a lead. */
export interface LeadFacts {
  readonly accountId: string;
  /** Who has it. */
  readonly assignee: ReachedFacts | null;
}

/** What rules know of an agent who may be given leads. */
export interface TakerFacts extends ReachedFacts, Pick<UserFacts, 'accountId' | 'status'> {
  readonly assignsLeads: boolean;
}

type LeadAtom = Atom<Actor, LeadFacts>;
type TakerAtom = Atom<Actor, TakerFacts>;

const activeActor: Atom<Actor, unknown> = (actor) => (actor.status === 'active' ? null : 'actor.not_active');
const holds =
  (permission: DialerPermission): Atom<Actor, unknown> =>
  (actor) =>
    actor.dialer.permissions.has(permission) ? null : 'permission.missing';

const sameAccount: LeadAtom = (actor, lead) => (actor.accountId === lead.accountId ? null : 'lead.not_found');
const sees: LeadAtom = (actor, { assignee }) =>
  assignee === null || isReached(actor, 'lead.view', assignee) ? null : 'lead.not_found';
const reaches =
  (permission: DialerPermission): LeadAtom =>
  (actor, { assignee }) =>
    assignee === null || isReached(actor, permission, assignee) ? null : 'agent.not_reached';

const seen = [activeActor, sameAccount, holds('lead.view'), sees] as const;
const may = (permission: DialerPermission) => [...seen, holds(permission), reaches(permission)] as const;

/** Who may do what to which lead. */
export const LEAD_RULES = {
  view: seen,
  edit: may('lead.edit'),
  assign: may('lead.assign'),
  delete: may('lead.edit'),
} satisfies Record<string, Rule<Actor, LeadFacts>>;

export type LeadAction = keyof typeof LEAD_RULES;

export const CREATE_LEAD: Rule<Actor, null> = [activeActor, holds('lead.edit')];
export const IMPORT_LEADS: Rule<Actor, null> = [activeActor, holds('lead.import')];
export const DISTRIBUTE_LEADS: Rule<Actor, null> = [activeActor, holds('lead.assign')];

const agentReached: TakerAtom = (actor, agent) =>
  actor.accountId === agent.accountId && isReached(actor, 'lead.assign', agent) ? null : 'agent.not_found';
/** Whether the system, or anybody, may give leads to them. */
export const takesLeads: Atom<Actor, Pick<TakerFacts, 'status' | 'assignsLeads'>> = (_, { status, assignsLeads }) =>
  status === 'active' && assignsLeads ? null : 'agent.takes_no_leads';

/** Who may give leads to which agent: to those who are active and take leads (`TAKES_LEADS` in SQL), among those reached. */
export const GIVE_LEADS: Rule<Actor, TakerFacts> = [activeActor, holds('lead.assign'), agentReached, takesLeads];

/** The same as `view`, in SQL, for rows of `leads l`; a test holds the two equal. */
export function visibleLeads(actor: Actor): RawBuilder<boolean> {
  const reach = reachOf(actor, 'lead.view');
  if (typeof reach === 'string') return sql<boolean>`${sql.lit(reach === 'all')}`;
  // `offset 0` keeps it from becoming a join: it is asked of the rows of a walk, or of a few that were looked up before.
  return sql<boolean>`(l.assigned_to is null or exists (select from agents g
    where g.account_id = l.account_id and g.user_id = l.assigned_to and ${visibleTo(actor, 'lead.view')} offset 0))`;
}
