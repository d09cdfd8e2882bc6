import { ALL_DIALER_PERMISSIONS, DIALER_PERMISSIONS } from '../contract/dialer-permissions.ts';
import {
  ALL_PERMISSIONS,
  ALL_PORTAL_ROLES,
  EVERYBODY,
  PERMISSIONS,
  PORTAL_ROLES,
  permissionsOf,
} from '../contract/permissions.ts';
import type { Decision } from '../contract/problem.ts';
import { MANAGE_ACCOUNT } from '../server/accounts/policy.ts';
import type { AgentAction } from '../server/agents/policy.ts';
import { MANAGE_DEPARTMENTS } from '../server/departments/policy.ts';
import { decide } from '../server/platform/policy.ts';
import { CHANGE_TIMEOUT, LIMIT_EVERYONE, MANAGE_SECURITY } from '../server/security/policy.ts';
import type { Actor } from '../server/sessions/actor.ts';
import { MANAGE_PROVIDERS } from '../server/sign-in-providers/policy.ts';
import {
  ACTOR_KINDS,
  actorOf,
  TARGET_KINDS,
  type TargetKind,
  targetOf,
  titleOfActor,
  titleOfTarget,
} from '../server/testing/cast.ts';
import { IN_DIALER, isInDialer } from '../server/users/demand-allowed.ts';
import { CREATE_USER, GIVE_ROLE, USER_RULES, type UserAction } from '../server/users/policy.ts';
import { agentSections, placeOf } from './agent-permissions.ts';
import { type Acting, capital, matrix, tableOf } from './permission-tables.ts';

const ACTION_TITLES: Record<UserAction, string> = {
  view: 'See a user',
  sendActivation: 'Send the activation mail again',
  edit: 'Edit a user, or take back a change of their address that waits',
  changeRoles: 'Give and take a user’s roles',
  deactivate: 'Switch a user off',
  reactivate: 'Switch a user on again',
  endSessions: 'End a user’s sessions',
  resetPassword: 'Reset the password',
  resetSecondFactor: 'Reset a user’s second factor',
  changeLimits: 'Change what counts for a user at sign-in',
  unlock: 'Unlock a user',
  restore: 'Restore a deleted user',
  erase: 'Erase a deleted user',
  makeMainUser: 'Make a user the main user',
  delete: 'Delete a user',
};

/** What each role may do, and who may do what to whom, in words: asked of the contract and of the rules themselves. */
export function permissionsDocument(): string {
  const sections = [
    INTRODUCTION,
    rolesSection(),
    RANK,
    addingSection(),
    ...Object.keys(USER_RULES).map(actionSection),
    dialerSection(),
    ...agentSections(),
  ];
  return `${sections.join('\n\n')}\n`;
}

const INTRODUCTION = `# Who may do what

Written by \`npm run generate\` from \`contract/permissions.ts\` and the rules in \`server/*/policy.ts\`, so it is what the product does.
Where something is refused, a number points to the reason below the table: the same words that people see beside a disabled button.`;

const RANK = `## Rank: who may touch whom

One rule, on every path:

- Nobody touches the main user but the main user.
- Only the main user touches Admins, and only the main user gives or takes the Admin role.
- Otherwise a person may be changed only by somebody who holds every permission that this person holds.
- Nobody gives what they do not hold, to others or to themselves.
- Nobody deletes themselves or switches themselves off, and nobody changes their own roles, or what counts for themselves at sign-in.
- Only the main user hands the account over.
- What others change of the account leaves the main user at work as before: nobody else narrows from where they may work, or makes
  shorter how long they stay signed in.
- To give or take Admin, to restore an Admin, to change an address and to erase somebody, the password must have been
  typed within the last five minutes. Handing over asks for it each time.
- Nobody sees, or can name, the users of another account: to them such a user does not exist.
- Only an active user does anything at all.`;

function rolesSection(): string {
  const rows = ALL_PERMISSIONS.map((permission) => {
    const holders = [permissionsOf(true, []), ...ALL_PORTAL_ROLES.map((role) => permissionsOf(false, [role]))];
    return [`${PERMISSIONS[permission]} (\`${permission}\`)`, ...holders.map((holder) => (holder.has(permission) ? 'yes' : ''))];
  });
  const table = tableOf(['', 'Main user', ...ALL_PORTAL_ROLES.map((role) => PORTAL_ROLES[role].name)], rows);
  const everybody = Object.values(EVERYBODY)
    .map((one) => `- ${one}`)
    .join('\n');
  return `## Roles

A user may have several roles, and may do what any of them allows. The main user may do everything, whatever their roles.

${table}

Every user, also one without a role, may:

${everybody}`;
}

