import type { Atom, Rule } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import { outranks, type UserFacts } from '../users/policy.ts';

const manages: Rule<Actor, unknown> = [
  (actor) => (actor.status === 'active' ? null : 'actor.not_active'),
  (actor) => (actor.dialer.permissions.has('dialer_settings.manage') ? null : 'permission.missing'),
  (actor) => (actor.dialer.permissions.get('dialer_settings.manage') === 'all' ? null : 'permission.not_for_all'),
];

/** Who may change the account's settings for the Dialer. */
export const MANAGE_DIALER_SETTINGS: Rule<Actor, null> = manages;

const makesPasswords: Atom<Actor, unknown> = (actor) => {
  const reach = actor.dialer.permissions.get('agent.sip_password');
  if (reach === undefined) return 'permission.missing';
  return reach === 'all' ? null : 'permission.not_for_all';
};

const outranksAll: Atom<Actor, readonly UserFacts[]> = (actor, holders) => {
  for (const holder of holders) {
    const because = outranks(actor, holder);
    if (because) return because;
  }
  return null;
};

/** Who may change the SIP domain, given those whose phone has a password: whoever does sees the new ones of all of them. */
export const CHANGE_SIP_DOMAIN: Rule<Actor, readonly UserFacts[]> = [...manages, makesPasswords, outranksAll];
