import pg from 'pg';
import { AGENT_SORTS } from '../contract/agents.ts';
import type { EmbeddedPostgres } from '../server/db/embedded.ts';
import { AGENT_FILTERS, AGENT_POSITIONS, manyAgents, type Sets } from '../server/testing/many-agents.ts';
import { writeCursor } from '../server/users/cursor.ts';
import { request } from './load.ts';
import { once } from './once.ts';

// How long a page of agents takes to come, over HTTP, by each sort with each filter, at the beginning and deep.

const TIMES = Number(process.env.BENCH_TIMES ?? 10);
const SHOWN = Number(process.env.BENCH_SHOWN ?? 12);
const MIDDLE = '80000000-0000-0000-0000-000000000000';

interface Bench {
  readonly folder: string;
  readonly urls: EmbeddedPostgres['urls'];
  readonly accountId: string;
  readonly cookie: string;
  readonly count: number;
  readonly time: (request: string) => Promise<number>;
}

/** Seeds, then answers a line for each of the slowest: median, 95th percentile; and one for all of them. */
export async function agentsBench({ folder, urls, accountId, cookie, count, time }: Bench): Promise<string[][]> {
  const sets = await once(folder, `agents-${count}`, () => seedAgents(urls, accountId, count));
  const measured: { kind: string; times: number[] }[] = [];
  const measure = async (kind: string, path: string) => {
    const times: number[] = [];
    for (let n = -1; n < TIMES; n += 1) times.push(await time(request('GET', path, { cookie })));
    // The first one plans.
    measured.push({ kind, times: times.slice(1).sort((a, b) => a - b) });
  };
  for (const [name, filtersOf] of AGENT_FILTERS) {
    const filters = Object.entries(filtersOf(sets)).flatMap(([key, values]) =>
      [values].flat().map((value) => `&${key}=${value}`),
    );
    for (const by of AGENT_SORTS) {
      const page = `/api/v1/agents?limit=25&sort=${by}${filters.join('')}`;
      await measure(`${name}, by ${by}`, page);
      await measure(`${name}, by ${by}, deep`, `${page}&cursor=${writeCursor(by, AGENT_POSITIONS[by], MIDDLE)}`);
    }
    await measure(`${name}, counted`, `/api/v1/agents/count?${filters.join('').slice(1)}`);
  }
  const line = (kind: string, times: readonly number[]) => [kind, `${at(times, 0.5)} ms`, `${at(times, 0.95)} ms`];
  const all = measured.flatMap(({ times }) => times).sort((a, b) => a - b);
  measured.sort((a, b) => Number(at(b.times, 0.95)) - Number(at(a.times, 0.95)));
  const slowest = measured.slice(0, SHOWN).map(({ kind, times }) => line(kind, times));
  return [line(`all ${measured.length} together`, all), ...slowest];
}

async function seedAgents(urls: EmbeddedPostgres['urls'], accountId: string, count: number): Promise<Sets> {
  console.log(`Seeding ${count.toLocaleString('en')} agents …`);
  const owner = new pg.Pool({ connectionString: urls.owner, max: 2 });
  const superuser = urls.superuser.replace(/\/postgres\?/, '/rollcall?');
  const sets = await manyAgents({ owner, urls: { superuser } }, accountId, count);
  await owner.end();
  return sets;
}

function at(times: readonly number[], share: number): string {
  return (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
}
