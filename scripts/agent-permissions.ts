import { ALL_DIALER_PERMISSIONS, type DialerPermission, type DialerProfile, type Scope } from '../contract/dialer-permissions.ts';
import type { PortalRole } from '../contract/permissions.ts';
import { AGENT_RULES, type AgentAction } from '../server/agents/policy.ts';
import { decide } from '../server/platform/policy.ts';
import type { Actor } from '../server/sessions/actor.ts';
import { heldBy } from '../server/sessions/held-by.ts';
import { type Acting, capital, matrix } from './permission-tables.ts';

// Who may do what to which agent, for `docs/permissions.md`: the rules of the Dialer, asked themselves.

const TITLES: Record<AgentAction, string> = {
  view: 'See an agent',
  editOwn: 'Change one’s own name, languages and timezone',
  edit: 'Edit an agent',
  changeRoles: 'Give and take dialer roles',
  changeMemberships: 'Change tags and skill groups of an agent',
  changeLimits: 'Change what counts for an agent at sign-in',
  changeAddress: 'Change the e-mail address of an agent, or take a waiting change back',
  giveSuperuser: 'Make an agent a superuser, or none',
  giveAllTags: 'Give an agent all tags',
  deactivate: 'Switch an agent off',
  reactivate: 'Switch an agent on again',
  resetPassword: 'Reset the password of an agent',
  resetSecondFactor: 'Reset the second factor of an agent',
  viewSessions: 'See the sessions of an agent',
  endSessions: 'End sessions of an agent',
  viewActivity: 'See the activity of an agent',
  viewSecurity: 'See addresses and second factor of an agent',
  makeSipPassword: 'Make a SIP password',
  remove: 'Remove an agent from the Dialer',
  delete: 'Delete an agent',
  restore: 'Restore a deleted agent',
};

interface Person {
  readonly status?: Actor['status'];
  readonly isMainUser?: boolean;
  readonly portalRoles?: readonly PortalRole[];
  readonly isSuperuser?: boolean;
  readonly tags?: readonly string[];
  readonly holds?: { readonly scope: Scope; readonly permissions: readonly DialerPermission[] };
}

const NORTH = ['north'];
const everything = (scope: Scope) => ({ scope, permissions: ALL_DIALER_PERMISSIONS });
const sees = { scope: 'all', permissions: ['agent.view'] } as const;

const ACTING: Readonly<Record<string, Person>> = {
  'main user': { isMainUser: true },
  Admin: { portalRoles: ['admin'] },
  superuser: { isSuperuser: true },
  'role with every permission, for all agents': { holds: everything('all') },
  'role with every permission, for those sharing a tag': { holds: everything('shared_tags'), tags: NORTH },
  'role that only sees agents': { holds: sees },
  'agent without permissions': { tags: NORTH },
};

const TO_WHOM: Readonly<Record<string, Person>> = {
  'agent who shares a tag with whoever acts': { tags: NORTH },
  'agent who shares none': { tags: ['south'] },
  'agent who sees all agents': { tags: NORTH, holds: sees },
  superuser: { tags: NORTH, isSuperuser: true },
  'agent with the portal role Finance': { tags: NORTH, portalRoles: ['finance'] },
  'agent who is an Admin': { tags: NORTH, portalRoles: ['admin'] },
  'main user': { tags: NORTH, isMainUser: true },
};

/** The states in which an action makes sense: in another, nobody may. */
const STATE_OF: Partial<Record<AgentAction, Actor['status']>> = { reactivate: 'inactive', restore: 'deleted' };

/** A section for each thing that may be done to agents. */
export function agentSections(): string[] {
  const actors = Object.entries(ACTING).map(([title, person]): Acting => ({ title, actor: actorOf(title, person) }));
  return (Object.keys(AGENT_RULES) as AgentAction[]).map((action) => {
    const ask = (title: string, person: Person) => (actor: Actor) =>
      decide(AGENT_RULES[action], actor, { ...actorOf(`to ${title}`, { status: STATE_OF[action] ?? 'active', ...person }) });
    const rows = Object.entries(TO_WHOM).map(([title, person]) => [capital(title), ask(title, person)] as const);
    const self = ['Oneself', (actor: Actor) => decide(AGENT_RULES[action], actor, actor)] as const;
    return `### ${TITLES[action]}\n\nAcross: who acts. Down: to whom.\n\n${matrix(actors, [...rows, self])}`;
  });
}

/** Where the document says who may do the same to agents by a right of the Dialer. */
export function placeOf(action: AgentAction): string {
  const title = TITLES[action];
  return `[${title}](#${title
    .toLowerCase()
    .replaceAll(/[^a-z -]/g, '')
    .replaceAll(' ', '-')})`;
}

function actorOf(title: string, person: Person): Actor {
  const { status = 'active', isMainUser = false, portalRoles = [], isSuperuser = false, tags = [], holds } = person;
  const profile: DialerProfile = { isSuperuser, hasAllTags: false, tags, roles: holds ? [holds] : [] };
  return { accountId: 'ours', userId: title, status, isMainUser, portalRoles, ...heldBy(isMainUser, portalRoles, profile) };
}
