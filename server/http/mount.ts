import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { API, type Api, type EndpointName } from '../../contract/api.ts';
import { DIALER_PERMISSIONS, type DialerPermission } from '../../contract/dialer-permissions.ts';
import type { Access, Endpoint, Input, Output, Streamed } from '../../contract/endpoint.ts';
import { check, fieldErrorAt } from '../../contract/field-errors.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/pool.ts';
import type { Caller } from '../platform/activity.ts';
import type { LiveHub } from '../platform/live-hub.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Secrets } from '../platform/secrets.ts';
import type { SignedIn, SignedInPerson } from '../sessions/actor.ts';
import { demandProof } from '../sessions/demand-proof.ts';
import { findSignedIn, findSignedInStill } from '../sessions/queries.ts';
import { callerOf, demandOwnOrigin } from './caller.ts';
import { queryOfStream, sendEvents, whenGone } from './live.ts';
import { type ProviderCookie, providerCookie } from './provider-cookie.ts';
import type { Refused } from './refusals.ts';
import { readSessionToken, type SessionCookie, sessionCookie } from './session-cookie.ts';
import { KNOWN, REMEMBERED, type TokensCookie, tokensCookie } from './tokens-cookie.ts';

/** What every handler is given beside its parsed input. */
export interface Parts {
  readonly db: Database;
  readonly config: Config;
  readonly live: LiveHub;
  readonly secrets: Secrets;
}

interface PublicContext extends Parts {
  readonly caller: Caller;
  readonly cookie: SessionCookie;
  /** What this browser is remembered by. */
  readonly deviceCookie: TokensCookie;
  /** What this browser is known by, to users who signed in from it. */
  readonly browserCookie: TokensCookie;
  /** What this browser has begun with a provider. */
  readonly providerCookie: ProviderCookie;
  /** Whether this caller may read the mailbox page. */
  readonly mailboxIsOpen: boolean;
}

interface SessionContext extends PublicContext {
  readonly signedIn: SignedInPerson;
  readonly idempotencyKey: string | undefined;
  /** The version of `If-Match`; 0 where the endpoint takes none. */
  readonly seenVersion: number;
  /** For answers that take long: the session as it is now. Throws what a request would be refused with. */
  readonly askAgain: () => Promise<SignedInPerson>;
  /** Of a stream: aborted when nobody reads it any more. */
  readonly gone: AbortSignal;
}

type ContextOf<E extends Endpoint> = E['access'] extends 'public' ? PublicContext : SessionContext;

type Handler<E extends Endpoint> = (
  context: ContextOf<E>,
  input: Input<E>,
) => Promise<Output<E> extends undefined ? void : Output<E>>;

/** The handlers of some endpoints, by name. */
export type HandlersOf<N extends EndpointName> = { readonly [K in N]: Handler<Api[K]> };

/** The handlers of the whole product. */
export type Handlers = HandlersOf<EndpointName>;

interface Hooks {
  readonly isMailboxOpen: (request: FastifyRequest) => boolean;
  readonly noteRefusal: (refused: Refused, error: unknown) => void;
}

/** Who calls, as far as it was found out. */
interface Whoever {
  readonly caller: Caller;
  signedIn: SignedIn | undefined;
}

const NEVER = new AbortController().signal;

type AnyHandler = (context: SessionContext, input: { params: unknown; query: unknown; body: unknown }) => Promise<unknown>;

/** Makes a route of every endpoint of the contract. */
export function mountApi(server: FastifyInstance, parts: Parts, handlers: Handlers, { isMailboxOpen, noteRefusal }: Hooks): void {
  for (const [name, endpoint] of Object.entries(API) as [EndpointName, Endpoint][]) {
    const handler = handlers[name] as unknown as AnyHandler;
    server.route({
      method: endpoint.method,
      url: endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      handler: async (request, reply) => {
        const who: Whoever = { caller: callerOf(request, parts.config), signedIn: undefined };
        const answering = contextOf(endpoint, { request, reply, who }, parts, isMailboxOpen).then((context) =>
          handler(context, inputOf(endpoint, request)),
        );
        const result = await answering.catch((error: unknown) => {
          noteRefusal({ endpoint, request, ...who }, error);
          throw error;
        });
        reply.code(endpoint.status);
        if (endpoint.stream) return sendEvents(reply, endpoint, result as AsyncIterable<Streamed<unknown>>);
        if (endpoint.download) return sendDownload(reply, endpoint, result as AsyncIterable<string>);
        return reply.send(endpoint.response?.parse(result));
      },
    });
  }
}

const FILE_ENDINGS = { 'text/csv': 'csv', 'application/jsonl': 'jsonl' } as const;

