import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;

/** Starts the server where it does not run, and opens the connection that holds the lock on the data folder. */
type Open = (isWanted: () => boolean) => Promise<pg.Client>;

/**
 * Brings the embedded server back when it has ended by itself (killed, or without room for its log), for as long as it takes.
 * `stop` ends that, and answers the connection that holds the lock; null where there is none.
 */
export function keepRunning(first: pg.Client, open: Open, log: (message: string) => void) {
  let lock: pg.Client | null = null;
  const stopping = new AbortController();
  const isWanted = () => !stopping.signal.aborted;
  let returning: Promise<void> = Promise.resolve();

  function watch(client: pg.Client): void {
    lock = client;
    client.once('end', () => {
      lock = null;
      if (isWanted()) returning = bringBack();
    });
  }

  async function bringBack(): Promise<void> {
    log('The database has ended by itself. It is started again.');
    for (let delay = FIRST_DELAY_MS; isWanted(); delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
      await sleep(delay, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined);
      if (!isWanted()) return;
      try {
        watch(await open(isWanted));
        log('The database is back.');
        return;
      } catch (error) {
        log(`The database could not be started: ${(error as Error).message}`);
      }
    }
  }

  watch(first);
  return {
    stop: async (): Promise<pg.Client | null> => {
      stopping.abort();
      await returning;
      return lock;
    },
  };
}
