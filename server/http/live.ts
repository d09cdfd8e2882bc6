import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint, Streamed } from '../../contract/endpoint.ts';

/** After how long a browser that was cut off comes back by itself. */
const RETRY_MS = 2_000;

/** Sends events as they come, until there are no more or nobody reads. Each is parsed by the contract before it leaves. */
export function sendEvents(reply: FastifyReply, endpoint: Endpoint, events: AsyncIterable<Streamed<unknown>>): FastifyReply {
  return reply
    .type(`${endpoint.stream}; charset=utf-8`)
    .header('x-accel-buffering', 'no')
    .header('connection', 'close') // the end of the stream is the end of the connection, else closing waits for it
    .send(Readable.from(framesOf(endpoint, events)));
}

async function* framesOf(endpoint: Endpoint, events: AsyncIterable<Streamed<unknown>>): AsyncGenerator<string> {
  yield `retry: ${RETRY_MS}\n\n`;
  for await (const { id, data } of events) yield `id: ${id}\ndata: ${JSON.stringify(endpoint.response?.parse(data))}\n\n`;
}

/** `Last-Event-ID` stands for `after`: what a browser has received last is newer than what it asked for first. */
export function queryOfStream(request: FastifyRequest): unknown {
  const last = request.headers['last-event-id'];
  return last ? { ...(request.query as object), after: last } : request.query;
}

/** Aborted when the answer has ended, whoever ended it; at once where nobody waits for it any more. */
export function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  if (reply.raw.destroyed) gone.abort();
  return gone.signal;
}
