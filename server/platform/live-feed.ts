import type { LiveNews } from './live-events.ts';

/** Who takes nothing for so long is cut off; they may come back where they were. */
export const MOST_WAITING = 20_000;

/** What one stream is given, until it is closed. */
export interface Feed {
  /** Whether nothing is missing since where it was to go on. */
  readonly isWhole: boolean;
  /** Where it begins. */
  readonly start: string;
  /** What came, and the position behind it; waits for so many milliseconds at most. Null: the feed is closed. */
  take(ms: number): Promise<{ events: readonly LiveNews[]; position: string } | null>;
  close(): void;
}

export interface OpenFeed extends Feed {
  push(events: readonly LiveNews[], position: string): void;
}

export function openFeed(isWhole: boolean, start: string, onClose: (feed: OpenFeed) => void): OpenFeed {
  let position = start;
  let waiting: readonly LiveNews[] = [];
  let weight = 0;
  let isClosed = false;
  let wake: () => void = () => undefined;

  const feed: OpenFeed = {
    isWhole,
    start,
    push(events, next) {
      position = next;
      if (events.length === 0) return;
      waiting = [...waiting, ...events];
      for (const event of events) weight += weightOf(event);
      if (weight > MOST_WAITING) feed.close();
      wake();
    },
    async take(ms) {
      if (waiting.length === 0 && !isClosed) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.max(ms, 0));
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      if (isClosed) return null;
      const events = waiting;
      waiting = [];
      weight = 0;
      return { events, position };
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      wake();
      onClose(feed);
    },
  };
  return feed;
}

function weightOf(event: LiveNews): number {
  return event.kind === 'activity.recorded' ? event.entries.length : 1;
}
