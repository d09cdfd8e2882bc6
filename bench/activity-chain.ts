import { sealActivity, startSealer } from '../server/activity/seal-activity.ts';
import { verifyActivity } from '../server/activity/verify-activity.ts';
import { type Database, openDatabase } from '../server/db/pool.ts';
import { record } from '../server/platform/activity.ts';

// What the chain of the record costs: writing with the sealer and without it, by turns; sealing; checking.

const WRITERS = 16;
/** As a mass action writes them. */
const IN_ONE_TRANSACTION = 20;
const ROUNDS = 3;

const visitor = { userId: null, sessionId: null, caller: { address: '192.0.2.7', device: 'Bench' } };
const changes = { firstName: { old: 'Ana', new: 'Inés' }, email: { old: 'ana@bench.example', new: 'ines@bench.example' } };

export interface ChainFigures {
  readonly withChain: number;
  readonly without: number;
  readonly sealed: number;
  readonly verified: number;
  readonly entries: number;
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
  await Promise.all([db.close(), others.close()]);
  const start = performance.now();
  const { entries, isWhole } = await verifyActivity(
    urls.owner,
    { heads: new Map() },
    { verified: () => undefined, progress: () => undefined },
  );
  if (!isWhole) throw new Error('The chain is broken.');
  const verified = entries / ((performance.now() - start) / 1000);
  return { withChain: median(rates.chain), without: median(rates.bare), sealed: median(rates.sealed), verified, entries };
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
