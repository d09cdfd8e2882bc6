import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';

/** Milliseconds in which processors worked for something so far; null where the system does not say (only Linux does). */
export type Clock = () => number | null;

/** The clock of a process. */
export function clockOf(pid: number): Clock {
  return () => inMilliseconds(timesOf(pid));
}

/** The clock of a whole PostgreSQL: of the server process, of those that it has begun, and of those that have ended. */
export async function clockOfDatabase(url: string): Promise<Clock> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const server = timesOf(rows[0]?.pid ?? 0)?.parent ?? 0;
  await client.end();
  return () => {
    const own = timesOf(server);
    if (!own) return null;
    const children = readdirSync('/proc').map((name) => (/^\d+$/.test(name) ? timesOf(Number(name)) : null));
    const living = children.filter((times) => times?.parent === server).map((times) => times?.ticks ?? 0);
    return inMilliseconds({ ...own, ticks: living.reduce((sum, ticks) => sum + ticks, own.ticks + own.ticksOfEnded) });
  };
}

interface Times {
  readonly parent: number;
  readonly ticks: number;
  readonly ticksOfEnded: number;
}

/** Of `/proc/PID/stat`: behind the name, which may hold anything, field 3 is the first. */
function timesOf(pid: number): Times | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const field = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const sum = (...numbers: number[]) => numbers.reduce((total, number) => total + (field[number - 3] ?? 0), 0);
    return { parent: sum(4), ticks: sum(14, 15), ticksOfEnded: sum(16, 17) };
  } catch {
    return null;
  }
}

/** Linux counts a hundred ticks a second, whatever the kernel's own clock does. */
function inMilliseconds(times: Times | null): number | null {
  return times && times.ticks * 10;
}
