import pg from 'pg';

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;

export interface Listener {
  close(): Promise<void>;
}

/**
 * Listens on a connection of its own, and connects again by itself. Calls `heard` at each notification, and after each
 * connection too, since some may have been missed before.
 */
export function listen(url: string, channel: string, heard: () => void): Listener {
  let isClosed = false;
  let client: pg.Client | undefined;
  let delay = FIRST_DELAY_MS;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const mine = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      application_name: channel,
    });
    client = mine;
    mine.on('error', () => undefined);
    mine.on('end', () => later(mine));
    mine.on('notification', heard);
    try {
      await mine.connect();
      await mine.query(`listen ${pg.escapeIdentifier(channel)}`);
      delay = FIRST_DELAY_MS;
      heard();
    } catch {
      // A connection that never came about has no end either.
      later(mine);
      await mine.end().catch(() => undefined);
    }
  }

  /** Once for each connection, however it was lost. */
  function later(lost: pg.Client): void {
    if (isClosed || client !== lost) return;
    client = undefined;
    timer = setTimeout(() => void connect(), delay);
    timer.unref();
    delay = Math.min(delay * 2, LONGEST_DELAY_MS);
  }

  void connect();
  return {
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
