import type { Announced } from '../../contract/live.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { heardUsers, touchesSession } from './policy.ts';

const GATHER_MS = 1_000;
const RETRY_MS = 500;

/** What one stream has been given and has not said yet, and when to ask for the session before saying it. */
export class Unsaid {
  #signedIn: SignedIn;
  #expiresAt: number;
  #askAt = Number.POSITIVE_INFINITY;
  #askedAt = 0;
  #changed = new Set<string>();

  constructor(signedIn: SignedIn) {
    this.#signedIn = signedIn;
    this.#expiresAt = expiryOf(signedIn);
  }

  /** Takes in what came. What concerns the session itself is asked at once, other things once a second. */
  add(events: readonly Announced[]): void {
    for (const event of events) {
      const heard = event.kind === 'users.changed' ? heardUsers(this.#signedIn, new Set(event.ids)) : [];
      for (const id of heard) this.#changed.add(id);
      if (heard.length > 0) this.#askAt = Math.min(this.#askAt, this.#askedAt + GATHER_MS);
      if (touchesSession(this.#signedIn, event)) this.#askAt = 0;
    }
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

  /** Who this session, as it is now, may hear of; they count as said. */
  sayTo(signedIn: SignedIn): string[] {
    const heard = heardUsers(signedIn, this.#changed);
    this.#signedIn = signedIn;
    this.#expiresAt = expiryOf(signedIn);
    this.#askedAt = Date.now();
    this.#askAt = Number.POSITIVE_INFINITY;
    this.#changed = new Set();
    return heard;
  }
}

function expiryOf({ sessionExpiresAt, now }: SignedIn): number {
  return Date.now() + sessionExpiresAt.getTime() - now.getTime();
}
