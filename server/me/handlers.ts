import { ALL_PORTAL_ROLES, type PortalRole } from '../../contract/permissions.ts';
import type { Decision } from '../../contract/problem.ts';
import { findAccount } from '../accounts/queries.ts';
import { CREATE_DEPARTMENT } from '../departments/policy.ts';
import type { HandlersOf } from '../http/mount.ts';
import { decide } from '../platform/policy.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { CREATE_USER, GIVE_ROLE } from '../users/policy.ts';
import { changeMyPassword } from './change-my-password.ts';
import { findMyNames } from './queries.ts';

export const meHandlers: HandlersOf<'getMe' | 'changeMyPassword'> = {
  getMe: async ({ db, signedIn }) => {
    const [account, names] = await Promise.all([findAccount(db, signedIn.accountId), findMyNames(db, signedIn)]);
    return {
      id: signedIn.userId,
      email: names.email,
      username: names.username,
      firstName: names.first_name,
      lastName: names.last_name,
      isMainUser: signedIn.isMainUser,
      portalRoles: [...signedIn.portalRoles],
      permissions: [...signedIn.permissions],
      can: abilitiesOf(signedIn),
      account: { id: account.id, code: account.code, name: account.name },
      session: { id: signedIn.sessionId, expiresAt: signedIn.sessionExpiresAt.toISOString() },
      passwordChangeRequired: signedIn.passwordMustChange,
    };
  },

  changeMyPassword: ({ db, signedIn }, { body }) => changeMyPassword(db, signedIn, body),
};

function abilitiesOf(signedIn: SignedIn) {
  const giveRole = Object.fromEntries(ALL_PORTAL_ROLES.map((role) => [role, decide(GIVE_ROLE, signedIn, role)]));
  return {
    createUser: decide(CREATE_USER, signedIn, null),
    createDepartment: decide(CREATE_DEPARTMENT, signedIn, null),
    giveRole: giveRole as Record<PortalRole, Decision>,
  };
}
