import { type LiveEvent, MOST_ENTRIES } from '../../contract/live.ts';
import { seesAllActivity } from '../activity/policy.ts';
import { presentEntry } from '../activity/present.ts';
import type { LiveNews } from '../platform/live-events.ts';
import type { RecordedEntry } from '../platform/recorded-entry.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { heardEntries, touchesSession } from './policy.ts';
import { UnsaidChanges } from './unsaid-changes.ts';

/** How long what changed is gathered, and entries. */
const CHANGES_MS = 1_000;
const ENTRIES_MS = 250;
const RETRY_MS = 500;
const NEVER = Number.POSITIVE_INFINITY;

/** What one stream has been given and has not said yet, and when to ask for the session before saying it. */
export class Unsaid {
  #signedIn: SignedIn;
  #expiresAt: number;
  #sessionAt = NEVER;
  #changesAt = NEVER;
  #entriesAt = NEVER;
  #changesSaidAt = 0;
  #entriesSaidAt = 0;
  #changes = new UnsaidChanges();
  #entries: readonly RecordedEntry[] = [];
  #total = 0;

  constructor(signedIn: SignedIn) {
    this.#signedIn = signedIn;
    this.#expiresAt = expiryOf(signedIn);
  }

  /** Takes in what came. What concerns the session itself is asked at once, other things now and then. */
  add(events: readonly LiveNews[]): void {
    for (const event of events) {
      if (event.kind === 'activity.recorded') this.#addEntries(heardEntries(this.#signedIn, event));
      else if (this.#changes.add(this.#signedIn, event)) {
        this.#changesAt = Math.min(this.#changesAt, this.#changesSaidAt + CHANGES_MS);
      }
      if (touchesSession(this.#signedIn, event)) this.#sessionAt = 0;
    }
  }

  #addEntries({ entries, total }: { entries: readonly RecordedEntry[]; total: number }): void {
    if (entries.length === 0) return;
    this.#entries = [...this.#entries, ...entries].slice(-MOST_ENTRIES);
    this.#total += total;
    this.#entriesAt = Math.min(this.#entriesAt, this.#entriesSaidAt + ENTRIES_MS);
  }

  /** When to ask, by the clock of this machine: at the latest when the session runs out. */
  get dueAt(): number {
    return Math.min(this.#sessionAt, this.#changesAt, this.#entriesAt, this.#expiresAt);
  }

  get isEmpty(): boolean {
    return Math.min(this.#sessionAt, this.#changesAt, this.#entriesAt) === NEVER;
  }

  /** The session could not be asked for, or not whom it sees. */
  tryLater(): void {
    this.#sessionAt = Date.now() + RETRY_MS;
    this.#changesAt = this.#later(this.#changesAt);
    this.#entriesAt = this.#later(this.#entriesAt);
    this.#expiresAt = Math.max(this.#expiresAt, this.#sessionAt);
  }

  #later(at: number): number {
    return at === NEVER ? NEVER : this.#sessionAt;
  }

  /** Of whom this session, as it is now, may hear at that time: the users to ask about before `sayTo`. */
  usersFor(signedIn: SignedIn, now: number): string[] {
    return this.#isDue(this.#changesAt, now) ? this.#changes.usersFor(signedIn) : [];
  }

  /** What this session, as it is now, may hear of and what is due; it counts as said. `users` are those of `usersFor` whom it sees. */
  sayTo(signedIn: SignedIn, users: readonly string[], now: number): LiveEvent[] {
    const changes = this.#isDue(this.#changesAt, now) ? this.#sayChanges(signedIn, users, now) : [];
    const entries = this.#isDue(this.#entriesAt, now) ? this.#sayEntries(signedIn, now) : [];
    this.#signedIn = signedIn;
    this.#expiresAt = expiryOf(signedIn);
    this.#sessionAt = NEVER;
    return [...changes, ...entries];
  }

  #isDue(at: number, now: number): boolean {
    return at <= now || this.#sessionAt <= now;
  }

  #sayChanges(signedIn: SignedIn, users: readonly string[], now: number): LiveEvent[] {
    this.#changesAt = NEVER;
    this.#changesSaidAt = now;
    return this.#changes.sayTo(signedIn, users);
  }

  #sayEntries(signedIn: SignedIn, now: number): LiveEvent[] {
    const { entries } = heardEntries(signedIn, { kind: 'activity.recorded', entries: this.#entries, total: this.#total });
    // Of what was gathered for eyes that saw everything, others are not told how much it was.
    const isNarrower = seesAllActivity(this.#signedIn) && !seesAllActivity(signedIn);
    const more = isNarrower ? 0 : this.#total - this.#entries.length;
    this.#entries = [];
    this.#total = 0;
    this.#entriesAt = NEVER;
    this.#entriesSaidAt = now;
    if (entries.length === 0) return [];
    const shown = entries.toReversed().map((entry) => presentEntry(signedIn, entry));
    return [{ kind: 'activity.recorded', entries: shown, more }];
  }
}

function expiryOf({ sessionExpiresAt, now }: SignedIn): number {
  return Date.now() + sessionExpiresAt.getTime() - now.getTime();
}
