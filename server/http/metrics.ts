import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ErrorCode } from '../../contract/errors.ts';
import type { Config } from '../config.ts';
import type { LiveHub } from '../platform/live-hub.ts';
import { Refusal } from '../platform/refusal.ts';
import { hashOf } from '../platform/tokens.ts';
import { cameDirectlyFromHere } from './loopback.ts';

/** Measures every request, and answers the figures at `/metrics` (Prometheus) to this machine, or to who has the token. */
export function mountMetrics(server: FastifyInstance, config: Config, live: LiveHub): Counts {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const durations = new Histogram({
    name: 'rollcall_http_request_duration_seconds',
    help: 'How long requests took, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [register],
  });
  new Gauge({
    name: 'rollcall_live_streams',
    help: 'How many live streams are open.',
    registers: [register],
    collect() {
      this.set(live.count());
    },
  });
  const counts = refusalCounts(register);
  server.addHook('onResponse', (request, reply, done) => {
    done();
    if (isStream(reply)) return; // it takes as long as its reader stays
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) };
    durations.observe(labels, reply.elapsedTime / 1000);
  });
  server.get('/metrics', { logLevel: 'silent' }, async (request, reply) => {
    if (!mayRead(request, config)) throw new Refusal('request.not_found');
    return reply
      .type(register.contentType)
      .header('cache-control', 'no-store')
      .send(await register.metrics());
  });
  return counts;
}

/** What is counted where it happens. */
export interface Counts {
  readonly refused: (endpoint: string, code: ErrorCode, isKnown: boolean) => void;
  readonly unrecorded: (count: number) => void;
}

function refusalCounts(register: Registry): Counts {
  const refused = new Counter({
    name: 'rollcall_refusals_total',
    help: 'Refused calls, by endpoint and code; `known`: whether it was about a user, signed in or named.',
    labelNames: ['endpoint', 'code', 'known'],
    registers: [register],
  });
  const unrecorded = new Counter({
    name: 'rollcall_unrecorded_refusals_total',
    help: 'Refusals that have no entry in the record, since there were too many different ones at once.',
    registers: [register],
  });
  return {
    refused: (endpoint, code, isKnown) => refused.inc({ endpoint, code, known: isKnown ? 'yes' : 'no' }),
    unrecorded: (count) => unrecorded.inc(count),
  };
}

function isStream(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type')).startsWith('text/event-stream');
}

/** With `METRICS_TOKEN` only its bearer; without one only this machine, through no proxy. */
function mayRead(request: FastifyRequest, { METRICS_TOKEN: token }: Config): boolean {
  if (!token) return cameDirectlyFromHere(request);
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(hashOf(given), hashOf(token));
}
