import { type Announced, type LiveEvent, MOST_NAMED } from '../../contract/live.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { heardLeads, heardUsers, hearsOfDepartments, seesAgents } from './policy.ts';

type Thing = Extract<Announced, { kind: 'dialer.changed' }>['what'];

/** What changed, by its ids, and was not said yet. */
export class UnsaidChanges {
  #users = new Set<string>();
  /** Null: none. Empty: too many to name. */
  #leads: ReadonlySet<string> | null = null;
  #things = new Set<Thing>();
  #departments = false;

  /** Takes in what came; answers whether there is something to say of it. */
  add(signedIn: SignedIn, event: Announced): boolean {
    if (event.kind === 'users.changed') {
      const heard = heardUsers(signedIn, new Set(event.ids));
      for (const id of heard) this.#users.add(id);
      return heard.length > 0;
    }
    if (event.kind === 'leads.changed') {
      const heard = heardLeads(signedIn, event.ids);
      if (heard) this.#leads = joined(this.#leads, heard);
      return heard !== null;
    }
    if (event.kind === 'departments.changed') {
      this.#departments ||= hearsOfDepartments(signedIn);
      return this.#departments;
    }
    if (event.kind !== 'dialer.changed' || !seesAgents(signedIn)) return false;
    this.#things.add(event.what);
    return true;
  }

  /** Of whom this session, as it is now, may hear. */
  usersFor(signedIn: SignedIn): string[] {
    return heardUsers(signedIn, this.#users);
  }

  /** What this session, as it is now, hears; all of it counts as said. `users` are those whom it sees. */
  sayTo(signedIn: SignedIn, users: readonly string[]): LiveEvent[] {
    const leads = this.#leads && heardLeads(signedIn, [...this.#leads]);
    const things = seesAgents(signedIn) ? [...this.#things] : [];
    this.#users = new Set();
    this.#leads = null;
    this.#things = new Set();
    const events: LiveEvent[] = things.map((what) => ({ kind: 'dialer.changed', what }));
    if (this.#departments && hearsOfDepartments(signedIn)) events.push({ kind: 'departments.changed' });
    this.#departments = false;
    if (users.length > 0) events.push({ kind: 'users.changed', ids: users.length > MOST_NAMED ? [] : [...users] });
    if (leads) events.push({ kind: 'leads.changed', ids: [...leads] });
    return events;
  }
}

/** Both together; empty where one of them was too many to name, or both are. */
function joined(before: ReadonlySet<string> | null, heard: readonly string[]): ReadonlySet<string> {
  if (before?.size === 0 || heard.length === 0) return new Set();
  const both = new Set([...(before ?? []), ...heard]);
  return both.size > MOST_NAMED ? new Set() : both;
}
