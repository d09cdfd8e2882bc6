import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { cookie } from './cookies.ts';

/** By what a browser is known that has gone to a provider, until it is signed in or connected; for ten minutes. */
export interface ProviderCookie {
  readonly token: string | null;
  set(token: string): void;
  clear(): void;
}

export function providerCookie(request: FastifyRequest, reply: FastifyReply, config: Config): ProviderCookie {
  const { read, write } = cookie('rollcall_provider', config);
  const token = read(request);
  return {
    token: token && /^[\w-]{43}$/.test(token) ? token : null,
    // Twice ten minutes: what the provider has answered may wait ten more for the password.
    set: (value) => write(reply, value, 'Max-Age=1200'),
    clear: () => write(reply, '', 'Max-Age=0'),
  };
}
