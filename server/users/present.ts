import type { MailState, User } from '../../contract/users.ts';
import { ADD_PROFILE } from '../agents/policy.ts';
import { decide } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import { heldBy } from '../sessions/held-by.ts';
import { USER_RULES, type UserAction, type UserFacts } from './policy.ts';
import type { ListedUser } from './queries.ts';

/** A user as the API shows them to this actor, with what the actor may do to them. */
export function presentUser(actor: Actor, row: ListedUser): User {
  const facts: UserFacts = {
    accountId: row.account_id,
    userId: row.id,
    status: row.status,
    isMainUser: row.is_main_user,
    portalRoles: row.portal_roles,
    dialer: heldBy(row.is_main_user, row.portal_roles, row.dialer_profile).dialer,
  };
  return {
    id: row.id,
    email: row.email,
    oauthEmail: row.oauth_email,
    newEmail: row.new_email,
    username: row.username,
    firstName: row.first_name,
    lastName: row.last_name,
    isMainUser: row.is_main_user,
    isAgent: row.dialer_profile !== null,
    portalRoles: [...row.portal_roles],
    departments: row.departments,
    interfaceLanguage: row.interface_language,
    spokenLanguage: row.spoken_language,
    timezone: row.timezone,
    moreSpokenLanguages: row.more_spoken_languages,
    status: row.status,
    twoFactor: row.two_factor,
    lockedUntil: row.locked_until?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
    deletedAt: row.deleted_at?.toISOString() ?? null,
    erasedAt: row.deleted_at ? new Date(row.deleted_at.getTime() + THIRTY_DAYS).toISOString() : null,
    activationMail: presentMail(row.activation_mail),
    version: row.version,
    can: abilitiesOf(actor, facts),
  };
}

/** The state of an activation mail as the API shows it; null once it is void. */
export function presentMail(mail: ListedUser['activation_mail']): MailState | null {
  if (!mail || mail.status === 'voided') return null;
  return {
    status: mail.status,
    to: mail.to_address,
    at: new Date(mail.changed_at).toISOString(),
    attempts: mail.attempts,
    nextAttemptAt: mail.next_attempt_at ? new Date(mail.next_attempt_at).toISOString() : null,
    reason: mail.reason,
  };
}

const THIRTY_DAYS = 30 * 86_400_000;

function abilitiesOf(actor: Actor, facts: UserFacts): User['can'] {
  const can = (action: UserAction) => decide(USER_RULES[action], actor, facts);
  return {
    edit: can('edit'),
    changeRoles: can('changeRoles'),
    sendActivation: can('sendActivation'),
    deactivate: can('deactivate'),
    reactivate: can('reactivate'),
    endSessions: can('endSessions'),
    resetPassword: can('resetPassword'),
    resetSecondFactor: can('resetSecondFactor'),
    makeMainUser: can('makeMainUser'),
    changeLimits: can('changeLimits'),
    unlock: can('unlock'),
    delete: can('delete'),
    restore: can('restore'),
    erase: can('erase'),
    addProfile: decide(ADD_PROFILE, actor, facts),
  };
}
