import { API, type Api, type EndpointName } from '../../contract/api.ts';
import type { Endpoint, Request, Result } from '../../contract/endpoint.ts';
import { ERRORS } from '../../contract/errors.ts';
import type { Problem } from '../../contract/problem.ts';

/** The server refused, or could not be reached (`code` is then null). */
export class ApiError extends Error {
  readonly problem: Problem | null;

  constructor(problem: Problem | null) {
    super(problem?.title ?? 'The server cannot be reached.');
    this.problem = problem;
  }

  get code() {
    return this.problem?.code ?? null;
  }
}

interface Extras {
  idempotencyKey?: string;
  /** The version that was seen, where the endpoint takes one. */
  ifMatch?: number;
  signal?: AbortSignal;
}

type Options<E extends Endpoint> = Partial<Request<E>> & Extras;

interface Sent extends Extras {
  params?: unknown;
  query?: unknown;
  body?: unknown;
}

/** Whether an endpoint that wants a session has answered on this page. */
let hasSession = false;

/** Calls one endpoint of the contract by its name. Throws `ApiError`. */
export async function call<N extends EndpointName>(name: N, options: Options<Api[N]> = {}): Promise<Result<Api[N]>> {
  const response = await fetchAnswer(API[name], options);
  return (response.status === 204 || response.status === 202 ? undefined : await response.json()) as Result<Api[N]>;
}

/** The answer as it came. Throws `ApiError` where it is a refusal. */
export async function fetchAnswer(endpoint: Endpoint, options: Sent): Promise<Response> {
  const response = await sendTwice(endpoint, options);
  if (!response.ok) throw new ApiError(await problemOf(response));
  return response;
}

/**
 * The session gets a new token when the password is typed again, here or in another tab. A request that was on its way
 * meanwhile is refused for its old one, with nothing done: so it is sent once more.
 */
async function sendTwice(endpoint: Endpoint, options: Sent): Promise<Response> {
  let response = await send(endpoint, options);
  if (endpoint.access === 'public') return response;
  if (response.status === 401 && hasSession) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    response = await send(endpoint, options);
  }
  hasSession = response.status !== 401;
  return response;
}

function send(endpoint: Endpoint, options: Sent): Promise<Response> {
  return fetch(addressOf(endpoint, options), {
    method: endpoint.method,
    headers: {
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {}),
      ...(options.ifMatch === undefined ? {} : { 'if-match': `"${options.ifMatch}"` }),
    },
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    signal: options.signal,
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(null);
  });
}

/** Where the endpoint is, with what is asked of it. For links; everything else goes through `call`. */
export function addressOf(endpoint: Endpoint, { params, query }: { params?: unknown; query?: unknown }): string {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown> | undefined)?.[name])),
  );
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries((query as object | undefined) ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) search.append(key, String(one));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}

async function problemOf(response: Response): Promise<Problem | null> {
  const body = (await response.json().catch(() => null)) as Partial<Problem> | null;
  return body?.code && body.code in ERRORS ? (body as Problem) : null;
}
