import { type Announced, type LiveEvent, MOST_NAMED } from '../../contract/live.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { heardLeads, heardUsers, seesAgents, touchesSession } from './policy.ts';

const GATHER_MS = 1_000;
const RETRY_MS = 500;

type Thing = Extract<Announced, { kind: 'dialer.changed' }>['what'];

/** What one stream has been given and has not said yet, and when to ask for the session before saying it. */
export class Unsaid {
  #signedIn: SignedIn;
  #expiresAt: number;
  #askAt = Number.POSITIVE_INFINITY;
  #askedAt = 0;
  #users = new Set<string>();
  /** Null: none. Empty: too many to name. */
  #leads: ReadonlySet<string> | null = null;
  #things = new Set<Thing>();

  constructor(signedIn: SignedIn) {
    this.#signedIn = signedIn;
    this.#expiresAt = expiryOf(signedIn);
  }

  /** Takes in what came. What concerns the session itself is asked at once, other things once a second. */
  add(events: readonly Announced[]): void {
    for (const event of events) {
      if (this.#takeIn(event)) this.#askAt = Math.min(this.#askAt, this.#askedAt + GATHER_MS);
      if (touchesSession(this.#signedIn, event)) this.#askAt = 0;
    }
  }

  /** Whether there is something to say of it. */
  #takeIn(event: Announced): boolean {
    if (event.kind === 'users.changed') {
      const heard = heardUsers(this.#signedIn, new Set(event.ids));
      for (const id of heard) this.#users.add(id);
      return heard.length > 0;
    }
    if (event.kind === 'leads.changed') {
      const heard = heardLeads(this.#signedIn, event.ids);
      if (heard) this.#leads = joined(this.#leads, heard);
      return heard !== null;
    }
    if (event.kind !== 'dialer.changed' || !seesAgents(this.#signedIn)) return false;
    this.#things.add(event.what);
    return true;
  }

  /** When to ask, by the clock of this machine: at the latest when the session runs out. */
  get dueAt(): number {
    return Math.min(this.#askAt, this.#expiresAt);
  }

  get isEmpty(): boolean {
    return this.#askAt === Number.POSITIVE_INFINITY;
  }

  /** The session could not be asked for. */
  tryLater(): void {
    this.#askAt = Date.now() + RETRY_MS;
    this.#expiresAt = Math.max(this.#expiresAt, this.#askAt);
  }

  /** Of whom this session, as it is now, may hear: the users to ask about before `sayTo`. */
  usersFor(signedIn: SignedIn): string[] {
    return heardUsers(signedIn, this.#users);
  }

  /** What this session, as it is now, hears; all of it counts as said. `users` are those of `usersFor` whom it sees. */
  sayTo(signedIn: SignedIn, users: readonly string[]): LiveEvent[] {
    const leads = this.#leads && heardLeads(signedIn, [...this.#leads]);
    const things = seesAgents(signedIn) ? [...this.#things] : [];
    this.#signedIn = signedIn;
    this.#expiresAt = expiryOf(signedIn);
    this.#askedAt = Date.now();
    this.#askAt = Number.POSITIVE_INFINITY;
    [this.#users, this.#leads, this.#things] = [new Set(), null, new Set()];
    const events: LiveEvent[] = things.map((what) => ({ kind: 'dialer.changed', what }));
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

function expiryOf({ sessionExpiresAt, now }: SignedIn): number {
  return Date.now() + sessionExpiresAt.getTime() - now.getTime();
}
