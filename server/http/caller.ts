import type { FastifyRequest } from 'fastify';
import { canonicalAddress } from '../../contract/ip-address.ts';
import type { Config } from '../config.ts';
import type { Caller } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import { KNOWN, readTokens } from './tokens-cookie.ts';

/** Where a request came from: the address (through trusted proxies only), what the browser calls itself, and is known by. */
export function callerOf(request: FastifyRequest, config: Config): Caller {
  const device = request.headers['user-agent']?.slice(0, 300).replaceAll(/[^\x20-\x7e]/g, '?') ?? null;
  const address = addressIn(request.ip) ?? addressIn(request.socket.remoteAddress ?? '');
  return { address, device, browserTokens: readTokens(KNOWN, request, config) };
}

/** Some proxies write the port too, or what the client made up: then this is the bare address, or null. One way of writing each. */
function addressIn(text: string): string | null {
  const bare = text
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '');
  return canonicalAddress(bare);
}

/**
 * Refuses a write that a page of another origin started (CSRF; OWASP ASVS 5.0, 3.5.1). Browsers send `Origin` with
 * every write; a client without one is not a browser and has no cookie to be abused.
 */
export function demandOwnOrigin(request: FastifyRequest, config: Config): void {
  const { origin, host } = request.headers;
  if (origin === undefined) {
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Refusal('request.origin');
    return;
  }
  if (origin === config.ROLLCALL_URL || origin === `https://${host}`) return;
  // Where people come by HTTPS, whoever is on the line could write a page of the same host without.
  if (origin === `http://${host}` && !config.ROLLCALL_URL.startsWith('https:')) return;
  throw new Refusal('request.origin');
}
