import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { cookie } from './cookies.ts';

export interface SessionCookie {
  set(token: string, expiresAt: Date): void;
  clear(): void;
}

const NAME = 'rollcall_session';

/** Sets and clears the cookie of the session. */
export function sessionCookie(reply: FastifyReply, config: Config): SessionCookie {
  const { write } = cookie(NAME, config);
  return {
    set: (token, expiresAt) => write(reply, token, `Expires=${expiresAt.toUTCString()}`),
    clear: () => write(reply, '', 'Max-Age=0'),
  };
}

/** The token in the request's cookie, if there is one of the right shape. */
export function readSessionToken(request: FastifyRequest, config: Config): string | null {
  const token = cookie(NAME, config).read(request);
  return token && /^[\w-]{43}$/.test(token) ? token : null;
}
