import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';

/** One cookie of the product. On HTTPS the `__Host-` prefix binds it to this host (RFC 6265bis). */
export interface Cookie {
  /** What the browser sent, whatever it is. */
  read(request: FastifyRequest): string | null;
  /** `end`: when the browser forgets it, as an attribute. */
  write(reply: FastifyReply, value: string, end: string): void;
}

/** `HttpOnly`, `SameSite=Lax`, `Secure` on HTTPS. */
export function cookie(name: string, config: Config): Cookie {
  const isSecure = config.ROLLCALL_URL.startsWith('https:');
  const fullName = isSecure ? `__Host-${name}` : name;
  return {
    read: ({ headers }) => {
      const pair = headers.cookie?.split(/; */).find((one) => one.startsWith(`${fullName}=`));
      return pair?.slice(fullName.length + 1) ?? null;
    },
    write: (reply, value, end) => {
      reply.header('set-cookie', `${fullName}=${value}; Path=/; HttpOnly; SameSite=Lax; ${end}${isSecure ? '; Secure' : ''}`);
    },
  };
}
