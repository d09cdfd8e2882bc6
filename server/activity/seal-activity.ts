import { sql } from 'kysely';
import type { Database } from '../db/pool.ts';

const POLL_MS = 500;
const GATHER_MS = 250;

export interface Sealer {
  /** Seals once more, and resolves then. */
  close(): Promise<void>;
}

interface Options {
  readonly pollMs?: number;
  readonly log?: (error: unknown) => void;
}

/** What one call did; null where another process was at it. */
interface Sealed {
  readonly sealed: number | null;
  /** Whether it looks for what no block names, and has not looked everywhere. */
  readonly is_searching: boolean | null;
}

/** Seals what was recorded since the last time, in the chains of all accounts: all of it or nothing. */
export async function sealActivity(db: Database): Promise<Sealed> {
  const { rows } = await sql<Sealed>`select sealed, is_searching from seal_activity()`.execute(db.reader(null));
  return rows[0] ?? { sealed: null, is_searching: null };
}

/**
 * Seals within a second of each commit, in every process: the database lets one do it at a time. It hears of commits, and
 * looks every 500 ms too. What is not sealed because a process or the database ended is sealed by whoever is next.
 */
export function startSealer(db: Database, { pollMs = POLL_MS, log = () => undefined }: Options = {}): Sealer {
  let isClosed = false;
  let isFailing = false;
  let wasHeard = false;
  let sealing: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  const listener = db.hearCommits(() => {
    if (sealing === null && !wasHeard) schedule(GATHER_MS);
    wasHeard = true;
  });

  function schedule(ms: number): void {
    clearTimeout(timer);
    if (isClosed) return;
    timer = setTimeout(() => {
      wasHeard = false;
      sealing = seal().then((next) => {
        sealing = null;
        schedule(next);
      });
    }, ms);
    timer.unref();
  }

  /** How long to rest then. */
  async function seal(): Promise<number> {
    try {
      const { sealed, is_searching: isSearching } = await sealActivity(db);
      isFailing = false;
      if (isSearching) return 0;
      // Another may have begun before what was heard of was there to see.
      return wasHeard || sealed === null ? GATHER_MS : pollMs;
    } catch (error) {
      if (!isFailing && !isClosed) log(error);
      isFailing = true;
      return pollMs;
    }
  }

  schedule(0);
  return {
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await listener.close();
      await sealing;
      await seal();
    },
  };
}
