import { concerns, seesAllActivity } from '../activity/policy.ts';
import { reachOf } from '../agents/policy.ts';
import type { LiveNews, Recorded } from '../platform/live-events.ts';
import type { RecordedEntry } from '../platform/recorded-entry.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { seesUsers } from '../users/policy.ts';

/**
 * Of which of these changed users somebody may hear: of themselves always, of others who sees users, or some agents. Which
 * agents exactly: `visibleTo` in agents/policy.ts, asked right before it is said.
 */
export function heardUsers(actor: SignedIn, ids: ReadonlySet<string>): string[] {
  if ((seesUsers(actor) || seesAgents(actor)) && !actor.passwordMustChange) return [...ids];
  return ids.has(actor.userId) ? [actor.userId] : [];
}

/** Whether somebody hears of departments. */
export function hearsOfDepartments(actor: SignedIn): boolean {
  return seesUsers(actor) && !actor.passwordMustChange;
}

/** Whether somebody hears of what the Dialer lists beside agents. */
export function seesAgents(actor: SignedIn): boolean {
  return reachOf(actor) !== 'none' && !actor.passwordMustChange;
}

/** Of which changed leads somebody hears; null: of none. Without ids where their scope would have to be asked for each. */
export function heardLeads(actor: SignedIn, ids: readonly string[]): readonly string[] | null {
  const reach = actor.passwordMustChange ? undefined : actor.dialer.permissions.get('lead.view');
  if (reach === undefined) return null;
  return reach === 'all' ? ids : [];
}

/** Of which of these entries somebody hears: of those that they may see in the list. */
export function heardEntries(
  actor: SignedIn,
  { entries, total }: Recorded,
): { entries: readonly RecordedEntry[]; total: number } {
  if (actor.passwordMustChange) return { entries: [], total: 0 };
  if (seesAllActivity(actor)) return { entries, total };
  const own = entries.filter((entry) => concerns(entry, actor.userId));
  return { entries: own, total: own.length };
}

/** Whether an event means that the session must be asked for at once: it may be over, or its rights others. */
export function touchesSession(actor: SignedIn, event: LiveNews): boolean {
  switch (event.kind) {
    case 'activity.recorded':
      return false;
    case 'session.ended':
      return event.sessionId === actor.sessionId;
    case 'users.changed':
      return event.ids.includes(actor.userId);
    case 'access.changed':
      return event.userId === null || event.userId === actor.userId;
    case 'departments.changed':
    case 'dialer.changed':
    case 'leads.changed':
      return false;
  }
}
