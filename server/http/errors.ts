import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ERRORS, type ErrorCode } from '../../contract/errors.ts';
import type { Problem } from '../../contract/problem.ts';
import { faultOf } from '../db/faults.ts';
import { Refusal } from '../platform/refusal.ts';

/** What Fastify says before a handler is reached, in the catalogue's words. */
const OF_FASTIFY: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.malformed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.malformed',
};

/** The moment after which a database that went away is asked again. */
const RETRY_SECONDS = 5;

/**
 * Answers a refusal as problem details (RFC 9457). Anything else is a fault of ours: logged whole, told as `server.error`, or
 * as `server.unavailable` or `server.no_space` where the database said so.
 */
export function sendError(error: FastifyError | Refusal | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error);
  if (!(error instanceof Refusal) && refusal.code.startsWith('server.')) request.log.error({ err: error }, 'A request failed');
  if (refusal.details.retryAfter) reply.header('retry-after', String(refusal.details.retryAfter));
  return reply
    .code(ERRORS[refusal.code].status)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(refusal, request.id)));
}

function refusalOf(error: FastifyError | Refusal | Error): Refusal {
  if (error instanceof Refusal) return error;
  const code = 'code' in error ? (OF_FASTIFY[error.code] ?? null) : null;
  if (code) return new Refusal(code);
  const fault = faultOf(error);
  if (fault) return new Refusal(fault, fault === 'server.unavailable' ? { retryAfter: RETRY_SECONDS } : {});
  const isMalformed = 'statusCode' in error && error.statusCode === 400;
  return new Refusal(isMalformed ? 'request.malformed' : 'server.error');
}

function problemOf({ code, message, details }: Refusal, requestId: string): Problem {
  return {
    type: `/errors#${code}`,
    title: message,
    status: ERRORS[code].status,
    code,
    ...(details.params ? { params: details.params } : {}),
    ...(details.errors ? { errors: [...details.errors] } : {}),
    ...(details.current === undefined ? {} : { current: details.current }),
    requestId,
  };
}
