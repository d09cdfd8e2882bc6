import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';

export interface SessionCookie {
  set(token: string, expiresAt: Date): void;
  clear(): void;
}

/** On HTTPS the `__Host-` prefix binds the cookie to this host (RFC 6265bis). */
function nameOf(config: Config): string {
  return isSecure(config) ? '__Host-rollcall_session' : 'rollcall_session';
}

function isSecure(config: Config): boolean {
  return config.ROLLCALL_URL.startsWith('https:');
}

/** Sets and clears the cookie of the session: `HttpOnly`, `SameSite=Lax`, `Secure` on HTTPS. */
export function sessionCookie(reply: FastifyReply, config: Config): SessionCookie {
  const write = (value: string, end: string) =>
    reply.header(
      'set-cookie',
      `${nameOf(config)}=${value}; Path=/; HttpOnly; SameSite=Lax; ${end}${isSecure(config) ? '; Secure' : ''}`,
    );
  return {
    set: (token, expiresAt) => write(token, `Expires=${expiresAt.toUTCString()}`),
    clear: () => write('', 'Max-Age=0'),
  };
}

/** The token in the request's cookie, if there is one of the right shape. */
export function readSessionToken(request: FastifyRequest, config: Config): string | null {
  const prefix = `${nameOf(config)}=`;
  const pair = request.headers.cookie?.split(/; */).find((one) => one.startsWith(prefix));
  const token = pair?.slice(prefix.length);
  return token && /^[\w-]{43}$/.test(token) ? token : null;
}
