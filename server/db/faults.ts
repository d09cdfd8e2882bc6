import type { ErrorCode } from '../../contract/errors.ts';

/** SQLSTATE classes and codes (PostgreSQL, appendix A): connection exceptions, too few resources, being shut down. */
const AWAY = /^(08...|53...|57P..)$/;
const DISK_FULL = '53100';
/** What the driver says where there was no database to say anything. */
const LOST =
  /^Connection terminated|timeout exceeded when trying to connect|connection error and is not queryable|^Client was closed/;

/** What became of the database, where that is why something failed: it is not there, or has no room. Null: something else. */
export function faultOf(error: unknown): Extract<ErrorCode, 'server.unavailable' | 'server.no_space'> | null {
  if (!(error instanceof Error)) return null;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (code === DISK_FULL) return 'server.no_space';
  const isAway = typeof code === 'string' && AWAY.test(code);
  return isAway || syscall === 'connect' || LOST.test(error.message) ? 'server.unavailable' : null;
}
