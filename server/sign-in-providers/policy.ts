import type { Atom, Rule } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';

/** Who may add, change and remove the account's own providers. */
export const MANAGE_PROVIDERS: Rule<Actor, null> = [
  (actor) => (actor.status === 'active' ? null : 'actor.not_active'),
  (actor) => (actor.permissions.has('security.manage') ? null : 'permission.missing'),
];

/** What decides whether an identity may be connected to a user. */
export interface ConnectionFacts {
  /** The key of the user's OAuth e-mail; null: any account of a provider may be connected. */
  readonly oauthEmailKey: string | null;
  /** The key of the address that the provider says is verified. */
  readonly verifiedEmailKey: string | null;
}

const namedEmail: Atom<null, ConnectionFacts> = (_, { oauthEmailKey, verifiedEmailKey }) =>
  oauthEmailKey === null || oauthEmailKey === verifiedEmailKey ? null : 'identity.other_email';

/** What somebody may connect to themselves. */
export const CONNECT: Rule<null, ConnectionFacts> = [namedEmail];
