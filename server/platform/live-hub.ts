import { type Position, positionIn } from '../../contract/live.ts';
import type { Database } from '../db/pool.ts';
import { type LiveNews, RESUMABLE_SECONDS, type ReadRecorded, readBetween, readNow, readSince } from './live-events.ts';
import { type Feed, type OpenFeed, openFeed } from './live-feed.ts';
import { Refusal } from './refusal.ts';

const POLL_MS = 500;
const GATHER_MS = 50;
const MOST_OF_A_SESSION = 20;
const MOST_OF_A_USER = 60;

interface Follower {
  readonly accountId: string;
  readonly userId: string;
  readonly sessionId: string;
  /** Whether it is told what is recorded. */
  readonly hearsActivity: boolean;
  /** Where to go on; else from now on. */
  readonly after: string | undefined;
  /** Aborted when nobody reads any more. */
  readonly gone: AbortSignal;
}

interface Newcomer extends Follower {
  readonly admit: (feed: Feed) => void;
  readonly refuse: (error: unknown) => void;
}

interface Options {
  readonly pollMs?: number;
  readonly readRecorded?: ReadRecorded;
  readonly log?: (error: unknown) => void;
}

/**
 * Reads the outbox for all streams of this process: one reading at a time, after a commit was heard of and every 500 ms,
 * each from one snapshot to the next. Every feed stands at the same one. While there is no feed nothing is read.
 */
export class LiveHub {
  readonly #db: Database;
  readonly #pollMs: number;
  readonly #readRecorded: ReadRecorded;
  readonly #log: (error: unknown) => void;
  readonly #feeds = new Map<OpenFeed, Follower>();
  /** How many feeds there are of a session, and of a user, by its id. */
  readonly #open = new Map<string, number>();
  #newcomers: Newcomer[] = [];
  #seen: Position | null = null;
  #listener: { close(): Promise<void> } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #reading: Promise<void> | null = null;
  #readAt = 0;
  #wasHeard = false;
  #isFailing = false;
  #isClosed = false;

  constructor(db: Database, { pollMs = POLL_MS, readRecorded = readNothing, log = () => undefined }: Options = {}) {
    this.#db = db;
    this.#pollMs = pollMs;
    this.#readRecorded = readRecorded;
    this.#log = log;
  }

