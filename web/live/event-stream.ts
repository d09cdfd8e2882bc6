import { type LiveEvent, liveEvent, streamLive, type Topic } from '../../contract/live.ts';
import { addressOf } from '../api/client.ts';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** The server says something every 15 seconds. */
const SILENCE_MS = 40_000;

/** One event, and from where a stream goes on after it. */
export interface Heard {
  readonly id: string;
  readonly event: LiveEvent;
}

interface Options {
  /** Where to go on. */
  readonly after: string | null;
  /** What to hear of besides. */
  readonly topics: readonly Topic[];
  readonly onHeard: (heard: Heard) => void;
  /** The server does not answer with a stream; why is for others to find out. */
  readonly onRefused: () => void;
}

/**
 * The live stream, until it is closed. After the line was cut, or fell silent, it comes back where it was, after a delay
 * that grows and is never the same for all; at once when the network is back.
 */
export function openEventStream({ after, topics: atFirst, onHeard, onRefused }: Options) {
  let position = after;
  let topics = atFirst;
  let failures = 0;
  let source: EventSource | null = null;
  let timer: number | undefined;

  function open() {
    leave();
    source = new EventSource(addressOf(streamLive, { query: { after: position ?? undefined, topics } }));
    source.onmessage = (message: MessageEvent<string>) => {
      const event = liveEvent.safeParse(JSON.parse(message.data)).data;
      position = message.lastEventId;
      failures = 0;
      wait(SILENCE_MS, comeBack);
      // What a newer server says, and this page does not know, is for the next version of the page.
      if (event) onHeard({ id: message.lastEventId, event });
    };
    source.onerror = () => {
      const isRefused = source?.readyState === EventSource.CLOSED;
      // The place to go on may be what is refused.
      if (isRefused && failures > 2) position = null;
      comeBack();
      if (isRefused) onRefused();
    };
    wait(SILENCE_MS, comeBack);
  }

  function comeBack() {
    leave();
    const delay = Math.min(FIRST_DELAY_MS * 2 ** failures, LONGEST_DELAY_MS);
    failures += 1;
    wait(delay * (0.5 + Math.random() / 2), open);
  }

  function wait(ms: number, run: () => void) {
    clearTimeout(timer);
    timer = setTimeout(run, ms) as unknown as number;
  }

  function leave() {
    source?.close();
    source = null;
  }

  function atOnce() {
    failures = 0;
    open();
  }

  addEventListener('online', atOnce);
  open();
  return {
    /** From now on these topics, from where it was. */
    ask: (next: readonly Topic[]) => {
      topics = next;
      atOnce();
    },
    close: () => {
      removeEventListener('online', atOnce);
      clearTimeout(timer);
      leave();
    },
  };
}
