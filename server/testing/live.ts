import { type LiveEvent, liveEvent } from '../../contract/live.ts';
import type { Client } from './client.ts';
import { waitFor } from './mail-server.ts';

interface Heard {
  readonly id: string;
  readonly data: LiveEvent;
}

export interface Stream {
  readonly response: Response;
  /** Everything that came, in its order. */
  readonly heard: Heard[];
  /** The text as it came. */
  text(): string;
  /** The events of this kind, once there are so many. */
  next<K extends LiveEvent['kind']>(kind: K, count?: number): Promise<Extract<LiveEvent, { kind: K }>[]>;
  /** Resolves when the server has ended it; true where it broke off instead. */
  ended(): Promise<boolean>;
  /** Goes away as a browser does. */
  leave(): void;
}

/** Opens the live stream as a browser does, and reads along. */
export async function openStream(client: Client, { after = '', lastEventId = '', topics = '' } = {}): Promise<Stream> {
  const leaving = new AbortController();
  const search = new URLSearchParams({ ...(after ? { after } : {}), ...(topics ? { topics } : {}) });
  const response = await fetch(`${client.baseUrl}/api/v1/live?${search}`, {
    headers: { cookie: client.cookie, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
    signal: leaving.signal,
  });
  if (response.status !== 200) throw new Error(`The stream answered ${response.status}: ${await response.text()}`);
  const heard: Heard[] = [];
  let text = '';
  let state: 'open' | 'ended' | 'broken' = 'open';
  const read = async () => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of response.body ?? []) {
      const piece = decoder.decode(chunk, { stream: true });
      text += piece;
      const frames = (rest + piece).split('\n\n');
      rest = frames.pop() ?? '';
      heard.push(...frames.flatMap(eventIn));
    }
  };
  read().then(
    () => {
      state = 'ended';
    },
    () => {
      state = 'broken';
    },
  );
  const of = <K extends LiveEvent['kind']>(kind: K) =>
    heard.map(({ data }) => data).filter((data): data is Extract<LiveEvent, { kind: K }> => data.kind === kind);
  return {
    response,
    heard,
    text: () => text,
    next: (kind, count = 1) => waitFor(() => (of(kind).length >= count ? of(kind) : null), `${count} ${kind}`, 20),
    ended: async () => {
      await waitFor(() => (state === 'open' ? null : true), 'the end of the stream', 20);
      return state === 'broken';
    },
    leave: () => leaving.abort(),
  };
}

function eventIn(frame: string): Heard[] {
  const data = /^data: (.*)$/m.exec(frame)?.[1];
  const id = /^id: (.*)$/m.exec(frame)?.[1] ?? '';
  return data === undefined ? [] : [{ id, data: liveEvent.parse(JSON.parse(data)) }];
}