  /** What the account announces from now on, or from `after` on. Throws `live.too_many`, `server.busy` while closing. */
  async follow(follower: Follower): Promise<Feed> {
    if (this.#isClosed) throw new Refusal('server.busy');
    this.#demandRoom(follower.sessionId, MOST_OF_A_SESSION);
    this.#demandRoom(follower.userId, MOST_OF_A_USER);
    this.#count(follower, 1);
    this.#listener ??= this.#db.hearCommits(() => this.#wake());
    try {
      return await new Promise((admit, refuse) => {
        this.#newcomers.push({ ...follower, admit, refuse });
        this.#wake();
      });
    } catch (error) {
      this.#count(follower, -1);
      throw error;
    }
  }

  /** How many streams are open. */
  count(): number {
    return this.#feeds.size;
  }

  /** Closes every feed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    for (const feed of this.#feeds.keys()) feed.close();
    for (const one of this.#newcomers.splice(0)) one.refuse(new Refusal('server.busy'));
    await Promise.all([this.#reading, this.#listener?.close()]);
  }

  #demandRoom(id: string, maximum: number): void {
    if ((this.#open.get(id) ?? 0) >= maximum) throw new Refusal('live.too_many', { params: { maximum } });
  }

  #count({ sessionId, userId }: Follower, by: 1 | -1): void {
    for (const id of [sessionId, userId]) {
      const open = (this.#open.get(id) ?? 0) + by;
      if (open > 0) this.#open.set(id, open);
      else this.#open.delete(id);
    }
  }

  #isAlone(): boolean {
    return this.#feeds.size + this.#newcomers.length === 0;
  }

  #wake(): void {
    if (this.#isClosed || this.#isAlone()) return;
    if (this.#reading !== null) this.#wasHeard = true;
    else this.#schedule(Math.max(0, this.#readAt + GATHER_MS - Date.now()));
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#reading = this.#read().finally(() => this.#rest());
    }, ms);
  }

  #rest(): void {
    this.#reading = null;
    if (this.#isAlone()) this.#seen = null;
    else if (!this.#isClosed) this.#schedule(this.#wasHeard ? GATHER_MS : this.#pollMs);
    this.#wasHeard = false;
  }

  async #read(): Promise<void> {
    this.#readAt = Date.now();
    const joining = this.#newcomers;
    this.#newcomers = [];
    try {
      const now = await this.#readOn();
      this.#isFailing = false;
      await Promise.all(joining.map((one) => this.#seat(one, now)));
    } catch (error) {
      if (!this.#isFailing) this.#log(error);
      this.#isFailing = true;
      for (const one of joining) one.refuse(error);
    }
  }

  /** Gives every feed what is new, and answers where they all stand then. */
  async #readOn(): Promise<Position> {
    const before = this.#seen;
    const { events, snapshot } = before ? await readSince(this.#db, before.snapshot) : await readNow(this.#db);
    const now = positionOf(snapshot);
    const followers = [...this.#feeds.values()].filter((one) => one.hearsActivity);
    const isNews = before !== null && followers.length > 0 && before.snapshot !== snapshot;
    const recorded = isNews ? await this.#readRecorded(this.#db, { seen: before, until: snapshot, followers }) : null;
    this.#seen = now;
    // What was thrown away meanwhile, or belongs to another cluster, would be left out unseen: let them begin anew.
    if (before && !canGoOn(before, now)) for (const feed of this.#feeds.keys()) feed.close();
    for (const [feed, { accountId, hearsActivity }] of this.#feeds) {
      const entries = hearsActivity ? recorded?.get(accountId) : undefined;
      feed.push([...(events.get(accountId) ?? []), ...(entries ? [entries] : [])], textOf(now));
    }
    return now;
  }

  async #seat(one: Newcomer, now: Position): Promise<void> {
    const after = one.after === undefined ? null : positionIn(one.after);
    try {
      const goesOn = after !== null && canGoOn(after, now);
      const missed: LiveNews[] | null = goesOn ? await readBetween(this.#db, one.accountId, after, now.snapshot) : null;
      const isWhole = missed !== null;
      if (goesOn && missed && one.hearsActivity) {
        const recorded = await this.#readRecorded(this.#db, { seen: after, until: now.snapshot, followers: [one] });
        missed.push(...recorded.values());
      }
      const start = isWhole && one.after ? one.after : textOf(now);
      const feed = openFeed(isWhole, start, (closed) => {
        this.#feeds.delete(closed);
        this.#count(one, -1);
      });
      this.#feeds.set(feed, one);
      one.gone.addEventListener('abort', () => feed.close());
      if (this.#isClosed || one.gone.aborted) feed.close();
      feed.push(missed ?? [], textOf(now));
      one.admit(feed);
    } catch (error) {
      one.refuse(error);
    }
  }
}

const readNothing: ReadRecorded = () => Promise.resolve(new Map());

/** Everything between the two is still in the outbox, and the later one is the later one. */
function canGoOn(before: Position, now: Position): boolean {
  return before.end <= now.end && now.at - before.at < RESUMABLE_SECONDS;
}

function positionOf(snapshot: string): Position {
  const at = Math.floor(Date.now() / 1000);
  const position = positionIn(`${at}-${snapshot}`);
  if (!position) throw new Error(`PostgreSQL gave a snapshot that is none: ${snapshot}`);
  return position;
}

function textOf({ at, snapshot }: Position): string {
  return `${at}-${snapshot}`;
}
