import { localeInForce } from '../../contract/locale-settings.ts';
import { ALL_PORTAL_ROLES, type PortalRole } from '../../contract/permissions.ts';
import type { Decision } from '../../contract/problem.ts';
import { MANAGE_ACCOUNT } from '../accounts/policy.ts';
import { CREATE_AGENT, EXPORT_AGENTS } from '../agents/policy.ts';
import { MANAGE_DEPARTMENTS } from '../departments/policy.ts';
import type { HandlersOf } from '../http/mount.ts';
import { decide } from '../platform/policy.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { CREATE_USER, GIVE_ROLE } from '../users/policy.ts';
import { withdrawMyEmailChange } from '../users/withdraw-email-change.ts';
import { changeMyPassword } from './change-my-password.ts';
import { changeMyEmail, updateMe } from './update-me.ts';

export const meHandlers: HandlersOf<'getMe' | 'changeMyPassword' | 'updateMe' | 'changeMyEmail' | 'withdrawMyEmailChange'> = {
  getMe: async ({ signedIn }) => ({
    id: signedIn.userId,
    ...signedIn.profile,
    isMainUser: signedIn.isMainUser,
    portalRoles: [...signedIn.portalRoles],
    permissions: [...signedIn.permissions],
    dialer: { permissions: Object.fromEntries(signedIn.dialer.permissions), isSuperuser: signedIn.dialer.isSuperuser },
    ...localeInForce(signedIn.own, signedIn.account),
    own: signedIn.own,
    moreSpokenLanguages: [...signedIn.moreSpokenLanguages],
    notifications: signedIn.notifications,
    can: abilitiesOf(signedIn),
    account: { id: signedIn.accountId, ...signedIn.account },
    session: { id: signedIn.sessionId, expiresAt: signedIn.sessionExpiresAt.toISOString() },
    passwordChangeRequired: signedIn.passwordMustChange,
  }),

  updateMe: ({ db, signedIn, seenVersion }, { body }) =>
    db.write(signedIn.accountId, (tx) => updateMe(tx, signedIn, seenVersion, body)),

  changeMyEmail: ({ db, signedIn }, { body }) => db.write(signedIn.accountId, (tx) => changeMyEmail(tx, signedIn, body.email)),

  withdrawMyEmailChange: ({ db, signedIn }) => db.write(signedIn.accountId, (tx) => withdrawMyEmailChange(tx, signedIn)),

  changeMyPassword: async ({ db, signedIn, cookie }, { body }) =>
    cookie.set(await changeMyPassword(db, signedIn, body), signedIn.sessionExpiresAt),
};

function abilitiesOf(signedIn: SignedIn) {
  const giveRole = Object.fromEntries(ALL_PORTAL_ROLES.map((role) => [role, decide(GIVE_ROLE, signedIn, role)]));
  return {
    createUser: decide(CREATE_USER, signedIn, null),
    createAgent: decide(CREATE_AGENT, signedIn, null),
    exportAgents: decide(EXPORT_AGENTS, signedIn, null),
    createDepartment: decide(MANAGE_DEPARTMENTS, signedIn, null),
    manageAccount: decide(MANAGE_ACCOUNT, signedIn, null),
    giveRole: giveRole as Record<PortalRole, Decision>,
  };
}
