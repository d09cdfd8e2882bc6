import type { LiveEvent } from '../../contract/live.ts';
import { type Heard, openEventStream } from './event-stream.ts';

interface Options {
  /** Tabs of one session share one stream. */
  readonly sessionId: string;
  readonly onEvent: (event: LiveEvent) => void;
  readonly onRefused: () => void;
}

type Message = { readonly heard: Heard } | 'who-holds' | { readonly holder: string } | { readonly told: LiveEvent };

const nameOf = (sessionId: string) => `rollcall.live.${sessionId}`;

/** Tells the other tabs of a session what this one knows before the stream does. */
export function tellTabs(sessionId: string, event: LiveEvent): void {
  const channel = new BroadcastChannel(nameOf(sessionId));
  channel.postMessage({ told: event } satisfies Message);
  channel.close();
}

/**
 * One stream for all tabs of a session: the tab that gets the lock holds it and passes on what it hears; when that tab
 * closes, another takes over where it was. Where a browser has no locks, each tab has a stream of its own.
 */
export function joinStream({ sessionId, onEvent, onRefused }: Options): { leave: () => void } {
  const name = nameOf(sessionId);
  const channel = new BroadcastChannel(name);
  const leaving = new AbortController();
  let position: string | null = null;
  let stream: { close: () => void } | null = null;

  function hear(heard: Heard) {
    position = heard.id;
    onEvent(heard.event);
  }

  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data === 'who-holds') {
      if (stream && position) channel.postMessage({ holder: position } satisfies Message);
    } else if ('holder' in data) {
      // Another tab's stream has been open for a while: what this page was told before may be old.
      if (!stream && position === null) hear({ id: data.holder, event: { kind: 'ready', sessionId, whole: false } });
    } else if ('told' in data) onEvent(data.told);
    else if (!stream) hear(data.heard);
  };

  function hold(): Promise<void> {
    stream = openEventStream({
      after: position,
      onRefused,
      onHeard: (heard) => {
        channel.postMessage({ heard } satisfies Message);
        hear(heard);
      },
    });
    return new Promise((resolve) => leaving.signal.addEventListener('abort', () => resolve()));
  }

  channel.postMessage('who-holds' satisfies Message);
  if ('locks' in navigator) {
    // Refused only when this tab leaves before its turn.
    navigator.locks.request(name, { signal: leaving.signal }, hold).catch(() => undefined);
  } else void hold();

  return {
    leave: () => {
      stream?.close();
      stream = null;
      leaving.abort();
      channel.close();
    },
  };
}