/** What roles of the Dialer can allow: each account makes its own. */
function dialerSection(): string {
  const rows = ALL_DIALER_PERMISSIONS.map((one) => [DIALER_PERMISSIONS[one], `\`${one}\``]);
  return `## The Dialer

Each account makes its own dialer roles. A role gives some of these permissions, says whom they reach (all agents, or those who
share a tag with whoever holds it), and may say a second factor, limits of sessions and auto dial for those who have nothing of their own.

${tableOf(['A dialer role can allow to', ''], rows)}

- The main user, Admins and superusers may do all of it. Of several roles each permission reaches as far as the widest that gives it.
- The rule of rank above counts here too: nobody changes an agent who holds more, or holds it further, in either half.
- Nobody gives or takes a role that may do more than they, to others or to themselves, and nobody is left without a role.
- Whoever changes or deletes a role touches everybody who holds it. So they hold all that it gives for all agents, before and after;
  outrank each of its holders; and do not hold it themselves. (The main user may: what they may do comes from no role.)
- What a role says about second factor and sessions changes only who may change that of all agents (\`agent.limits\`).
- A new role holds no permission that its author lacks, nor reaches further.
- User groups, the account’s settings for the Dialer and roles count for everybody, so the permission must reach all agents.
- Another SIP domain ends every phone’s password and shows the new ones: so it needs \`agent.sip_password\` for all agents, and rank
  over everybody who has a phone.`;
}

function addingSection(): string {
  const questions: [string, (actor: Actor) => Decision][] = [
    ['Add users', (actor) => decide(CREATE_USER, actor, null)],
    ['Add, rename and delete departments', (actor) => decide(MANAGE_DEPARTMENTS, actor, null)],
    ['Change the name and the defaults of the account', (actor) => decide(MANAGE_ACCOUNT, actor, null)],
    ['Add, change and remove the account’s own sign-in providers', (actor) => decide(MANAGE_PROVIDERS, actor, null)],
    ['Change the rules of sign-in and the allowed addresses', (actor) => decide(MANAGE_SECURITY, actor, null)],
    [
      'Limit everyone to the allowed addresses, the main user too',
      (actor) => decide(LIMIT_EVERYONE, actor, { isMainUserLimited: false }),
    ],
    ['Shorten the session timeout, the main user’s too', (actor) => decide(CHANGE_TIMEOUT, actor, { before: 2, after: 1 })],
    ...ALL_PORTAL_ROLES.map((role): [string, (actor: Actor) => Decision] => [
      `Give the role ${PORTAL_ROLES[role].name}`,
      (actor) => decide(GIVE_ROLE, actor, role),
    ]),
  ];
  return `## Add users and departments, change the account, give roles

${matrix(ownActors(), questions)}`;
}

function actionSection(name: string): string {
  const action = name as UserAction;
  const ask = (target: TargetKind) => (actor: Actor) => decide(USER_RULES[action], actor, targetOf(target, actor));
  const rows = TARGET_KINDS.map((target): [string, (actor: Actor) => Decision] => [capital(titleOfTarget(target)), ask(target)]);
  const inDialer = isInDialer(action) ? [alsoInDialer(IN_DIALER[action])] : action === 'edit' ? [withdrawal()] : [];
  return `## ${ACTION_TITLES[action]}

Across: who acts. Down: to whom.

${[matrix(ownActors(), rows), ...inDialer].join('\n\n')}`;
}

function withdrawal(): string {
  return `A change of an agent’s address that waits is taken back also by the right \`agent.edit\` of the Dialer: ${placeOf('changeAddress')}.`;
}

function alsoInDialer(action: AgentAction): string {
  return `To agents also by a right of the Dialer, whom it reaches: ${placeOf(action)}.`;
}

/** An account's own people; what the main user of another account may do here is the line "user of another account", turned around. */
function ownActors(): Acting[] {
  const own = ACTOR_KINDS.filter((kind) => kind !== 'other_main_user');
  return own.map((kind) => ({ title: titleOfActor(kind), actor: actorOf(kind) }));
}
