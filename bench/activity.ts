import type { EmbeddedPostgres } from '../server/db/embedded.ts';
import { request } from './load.ts';
import { once } from './once.ts';
import { seedActivity } from './seed-activity.ts';

// How long a page of the record takes to come, over HTTP, for each kind of search, among so many entries of one account.

const ENTRIES = Number(process.env.BENCH_ENTRIES ?? 10_000_000);
const TIMES = Number(process.env.BENCH_TIMES ?? 40);

interface Bench {
  readonly folder: string;
  readonly urls: EmbeddedPostgres['urls'];
  readonly accountId: string;
  readonly cookie: string;
  readonly fetchJson: (path: string) => Promise<unknown>;
  readonly time: (request: string) => Promise<number>;
}

interface Entry {
  readonly id: string;
  readonly action: string;
  readonly actor: { readonly id: string } | null;
  readonly target: { readonly id: string };
  readonly address: string;
}

/** Seeds, then answers a line for each kind of search: median, 95th percentile, how many entries came. */
export async function activityBench({ folder, urls, accountId, cookie, fetchJson, time }: Bench): Promise<string[][]> {
  const superuser = urls.superuser.replace(/\/postgres\?/, '/rollcall?');
  await once(folder, `entries-${ENTRIES}`, () => seedActivity(superuser, accountId, ENTRIES));
  const read = async (query: string) => (await fetchJson(`/api/v1/activity?${query}`)) as { items: Entry[] };
  const some = (await read('limit=200&action=user.changed')).items;
  const lines: string[][] = [];
  for (const [kind, queryOf] of kindsOf(some)) {
    const times: number[] = [];
    const query = queryOf(0);
    const { items } = await read(query);
    for (let n = 0; n < TIMES; n += 1) times.push(await time(request('GET', `/api/v1/activity?${queryOf(n)}`, { cookie })));
    const at = (share: number) => times.toSorted((a, b) => a - b)[Math.min(TIMES - 1, Math.floor(TIMES * share))] ?? 0;
    lines.push([kind, `${at(0.5).toFixed(1)} ms`, `${at(0.95).toFixed(1)} ms`, String(items.length)]);
    console.log(lines.at(-1)?.join(' | '));
  }
  return lines;
}

/** Each kind, and its nth query: where it can, another one each time. */
function kindsOf(some: readonly Entry[]): [string, (n: number) => string][] {
  const one = (n: number) => some[(n * 7) % some.length] ?? some[0];
  const before = (days: number) => new Date(Date.now() - days * 86_400_000);
  const cursorAt = (days: number) => {
    const hex = before(days).getTime().toString(16).padStart(12, '0');
    return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
  };
  const dates = (n: number) => `from=${before(40 + n * 8).toISOString()}&to=${before(33 + n * 8).toISOString()}`;
  return [
    ['no filter', () => ''],
    ['no filter, at any depth', (n) => `cursor=${cursorAt(n * 9)}`],
    ['an Admin who did much', (n) => `actor=${one(n)?.actor?.id}`],
    ['a user who did little', (n) => `actor=${one(n)?.target.id}`],
    ['an Admin and an action never done', (n) => `action=account.handed_over&actor=${one(n)?.actor?.id}`],
    ['two common words', () => 'q=plenty%20grace'],
    ['a mail address', (n) => `q=user${n * 7}%40bench.example`],
    ['a target', (n) => `target=${one(n)?.target.id}`],
    ['a common action', () => 'action=user.signed_in'],
    ['a rare action', () => 'action=account.handed_over'],
    ['three actions', () => 'action=user.created&action=user.locked&action=account.changed'],
    ['a week', dates],
    ['a mass action', (n) => `massAction=00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`],
    ['an address', (n) => `address=${one(n)?.address}`],
    ['a block, /24', (n) => `address=10.1.${n % 50}.0/24`],
    ['a block, /8', () => 'address=10.0.0.0/8'],
    ['a block that nobody came from', () => 'address=192.0.2.0/24'],
    ['a word that every tenth entry has', () => 'q=plenty'],
    ['a word that most entries have', () => 'q=safari'],
    ['a word of one in three hundred', () => 'q=sparse'],
    ['a word of a few', (n) => `q=plenty${1234 + n * 777}`],
    ['a word of nobody', (n) => `q=zzz${n}`],
    ['a name', (n) => `q=name${String(n * 77).padStart(5, '0')}`],
    ['a common first name', () => 'q=grace'],
    ['part of an address', (n) => `q=10.2.${n % 50}.`],
    ['text, action and a week', (n) => `q=sparse&action=user.changed&${dates(n)}`],
    ['an Admin and a text', (n) => `q=sparse&actor=${one(n)?.actor?.id}`],
    ['an Admin and a text of nobody', (n) => `q=zzz${n}&actor=${one(n)?.actor?.id}`],
    ['a block and a text', (n) => `q=plenty&address=10.1.${n % 50}.0/24`],
  ];
}
