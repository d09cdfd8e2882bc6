import type { z } from 'zod';
import type { Activity } from './activity.ts';
import type { DialerPermission } from './dialer-permissions.ts';
import { ERRORS, type ErrorCode } from './errors.ts';
import type { Permission } from './permissions.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type AnyPermission = Permission | DialerPermission;

/**
 * Who may call: anybody, anybody with a session, or a session whose user holds the permission, of the Portal or the Dialer. Of
 * several permissions one is enough.
 */
export type Access = 'public' | 'session' | AnyPermission | readonly AnyPermission[];

/** Every kind of entry that a call can leave; or why nothing changes, so that there is nothing to record. */
export type Records = readonly Activity[] | { readonly nothing: string };

/** What is not a read says what it records, or does not compile. A read may: an export does. */
type Recording =
  | { readonly method: 'GET'; readonly records?: readonly Activity[] }
  | { readonly method: Exclude<Method, 'GET'>; readonly records: Records };

/** One operation of the API as data. Server, web client and OpenAPI are derived from it. */
export type Endpoint = Recording & Operation;

interface Operation {
  readonly name: string;
  readonly path: `/${string}`;
  readonly access: Access;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly response?: z.ZodType;
  /** The answer is a file of this type, streamed, instead of JSON. */
  readonly download?: 'text/csv' | 'application/jsonl';
  /**
   * The answer never ends by itself: server-sent events, each with its position in `id` and `response` as JSON in `data`.
   * The header `Last-Event-ID` stands for the parameter `after`.
   */
  readonly stream?: 'text/event-stream';
  readonly status: 200 | 201 | 202 | 204;
  /** Beyond those that every endpoint of its access can give (`errorsOf`). */
  readonly errors: readonly ErrorCode[];
  /** Takes an `Idempotency-Key` header; a repeat answers what the first made. */
  readonly idempotent?: boolean;
  /** Takes the version that the client has seen, in `If-Match`; answers 412 with the thing as it is now where it is older. */
  readonly versioned?: boolean;
  /** Asks for a password typed within the last five minutes. */
  readonly stepUp?: boolean;
  /** Stays open while the password must be changed. */
  readonly whilePasswordExpired?: boolean;
}

/** Keeps the literal types of a declaration. */
export function endpoint<const E extends Endpoint>(declaration: E): E {
  return declaration;
}

type Read<T> = T extends z.ZodType ? z.output<T> : undefined;
type Sent<T> = T extends z.ZodType ? z.input<T> : undefined;

/** What a handler receives: parsed, with defaults filled in. */
export interface Input<E extends Endpoint> {
  readonly params: Read<E['params']>;
  readonly query: Read<E['query']>;
  readonly body: Read<E['body']>;
}

/** What a client sends: before defaults. */
export interface Request<E extends Endpoint> {
  readonly params: Sent<E['params']>;
  readonly query: Sent<E['query']>;
  readonly body: Sent<E['body']>;
}

/** One event of a stream. */
export interface Streamed<T> {
  /** From where the stream goes on after it. */
  readonly id: string;
  readonly data: T;
}

/** What a handler answers. It is parsed before it leaves: what the contract does not name stays inside. */
export type Output<E extends Endpoint> = E['download'] extends string
  ? AsyncIterable<string>
  : E['stream'] extends string
    ? AsyncIterable<Streamed<Sent<E['response']>>>
    : E['response'] extends z.ZodType
      ? z.input<E['response']>
      : undefined;

/** What a client receives; of a stream, each event. */
export type Result<E extends Endpoint> = E['response'] extends z.ZodType ? z.output<E['response']> : undefined;

/** Every error that the endpoint can answer with, those of its access included. */
export function errorsOf(e: Endpoint): ErrorCode[] {
  const codes: ErrorCode[] = [...e.errors];
  if (e.params || e.query || e.body) codes.push('request.invalid');
  if (e.body) codes.push('request.malformed', 'request.too_large', 'request.media_type');
  if (e.method !== 'GET') codes.push('request.origin');
  if (e.access !== 'public') codes.push('session.required', 'session.address_not_allowed');
  if (e.access !== 'public' && !e.whilePasswordExpired) codes.push('password.change_required');
  if (e.access !== 'public' && e.access !== 'session') codes.push('permission.missing');
  if (e.access !== 'public' && e.access !== 'session' && e.method !== 'GET') codes.push('actor.not_active');
  if (e.stepUp) codes.push('session.step_up');
  if (e.versioned) codes.push('user.version_required');
  // What is versioned is a user, unless the endpoint names another 412.
  if (e.versioned && !e.errors.some((code) => ERRORS[code].status === 412)) codes.push('user.changed');
  if (e.idempotent) codes.push('idempotency.mismatch');
  return [...new Set(codes)];
}
