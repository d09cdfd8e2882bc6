import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import type { Database } from '../db/pool.ts';
import { Refusal } from '../platform/refusal.ts';
import { sendError } from './errors.ts';

const ONE_MIB = 1_048_576;

/** The bare HTTP server: limits, JSON, headers, errors, health. No feature yet. */
export function createServer(config: Config, db: Database, log?: Writable): FastifyInstance {
  const server = Fastify({
    bodyLimit: ONE_MIB,
    trustProxy: config.TRUSTED_PROXIES ? config.TRUSTED_PROXIES.split(',').map((one) => one.trim()) : false,
    genReqId: () => randomUUID(),
    logger: {
      level: config.LOG_LEVEL,
      serializers: { req: ({ method, url, ip }) => ({ method, url: pathOf(url), ip }) },
      ...(log ? { stream: log } : {}),
    },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { ignoreTrailingSlash: false },
    // The address itself cannot be read, so no route and none of its hooks is reached.
    frameworkErrors: (_error, request, reply) => {
      writeHeaders(request, reply, config);
      return sendError(new Refusal('request.not_found'), request, reply);
    },
  });
  acceptJsonOnly(server);
  server.addHook('onSend', (request, reply, _payload, done) => {
    writeHeaders(request, reply, config);
    done();
  });
  endConnectionsOnClose(server);
  server.setErrorHandler((error: Error, request, reply) => sendError(error, request, reply));
  server.get('/healthz', { logLevel: 'silent' }, async () => ({ status: 'ok' }));
  server.get('/readyz', { logLevel: 'silent' }, async (_, reply) => {
    const ready = await db.isReady();
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'waiting for the database' });
  });
  return server;
}

/** What was searched for, and the code with which a provider leads back, are nobody's business. */
function pathOf(url: string): string {
  return url.replace(/\?.*/s, '');
}

/** There is no page where there is no web app. */
export function answerNotFound(): never {
  throw new Refusal('request.not_found');
}

/**
 * A connection that its client keeps open would hold up the end by 72 seconds: while closing, each answer is its last, and
 * one that nothing was asked on (browsers open some ahead) is closed at once.
 */
function endConnectionsOnClose(server: FastifyInstance): void {
  let isClosing = false;
  const open = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    if (isClosing) return socket.destroy();
    open.add(socket);
    return socket.once('close', () => open.delete(socket));
  });
  server.addHook('preClose', async () => {
    isClosing = true;
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (isClosing) reply.header('connection', 'close');
    done();
  });
}

function writeHeaders(request: FastifyRequest, reply: FastifyReply, config: Config): void {
  reply.headers(SECURITY_HEADERS);
  reply.header('x-request-id', request.id);
  if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  if (config.ROLLCALL_URL.startsWith('https:')) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
}

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** Only `application/json`, as UTF-8 that is valid, is read. */
function acceptJsonOnly(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
    try {
      done(null, body.length === 0 ? undefined : JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
    } catch {
      done(new Refusal('request.malformed'));
    }
  });
}
