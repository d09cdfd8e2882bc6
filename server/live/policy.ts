import type { Announced } from '../../contract/live.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { seesUsers } from '../users/policy.ts';

/** Of which of these changed users somebody hears: of themselves always, of others who sees them in the list. */
export function heardUsers(actor: SignedIn, ids: ReadonlySet<string>): string[] {
  if (seesUsers(actor) && !actor.passwordMustChange) return [...ids];
  return ids.has(actor.userId) ? [actor.userId] : [];
}

/** Whether an event means that the session must be asked for at once: it may be over, or its rights others. */
export function touchesSession(actor: SignedIn, event: Announced): boolean {
  switch (event.kind) {
    case 'session.ended':
      return event.sessionId === actor.sessionId;
    case 'users.changed':
      return event.ids.includes(actor.userId);
    case 'access.changed':
      return event.userId === null || event.userId === actor.userId;
    case 'dialer.changed':
      return event.what === 'dialerRoles' || event.what === 'tags';
    case 'leads.changed':
      return false;
  }
}
