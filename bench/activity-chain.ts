import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { sealActivity, startSealer } from '../server/activity/seal-activity.ts';
import { verifyActivity } from '../server/activity/verify-activity.ts';
import { type Database, openDatabase } from '../server/db/pool.ts';
import { record } from '../server/platform/activity.ts';

// What the chain of the record costs: writing with the sealer and without it, by turns; sealing; checking.

const WRITERS = 16;
/** As a mass action writes them. */
const IN_ONE_TRANSACTION = 20;
const ROUNDS = 3;
const PER_SECOND = 200;

const visitor = { userId: null, sessionId: null, caller: { address: '192.0.2.7', device: 'Bench' } };
const changes = { firstName: { old: 'Ana', new: 'Inés' }, email: { old: 'ana@bench.example', new: 'ines@bench.example' } };

export interface ChainFigures {
  readonly withChain: number;
  readonly without: number;
  readonly sealed: number;
  readonly verified: number;
  readonly entries: number;
  /** Milliseconds from an entry until it is sealed, with so many entries a second: median and 99th percentile. */
  readonly waited: readonly [p50: number, p99: number];
}

/** Entries per second: medians of three turns of so many seconds each, all in one account. */
export async function measureChain(
  urls: { app: string; owner: string },
  accountId: string,
  seconds: number,
): Promise<ChainFigures> {
  const db = openDatabase(urls.app, WRITERS + 1);
  const others = openDatabase(urls.app, 2);
  const rates: { chain: number[]; bare: number[]; sealed: number[] } = { chain: [], bare: [], sealed: [] };
  await sealAll(others);
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.bare.push(await write(db, accountId, seconds));
    rates.sealed.push(await sealAll(others));
    const sealer = startSealer(others);
    rates.chain.push(await write(db, accountId, seconds));
    await sealer.close();
  }
  const waited = await measureWait(urls.owner, { db, others, accountId, seconds });
  await Promise.all([db.close(), others.close()]);
  const start = performance.now();
  const { entries, isWhole } = await verifyActivity(
    urls.owner,
    { heads: new Map() },
    { verified: () => undefined, progress: () => undefined },
  );
  if (!isWhole) throw new Error('The chain is broken.');
  const verified = entries / ((performance.now() - start) / 1000);
  await tidyUp(urls.owner);
  return { withChain: median(rates.chain), without: median(rates.bare), sealed: median(rates.sealed), verified, entries, waited };
}

/** Now, instead of while the next thing is measured. */
async function tidyUp(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('vacuum analyze');
  await owner.end();
}

async function write(db: Database, accountId: string, seconds: number): Promise<number> {
  const start = performance.now();
  const end = start + seconds * 1000;
  let written = 0;
  const writer = async () => {
    while (performance.now() < end) {
      await db.write(accountId, async (tx) => {
        for (let n = 0; n < IN_ONE_TRANSACTION; n += 1) {
          await record(tx, visitor, { action: 'account.changed', target: { type: 'account', id: accountId }, changes });
        }
      });
      written += IN_ONE_TRANSACTION;
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return written / ((performance.now() - start) / 1000);
}

interface Wait {
  readonly db: Database;
  readonly others: Database;
  readonly accountId: string;
  readonly seconds: number;
}

/** How long entries wait to be sealed where 200 a second are written, each in a transaction of its own. */
async function measureWait(ownerUrl: string, { db, others, accountId, seconds }: Wait): Promise<[number, number]> {
  const sealer = startSealer(others);
  const one = () =>
    db.write(accountId, (tx) =>
      record(tx, visitor, { action: 'account.changed', target: { type: 'account', id: accountId }, changes }),
    );
  const start = new Date();
  const writes: Promise<unknown>[] = [];
  for (let n = 0; n < seconds * 20; n += 1) {
    for (let m = 0; m < PER_SECOND / 20; m += 1) writes.push(one());
    await pause(50);
  }
  await Promise.all(writes);
  await pause(2000);
  await sealer.close();
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ waits: [number, number] }>(
    `select percentile_disc(array[0.5, 0.99]) within group (order by (extract(epoch from b.sealed_at - a.at) * 1000)::float8) as waits
     from activity_blocks b cross join unnest(b.entry_ids) sealed(id)
     join activity a on a.account_id = b.account_id and a.id = sealed.id
     where b.account_id = $1 and a.at >= $2`,
    [accountId, start],
  );
  await owner.end();
  return rows[0]?.waits ?? [Number.NaN, Number.NaN];
}

/** How many per second were sealed of what was left. */
async function sealAll(db: Database): Promise<number> {
  const start = performance.now();
  let all = 0;
  for (;;) {
    const { sealed, is_searching: isSearching } = await sealActivity(db);
    all += sealed ?? 0;
    if (sealed === 0 && !isSearching) return all / ((performance.now() - start) / 1000);
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
