import type { LiveEvent, Topic } from '../../contract/live.ts';
import { type Heard, openEventStream } from './event-stream.ts';
import { shareTopics } from './shared-topics.ts';

interface Options {
  /** Tabs of one session share one stream. */
  readonly sessionId: string;
  readonly onEvent: (event: LiveEvent) => void;
  readonly onRefused: () => void;
}

type Message = { readonly heard: Heard } | 'who-holds' | 'topics' | { readonly holder: string } | { readonly told: LiveEvent };

/** How soon the topics of a tab that died are dropped. */
const TOPICS_LOOKED_AT_MS = 15_000;

const nameOf = (sessionId: string) => `rollcall.live.${sessionId}`;

/** Tells the other tabs of a session what this one knows before the stream does. */
export function tellTabs(sessionId: string, event: LiveEvent): void {
  const channel = new BroadcastChannel(nameOf(sessionId));
  channel.postMessage({ told: event } satisfies Message);
  channel.close();
}

/**
 * One stream for all tabs of a session: the tab that gets the lock holds it, asks for what all of them want to hear of, and
 * passes on what it hears; when that tab closes, another takes over where it was. Where a browser has no locks, each tab has
 * a stream of its own.
 */
export function joinStream({ sessionId, onEvent, onRefused }: Options): { leave: () => void } {
  const name = nameOf(sessionId);
  const channel = new BroadcastChannel(name);
  const leaving = new AbortController();
  let position: string | null = null;
  let stream: ReturnType<typeof openEventStream> | null = null;
  let asked: readonly Topic[] = [];
  let lookedAt = 0;

  const topics = shareTopics(name, () => {
    if (leaving.signal.aborted) return;
    channel.postMessage('topics' satisfies Message);
    void lookAtTopics();
  });

  async function lookAtTopics() {
    lookedAt = Date.now();
    const next = await topics.ofAllTabs();
    if (!stream || next.join() === asked.join()) return;
    asked = next;
    stream.ask(next);
  }

  function hear(heard: Heard) {
    position = heard.id;
    onEvent(heard.event);
  }

  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data === 'who-holds') {
      if (stream && position) channel.postMessage({ holder: position } satisfies Message);
    } else if (data === 'topics') void lookAtTopics();
    else if ('holder' in data) {
      // Another tab's stream has been open for a while: what this page was told before may be old.
      if (!stream && position === null) hear({ id: data.holder, event: { kind: 'ready', sessionId, whole: false } });
    } else if ('told' in data) onEvent(data.told);
    else if (!stream) hear(data.heard);
  };

  async function hold(): Promise<void> {
    asked = await topics.ofAllTabs();
    if (leaving.signal.aborted) return;
    stream = openEventStream({
      after: position,
      topics: asked,
      onRefused,
      onHeard: (heard) => {
        channel.postMessage({ heard } satisfies Message);
        hear(heard);
        if (Date.now() - lookedAt > TOPICS_LOOKED_AT_MS) void lookAtTopics();
      },
    });
    await new Promise<void>((resolve) => leaving.signal.addEventListener('abort', () => resolve()));
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
      topics.leave();
      channel.close();
    },
  };
}
