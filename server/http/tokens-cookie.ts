import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { cookie } from './cookies.ts';

/** A cookie that stays when the session ends: one token for each user who signs in from this browser, the newest first. */
export interface TokensCookie {
  readonly tokens: readonly string[];
  keep(token: string): void;
}

interface Kind {
  readonly name: string;
  readonly seconds: number;
}

/** By what a browser is remembered in place of the second factor. */
export const REMEMBERED: Kind = { name: 'rollcall_device', seconds: 30 * 86_400 };

/** By what users know a browser that they signed in from. It opens nothing: it only keeps strangers' failures apart. */
export const KNOWN: Kind = { name: 'rollcall_browser', seconds: 180 * 86_400 };

/** People who share a browser. */
const MOST = 5;

/** Reads the request's tokens, and keeps another. None is ever taken over from it, so that a planted one stays worthless. */
export function tokensCookie(kind: Kind, request: FastifyRequest, reply: FastifyReply, config: Config): TokensCookie {
  const tokens = readTokens(kind, request, config);
  return {
    tokens,
    keep: (token) => {
      const kept = [token, ...tokens.filter((one) => one !== token)].slice(0, MOST).join('.');
      cookie(kind.name, config).write(reply, kept, `Max-Age=${kind.seconds}`);
    },
  };
}

export function readTokens(kind: Kind, request: FastifyRequest, config: Config): string[] {
  const text = cookie(kind.name, config).read(request) ?? '';
  return text
    .split('.')
    .filter((token) => /^[\w-]{43}$/.test(token))
    .slice(0, MOST);
}
