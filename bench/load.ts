import { connect, type Socket } from 'node:net';

interface Load {
  readonly port: number;
  /** Whole HTTP/1.1 requests, sent in turn by each connection. */
  readonly requests: readonly string[];
  readonly connections: number;
  readonly seconds: number;
}

export interface Outcome {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Sends requests over kept-alive connections, each waiting for its answer. Throws on an answer that is not 2xx. */
export async function load({ port, requests, connections, seconds }: Load): Promise<Outcome> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  const bytes = requests.map((request) => Buffer.from(request));
  await Promise.all(Array.from({ length: connections }, (_, index) => drive(port, bytes, index, end, times)));
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99) };
}

function drive(port: number, requests: readonly Buffer[], start: number, end: number, times: number[]): Promise<void> {
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
        if (!received.startsWith('HTTP/1.1 2')) {
          socket.destroy(new Error(received.slice(0, 500)));
          return;
        }
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

/** The text of one request. */
export function request(method: string, path: string, { cookie, body }: { cookie?: string; body?: object } = {}): string {
  const text = body ? JSON.stringify(body) : '';
  const head = [
    `${method} ${path} HTTP/1.1`,
    'host: localhost',
    'accept: application/json',
    ...(cookie ? [`cookie: ${cookie}`] : []),
    ...(body ? ['content-type: application/json', `content-length: ${Buffer.byteLength(text)}`] : []),
  ];
  return `${head.join('\r\n')}\r\n\r\n${text}`;
}
