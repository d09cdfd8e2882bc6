import { type LookupAddress, lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { blockListOf, isIn, isPublic } from './public-address.ts';

/** The other side cannot be reached, may not be reached, or does not answer as it should. */
export class OutgoingError extends Error {}

/** One request; redirects are answers like any other, so nothing is reached that was not checked. */
export type Outgoing = (url: string, options: OutgoingRequest) => Promise<Response>;

interface OutgoingRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

interface Rules {
  /** May this address be connected to, and without TLS? */
  readonly allows: (address: string, isTls: boolean) => boolean;
  readonly resolve: typeof lookup;
  readonly mostBytes: number;
  readonly milliseconds: number;
}

const LIMITS = { resolve: lookup, mostBytes: 1_048_576, milliseconds: 10_000 };

/**
 * For addresses that a customer typed: the public internet with TLS, and what `allowed` (CIDR blocks) names. The address
 * is checked when the name was resolved, and that very address is connected to, so that a second answer of the name
 * server changes nothing. At most 1 MiB within ten seconds.
 */
export function outgoingToPublic(allowed: string | undefined, limits: Partial<Rules> = {}): Outgoing {
  const own = allowed ? blockListOf(allowed) : null;
  const allows = (address: string, isTls: boolean) => (own ? isIn(own, address) : false) || (isTls && isPublic(address));
  return (url, request) => send({ ...LIMITS, allows, ...limits }, url, request);
}

/** For addresses that the operator has set: anywhere, with the same limits of time and size. */
export const outgoingToAnywhere: Outgoing = (url, request) => send({ ...LIMITS, allows: () => true }, url, request);

async function send(rules: Rules, address: string, { method, headers, body }: OutgoingRequest): Promise<Response> {
  const url = new URL(address);
  const isTls = url.protocol === 'https:';
  if (!isTls && url.protocol !== 'http:') throw new OutgoingError(`${url.protocol} is not spoken`);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  // An address needs no resolving, so the check of the resolver would not see it.
  if (isIP(host) && !rules.allows(host, isTls)) throw new OutgoingError(`${host} may not be connected to`);
  const signal = AbortSignal.timeout(rules.milliseconds);
  const start = isTls ? requestHttps : requestHttp;
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const options = { method, headers, signal, agent: false, lookup: checkedLookup(rules, isTls) };
  const request = start(url, options, (answer) => {
    readAnswer(answer, rules.mostBytes).then(resolve, reject);
  });
  request.on('error', reject);
  request.end(body);
  return promise.catch((error: Error) => {
    request.destroy();
    throw error instanceof OutgoingError ? error : new OutgoingError(`${url.host}: ${error.message}`, { cause: error });
  });
}

/** Resolves a name, and refuses it where any of its addresses is not allowed. */
function checkedLookup({ allows, resolve }: Rules, isTls: boolean): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return done(error, '', 0);
      const refused = addresses.find(({ address }) => !allows(address, isTls));
      const [first] = addresses;
      if (refused || !first) return done(new OutgoingError(`${host} is at an address that may not be connected to`), '', 0);
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

async function readAnswer(answer: IncomingMessage, mostBytes: number): Promise<Response> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new OutgoingError(`the answer is larger than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  const status = answer.statusCode ?? 0;
  if (status < 200 || status > 599 || status >= 500) throw new OutgoingError(`the answer was ${status}`);
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) headers.set(name, [value].flat().join(', '));
  const isEmpty = status === 204 || status === 205 || status === 304;
  return new Response(isEmpty ? null : Buffer.concat(chunks), { status, headers });
}