/** Streams a file. A fault on the way breaks the connection off, so that half a file never looks whole. */
function sendDownload(reply: FastifyReply, endpoint: Endpoint, chunks: AsyncIterable<string>): FastifyReply {
  return reply
    .type(`${endpoint.download}; charset=utf-8`)
    .header(
      'content-disposition',
      `attachment; filename="${endpoint.tag.toLowerCase()}.${FILE_ENDINGS[endpoint.download ?? 'text/csv']}"`,
    )
    .send(Readable.from(chunks));
}

async function contextOf(
  endpoint: Endpoint,
  { request, reply, who }: { request: FastifyRequest; reply: FastifyReply; who: Whoever },
  parts: Parts,
  isMailboxOpen: Hooks['isMailboxOpen'],
): Promise<SessionContext> {
  if (endpoint.method !== 'GET') demandOwnOrigin(request, parts.config);
  const { caller } = who;
  const shared = {
    ...parts,
    caller,
    cookie: sessionCookie(reply, parts.config),
    deviceCookie: tokensCookie(REMEMBERED, request, reply, parts.config),
    browserCookie: tokensCookie(KNOWN, request, reply, parts.config),
    providerCookie: providerCookie(request, reply, parts.config),
    mailboxIsOpen: isMailboxOpen(request),
  };
  // A public handler never reads the two fields that only a session has: its type does not show them.
  if (endpoint.access === 'public') return shared as SessionContext;
  const byToken = () => findByToken(request, parts, caller);
  const signedIn = await findAllowed(endpoint, who, byToken);
  // A file goes on where the session got a new token meanwhile; a stream comes back with it.
  const again = endpoint.download ? () => findSignedInStill(parts.db, signedIn) : byToken;
  return {
    ...shared,
    signedIn,
    askAgain: () => findAllowed(endpoint, who, again),
    gone: endpoint.stream ? whenGone(reply) : NEVER,
    idempotencyKey: endpoint.idempotent ? idempotencyKeyOf(request) : undefined,
    seenVersion: endpoint.versioned ? seenVersionOf(request) : 0,
  };
}

async function findByToken(request: FastifyRequest, { db, config }: Parts, caller: Caller): Promise<SignedInPerson | null> {
  const token = readSessionToken(request, config);
  return token ? findSignedIn(db, token, caller) : null;
}

/** Whose session it is, if it is good for this endpoint at this moment. */
async function findAllowed(
  endpoint: Endpoint,
  who: Whoever,
  find: () => Promise<SignedInPerson | null>,
): Promise<SignedInPerson> {
  const signedIn = await find();
  if (!signedIn) throw new Refusal('session.required');
  who.signedIn = signedIn;
  demandAccess(endpoint, signedIn);
  return signedIn;
}

function demandAccess(endpoint: Endpoint, signedIn: SignedIn): void {
  if (signedIn.passwordMustChange && !endpoint.whilePasswordExpired) throw new Refusal('password.change_required');
  if (!mayCall(endpoint.access, signedIn)) throw new Refusal('permission.missing');
  if (endpoint.stepUp) demandProof(signedIn);
}

function mayCall(access: Access, signedIn: SignedIn): boolean {
  if (access === 'session' || access === 'public') return true;
  return [access].flat().some((one) => (isOfDialer(one) ? signedIn.dialer.permissions.has(one) : signedIn.permissions.has(one)));
}

function isOfDialer(permission: string): permission is DialerPermission {
  return permission in DIALER_PERMISSIONS;
}

function inputOf(endpoint: Endpoint, request: FastifyRequest) {
  const query = endpoint.stream ? queryOfStream(request) : request.query;
  const parts = { params: request.params, query, body: request.body ?? undefined } as const;
  const read = (part: keyof typeof parts): unknown => {
    const schema = endpoint[part];
    if (!schema) return undefined;
    const checked = check(schema, parts[part]);
    if (!checked.ok) throw new Refusal('request.invalid', { errors: checked.errors });
    return checked.value;
  };
  return { params: read('params'), query: read('query'), body: read('body') };
}

function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined || (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key))) return key;
  throw new Refusal('request.invalid', { errors: [fieldErrorAt('Idempotency-Key', 'field.invalid')] });
}

/** `If-Match: "7"` or `7` (RFC 9110, 13.1.1). Throws `user.version_required` where it is missing or no version. */
function seenVersionOf(request: FastifyRequest): number {
  const version = /^"?(\d{1,9})"?$/.exec(request.headers['if-match'] ?? '')?.[1];
  if (version === undefined) throw new Refusal('user.version_required');
  return Number(version);
}
