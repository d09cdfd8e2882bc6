import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';

export interface BrowserCookie {
  /** Keeps the token by which a user knows this browser, and those of others who share it. */
  keep(token: string): void;
}

const MOST = 5;
const HALF_A_YEAR = 180 * 86_400;

function nameOf(config: Config): string {
  return config.ROLLCALL_URL.startsWith('https:') ? '__Host-rollcall_browser' : 'rollcall_browser';
}

/** The cookie by which users know a browser again that they signed in from. It opens nothing: it only keeps strangers' failures apart. */
export function browserCookie(request: FastifyRequest, reply: FastifyReply, config: Config): BrowserCookie {
  const secure = config.ROLLCALL_URL.startsWith('https:') ? '; Secure' : '';
  return {
    keep: (token) => {
      const tokens = [token, ...readBrowserTokens(request, config).filter((one) => one !== token)].slice(0, MOST).join('.');
      reply.header('set-cookie', `${nameOf(config)}=${tokens}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${HALF_A_YEAR}${secure}`);
    },
  };
}

/** The tokens in the request's cookie, one for each user who signed in from this browser, the newest first. */
export function readBrowserTokens(request: FastifyRequest, config: Config): string[] {
  const prefix = `${nameOf(config)}=`;
  const pair = request.headers.cookie?.split(/; */).find((one) => one.startsWith(prefix));
  const tokens = pair?.slice(prefix.length).split('.') ?? [];
  return tokens.filter((token) => /^[\w-]{43}$/.test(token)).slice(0, MOST);
}
