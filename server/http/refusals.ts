import type { FastifyRequest } from 'fastify';
import type { Endpoint } from '../../contract/endpoint.ts';
import { ERRORS, type ErrorCode } from '../../contract/errors.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/pool.ts';
import type { Caller, Changes, Entry } from '../platform/activity.ts';
import { type Concern, Refusal } from '../platform/refusal.ts';
import type { RefusedAttempts } from '../platform/refused-attempts.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { findSignedIn } from '../sessions/queries.ts';
import type { Counts } from './metrics.ts';
import { readSessionToken } from './session-cookie.ts';

interface RefusalParts {
  readonly db: Database;
  readonly config: Config;
  readonly attempts: RefusedAttempts;
  readonly counts: Pick<Counts, 'refused'>;
}

/** A call that was refused. */
export interface Refused {
  readonly endpoint: Endpoint;
  readonly request: FastifyRequest;
  readonly caller: Caller;
  /** Whose session it carries, as far as that was asked. */
  readonly signedIn: SignedIn | undefined;
}

/** Statuses of attempts: somebody without a session wanted to be let in, and was not. The others are mistakes of a form. */
const ATTEMPTS = [401, 403, 404, 410, 429];

/**
 * Notes a refusal where it belongs, once the answer is on its way: a 403 to somebody who is signed in, and a failed attempt
 * of a known user, in the record of the account; an attempt of nobody in the operator's log. Never throws.
 */
export function noteRefusal(parts: RefusalParts, refused: Refused, error: unknown): void {
  if (!(error instanceof Refusal)) return;
  const { endpoint, request, signedIn } = refused;
  const { concerns } = error.details;
  const isForbidden = ERRORS[error.code].status === 403;
  parts.counts.refused(endpoint.name, error.code, signedIn !== undefined || concerns !== undefined);
  if (signedIn) {
    if (isForbidden) recordRefused(parts, refused, signedIn, error.code);
  } else if (concerns === 'recorded') {
    return;
  } else if (concerns) {
    recordConcern(parts, refused, concerns);
  } else if (error.code === 'request.origin' && readSessionToken(request, parts.config) !== null) {
    lookUpAndRecord(parts, refused, error.code);
  } else if (isAttempt(endpoint, request, error.code, parts.config)) {
    logAttempt(refused, error.code);
  }
}

function recordRefused(parts: RefusalParts, { endpoint, request, caller }: Refused, signedIn: SignedIn, code: ErrorCode): void {
  const { accountId, userId, sessionId } = signedIn;
  const target = targetOf(endpoint, request, signedIn);
  parts.attempts.note(accountId, { userId, sessionId, caller: placeOf(caller) }, entryOf(endpoint, target, code));
}

function recordConcern(parts: RefusalParts, { endpoint, caller }: Refused, concern: Concern): void {
  const { accountId, userId, sessionId = null, action, reason } = concern;
  const target = { type: 'user', id: userId } as const;
  const place = placeOf(caller);
  const isSession = action === 'request.refused';
  const changes: Changes = isSession ? { endpoint: { new: endpoint.name }, code: { new: reason } } : { reason: { new: reason } };
  parts.attempts.note(accountId, { userId: isSession ? userId : null, sessionId, caller: place }, { action, target, changes });
}

/** Another website used the cookie of somebody's session: whose, is asked after the answer. */
function lookUpAndRecord(parts: RefusalParts, refused: Refused, code: ErrorCode): void {
  const token = readSessionToken(refused.request, parts.config) ?? '';
  findSignedIn(parts.db, token, refused.caller).then(
    (signedIn) => (signedIn ? recordRefused(parts, refused, signedIn, code) : logAttempt(refused, code)),
    () => logAttempt(refused, code),
  );
}

function entryOf(endpoint: Endpoint, target: Entry['target'], code: ErrorCode): Entry {
  return { action: 'request.refused', target, changes: { endpoint: { new: endpoint.name }, code: { new: code } } };
}

/** Nobody needs to know of a refusal by what tokens the browser was known. */
function placeOf({ address, device }: Caller): Caller {
  return { address, device };
}

const TARGETS = [
  ['/api/v1/users/{id}', 'user'],
  ['/api/v1/departments/{id}', 'department'],
  ['/api/v1/account/sign-in-providers/{id}', 'sign_in_provider'],
  ['/api/v1/agents/{userId}', 'user'],
  ['/api/v1/roles/{id}', 'dialer_role'],
  ['/api/v1/tags/{id}', 'tag'],
  ['/api/v1/skill-groups/{id}', 'skill_group'],
  ['/api/v1/user-groups/{id}', 'user_group'],
  ['/api/v1/leads/{id}', 'lead'],
  ['/api/v1/saved-views/{id}', 'saved_view'],
] as const;

/** What the address names; oneself at one's own addresses; else the account. */
function targetOf({ path }: Endpoint, request: FastifyRequest, { accountId, userId }: SignedIn): Entry['target'] {
  const named = request.params as { id?: unknown; userId?: unknown };
  const id = named.id ?? named.userId;
  const type = TARGETS.find(([start]) => path.startsWith(start))?.[1];
  if (type && typeof id === 'string' && UUID.test(id)) return { type, id: id.toLowerCase() };
  return path.startsWith('/api/v1/me') ? { type: 'user', id: userId } : { type: 'account', id: accountId };
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Of a closed endpoint only where a token was sent: a page that nobody has signed in to attempts nothing. */
function isAttempt(endpoint: Endpoint, request: FastifyRequest, code: ErrorCode, config: Config): boolean {
  if (endpoint.access !== 'public' && readSessionToken(request, config) === null) return false;
  return ATTEMPTS.includes(ERRORS[code].status);
}

/** For the operator: what was tried and from where. What was typed is not said, neither names nor passwords nor tokens. */
function logAttempt({ endpoint, request, caller }: Refused, code: ErrorCode): void {
  request.log.warn(
    { event: 'attempt.refused', endpoint: endpoint.name, reason: code, address: caller.address },
    'An attempt was refused',
  );
}
