import { connect, type Socket } from 'node:net';

export interface Load {
  readonly port: number;
  /** Whole HTTP/1.1 requests, sent in turn by each connection. */
  readonly requests: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  /** Statuses that are an answer too, beside 2xx. */
  readonly expected?: readonly number[];
}

export interface Outcome {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** How often each status came. */
  readonly statuses: Readonly<Record<number, number>>;
}

/** Sends requests over kept-alive connections, each waiting for its answer. Throws on an answer that is not expected. */
export async function load(wish: Load): Promise<Outcome> {
  const run: Run = { ...wish, bytes: wish.requests.map((one) => Buffer.from(one)), times: [], statuses: {}, end: endOf(wish) };
  await Promise.all(Array.from({ length: wish.connections }, (_, index) => drive(run, index)));
  const times = run.times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { perSecond: times.length / wish.seconds, p50: at(0.5), p99: at(0.99), statuses: run.statuses };
}

interface Run extends Load {
  readonly bytes: readonly Buffer[];
  readonly times: number[];
  readonly statuses: Record<number, number>;
  readonly end: number;
}

function endOf({ seconds }: Load): number {
  return performance.now() + seconds * 1000;
}

function drive({ port, bytes: requests, times, statuses, end, expected = [] }: Run, start: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let turn = start;
    let sentAt = 0;
    let received = '';
    let missing = -1;
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const send = () => {
      sentAt = performance.now();
      socket.write(requests[turn++ % requests.length] ?? '');
    };
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      if (missing < 0) {
        received += chunk.toString('latin1');
        const head = received.indexOf('\r\n\r\n');
        if (head < 0) return;
        const status = Number(received.slice(9, 12));
        if (status >= 300 && !expected.includes(status)) {
          socket.destroy(new Error(received.slice(0, 500)));
          return;
        }
        statuses[status] = (statuses[status] ?? 0) + 1;
        const length = /content-length: (\d+)/i.exec(received)?.[1];
        missing = Number(length ?? 0) - (received.length - head - 4);
      } else {
        missing -= chunk.length;
      }
      if (missing > 0) return;
      received = '';
      missing = -1;
      times.push(performance.now() - sentAt);
      if (performance.now() < end) send();
      else socket.end(resolve as () => void);
    });
  });
}

interface Parts {
  readonly cookie?: string;
  readonly body?: object;
  /** The address that a trusted proxy names. */
  readonly from?: string;
}

/** The text of one request. */
export function request(method: string, path: string, { cookie, body, from }: Parts = {}): string {
  const text = body ? JSON.stringify(body) : '';
  const head = [
    `${method} ${path} HTTP/1.1`,
    'host: localhost',
    'accept: application/json',
    ...(cookie ? [`cookie: ${cookie}`] : []),
    ...(from ? [`x-forwarded-for: ${from}`] : []),
    ...(body ? ['content-type: application/json', `content-length: ${Buffer.byteLength(text)}`] : []),
  ];
  return `${head.join('\r\n')}\r\n\r\n${text}`;
}
