import { ALL_PORTAL_ROLES, PORTAL_ROLES, type PortalRole } from '../../contract/permissions.ts';
import type { UserStatus } from '../../contract/users.ts';
import type { Actor } from '../sessions/actor.ts';
import { heldBy } from '../sessions/held-by.ts';
import type { UserFacts } from '../users/policy.ts';

// The people whom the rules are tried on: data only. `policy.test.ts` says what each may do, `docs/permissions.md` tells it.

const OURS = 'our account';
const OTHERS = 'another account';
const SINGLE_ROLES = ALL_PORTAL_ROLES.filter((role) => role !== 'admin') as Exclude<PortalRole, 'admin'>[];

interface Person {
  /** How a sentence names this person. */
  readonly title: string;
  readonly accountId: string;
  readonly status: UserStatus;
  readonly isMainUser: boolean;
  readonly portalRoles: readonly PortalRole[];
}

function person(title: string, roles: readonly PortalRole[], rest: Partial<Person> = {}): Person {
  return { title, accountId: OURS, status: 'active', isMainUser: false, portalRoles: roles, ...rest };
}

function onePerSingleRole(): Record<Exclude<PortalRole, 'admin'>, Person> {
  return Object.fromEntries(SINGLE_ROLES.map((role) => [role, person(`user with ${PORTAL_ROLES[role].name}`, [role])])) as Record<
    Exclude<PortalRole, 'admin'>,
    Person
  >;
}

const mainUser = person('main user', [], { isMainUser: true });

const ACTING = {
  main_user: mainUser,
  admin: person('Admin', ['admin']),
  ...onePerSingleRole(),
  several_roles: person('user with every role but Admin', SINGLE_ROLES),
  no_role: person('user without a role', []),
  pending: person('Admin, not confirmed yet', ['admin'], { status: 'pending' }),
  inactive: person('Admin, switched off', ['admin'], { status: 'inactive' }),
  other_main_user: { ...mainUser, title: 'main user of another account', accountId: OTHERS },
} as const satisfies Record<string, Person>;

const TARGETED = {
  main_user: mainUser,
  admin: person('another Admin', ['admin']),
  ...onePerSingleRole(),
  no_role: person('user without a role', []),
  pending: person('user, not confirmed yet', ['reports'], { status: 'pending' }),
  pending_admin: person('Admin, not confirmed yet', ['admin'], { status: 'pending' }),
  inactive: person('user, switched off', ['reports'], { status: 'inactive' }),
  inactive_admin: person('Admin, switched off', ['admin'], { status: 'inactive' }),
  deleted: person('deleted user', ['reports'], { status: 'deleted' }),
  deleted_admin: person('deleted Admin', ['admin'], { status: 'deleted' }),
  other_account: person('user of another account', ['reports'], { accountId: OTHERS }),
} as const satisfies Record<string, Person>;

export type ActorKind = keyof typeof ACTING;
/** `self`: whoever acts. */
export type TargetKind = keyof typeof TARGETED | 'self';

export const ACTOR_KINDS = Object.keys(ACTING) as ActorKind[];
export const TARGET_KINDS = [...Object.keys(TARGETED), 'self'] as TargetKind[];

/** How a sentence names them. */
export function titleOfActor(kind: ActorKind): string {
  return ACTING[kind].title;
}

export function titleOfTarget(kind: TargetKind): string {
  return kind === 'self' ? 'oneself' : TARGETED[kind].title;
}

/** One of the cast, as rules see whoever acts. */
export function actorOf(kind: ActorKind): Actor {
  const { title: _, ...facts } = ACTING[kind];
  return { ...facts, userId: `actor ${kind}`, ...heldBy(facts.isMainUser, facts.portalRoles, null) };
}

/** One of the cast, as rules see to whom it is done. An account's main user is one person, whether they act or not. */
export function targetOf(kind: TargetKind, actor: Actor): UserFacts {
  if (kind === 'self') {
    const { permissions: _, ...facts } = actor;
    return facts;
  }
  const { title: _, ...facts } = TARGETED[kind];
  const { dialer } = heldBy(facts.isMainUser, facts.portalRoles, null);
  return { ...facts, dialer, userId: kind === 'main_user' ? 'actor main_user' : `target ${kind}` };
}
