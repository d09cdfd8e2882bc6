import { MOST_ENTRIES } from '../../contract/live.ts';
import { seesAllActivity } from '../activity/policy.ts';
import type { LiveNews } from '../platform/live-events.ts';
import type { RecordedEntry } from '../platform/recorded-entry.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { heardEntries, heardUsers, touchesSession } from './policy.ts';

/** How long changes of users are gathered, and entries. */
const USERS_MS = 1_000;
const ENTRIES_MS = 250;
const RETRY_MS = 500;
const NEVER = Number.POSITIVE_INFINITY;

/** What is to be said now. */
interface Said {
  readonly ids: readonly string[];
  /** The oldest first; no more than fit into one event. */
  readonly entries: readonly RecordedEntry[];
  /** How many came as well, and are older. */
  readonly more: number;
}

/** What one stream has been given and has not said yet, and when to ask for the session before saying it. */
export class Unsaid {
  #signedIn: SignedIn;
  #expiresAt: number;
  #sessionAt = NEVER;
  #usersAt = NEVER;
  #entriesAt = NEVER;
  #usersSaidAt = 0;
  #entriesSaidAt = 0;
  #changed = new Set<string>();
  #entries: readonly RecordedEntry[] = [];
  #total = 0;

  constructor(signedIn: SignedIn) {
    this.#signedIn = signedIn;
    this.#expiresAt = expiryOf(signedIn);
  }

  /** Takes in what came. What concerns the session itself is asked at once, other things now and then. */
  add(events: readonly LiveNews[]): void {
    for (const event of events) {
      if (event.kind === 'users.changed') this.#addUsers(heardUsers(this.#signedIn, new Set(event.ids)));
      if (event.kind === 'activity.recorded') this.#addEntries(heardEntries(this.#signedIn, event));
      if (touchesSession(this.#signedIn, event)) this.#sessionAt = 0;
    }
  }

  #addUsers(ids: readonly string[]): void {
    for (const id of ids) this.#changed.add(id);
    if (ids.length > 0) this.#usersAt = Math.min(this.#usersAt, this.#usersSaidAt + USERS_MS);
  }

  #addEntries({ entries, total }: { entries: readonly RecordedEntry[]; total: number }): void {
    if (entries.length === 0) return;
    this.#entries = [...this.#entries, ...entries].slice(-MOST_ENTRIES);
    this.#total += total;
    this.#entriesAt = Math.min(this.#entriesAt, this.#entriesSaidAt + ENTRIES_MS);
  }

  /** When to ask, by the clock of this machine: at the latest when the session runs out. */
  get dueAt(): number {
    return Math.min(this.#sessionAt, this.#usersAt, this.#entriesAt, this.#expiresAt);
  }

  get isEmpty(): boolean {
    return Math.min(this.#sessionAt, this.#usersAt, this.#entriesAt) === NEVER;
  }

  /** The session could not be asked for. */
  tryLater(): void {
    this.#sessionAt = Date.now() + RETRY_MS;
    this.#usersAt = this.#later(this.#usersAt);
    this.#entriesAt = this.#later(this.#entriesAt);
    this.#expiresAt = Math.max(this.#expiresAt, this.#sessionAt);
  }

  #later(at: number): number {
    return at === NEVER ? NEVER : this.#sessionAt;
  }

  /** What this session, as it is now, may hear of and what is due; it counts as said. */
  sayTo(signedIn: SignedIn): Said {
    const now = Date.now();
    const ids = this.#usersAt <= now || this.#sessionAt <= now ? this.#sayUsers(signedIn, now) : [];
    const recorded =
      this.#entriesAt <= now || this.#sessionAt <= now ? this.#sayEntries(signedIn, now) : { entries: [], more: 0 };
    this.#signedIn = signedIn;
    this.#expiresAt = expiryOf(signedIn);
    this.#sessionAt = NEVER;
    return { ids, ...recorded };
  }

  #sayUsers(signedIn: SignedIn, now: number): string[] {
    const heard = heardUsers(signedIn, this.#changed);
    this.#changed = new Set();
    this.#usersAt = NEVER;
    this.#usersSaidAt = now;
    return heard;
  }

  #sayEntries(signedIn: SignedIn, now: number): Omit<Said, 'ids'> {
    const { entries } = heardEntries(signedIn, { kind: 'activity.recorded', entries: this.#entries, total: this.#total });
    // Of what was gathered for eyes that saw everything, others are not told how much it was.
    const isNarrower = seesAllActivity(this.#signedIn) && !seesAllActivity(signedIn);
    const more = isNarrower ? 0 : this.#total - this.#entries.length;
    this.#entries = [];
    this.#total = 0;
    this.#entriesAt = NEVER;
    this.#entriesSaidAt = now;
    return { entries, more };
  }
}

function expiryOf({ sessionExpiresAt, now }: SignedIn): number {
  return Date.now() + sessionExpiresAt.getTime() - now.getTime();
}
