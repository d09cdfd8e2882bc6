import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { cookie } from './cookies.ts';

export interface DeviceCookie {
  /** By what this browser is remembered: one token for each user who asked for it, the newest first. */
  readonly tokens: readonly string[];
  /** Adds one, for as long as a device is remembered. */
  add(token: string): void;
}

/** People who share a browser. */
const MOST = 5;
const THIRTY_DAYS = 30 * 86_400;

/** The cookie of a remembered device. A token is never taken over from it, so that a planted one stays worthless. */
export function deviceCookie(request: FastifyRequest, reply: FastifyReply, config: Config): DeviceCookie {
  const { read, write } = cookie('rollcall_device', config);
  const tokens = (read(request) ?? '')
    .split('.')
    .filter((token) => /^[\w-]{43}$/.test(token))
    .slice(0, MOST);
  return {
    tokens,
    add: (token) => write(reply, [token, ...tokens].slice(0, MOST).join('.'), `Max-Age=${THIRTY_DAYS}`),
  };
}
