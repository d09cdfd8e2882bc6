import type pg from 'pg';
import { timeOf } from '../platform/tokens.ts';
import { BEGINNING } from './chain-hashes.ts';
import type { HeadFacts } from './head.ts';
import {
  type Block,
  type Chain,
  isErased,
  type ReadEntry,
  readBlocks,
  readDrops,
  readEntries,
  readStrays,
} from './read-chain.ts';
import { type Broken, brokenBlock, brokenEntry } from './verify-block.ts';

/** What the check of one chain found. */
export interface Verified {
  /** How many entries were read and are as they were sealed. */
  readonly entries: number;
  readonly blocks: number;
  /** How many stand without their values, since somebody was erased. */
  readonly erased: number;
  /** How many were thrown away after their time, as the chain itself says. */
  readonly dropped: number;
  /** How many are too new to be in the chain. */
  readonly waiting: number;
  readonly broken: Broken | null;
}

type Progress = (entries: number) => void;

type Counts = { -readonly [K in 'entries' | 'blocks' | 'erased' | 'dropped' | 'waiting']: number };

/**
 * Checks one chain from its beginning: every block, every entry it names and the values beside it; then whether there are
 * entries that no block names; then the head, where one is given. Stops at the first that is not as it was sealed.
 * Reads some at a time, in the transaction that the client is in.
 */
export async function verifyChain(
  client: pg.Client,
  chain: Chain,
  head: HeadFacts | undefined,
  progress: Progress,
): Promise<Verified> {
  const counts: Counts = { entries: 0, blocks: 0, erased: 0, dropped: 0, waiting: 0 };
  const broken =
    (await verifyBlocks(client, chain, head, counts, progress)) ?? (await verifyStrays(client, chain, counts)) ?? null;
  return { ...counts, broken };
}

async function verifyBlocks(
  client: pg.Client,
  { accountId }: Chain,
  head: HeadFacts | undefined,
  counts: Counts,
  progress: Progress,
): Promise<Broken | null> {
  const drops = await readDrops(client, accountId);
  const goneBefore = Math.max(...drops.map(({ to }) => to), Number.NEGATIVE_INFINITY);
  const knownFrom = Math.min(...drops.map(({ from }) => from));
  let last: Pick<Block, 'number' | 'hash' | 'total'> = { number: 0, hash: BEGINNING, total: 0 };
  let goneSinceKnown = 0;
  for (;;) {
    const blocks = await readBlocks(client, accountId, last.number);
    if (blocks.length === 0) break;
    const entries = await readEntries(
      client,
      accountId,
      blocks.flatMap(({ entryIds }) => entryIds),
    );
    for (const block of blocks) {
      if (block.number !== last.number + 1) return missing(last.number + 1, block);
      const found = await verifyEntries(client, block, entries, goneBefore, counts);
      if (found) return found;
      const wrong = brokenBlock(block, last);
      if (wrong) return wrong;
      if (head?.number === block.number && !head.hash.equals(block.hash)) return rewritten(block);
      goneSinceKnown += block.entryIds.filter((id) => !entries.has(id) && timeOf(id).getTime() >= knownFrom).length;
      last = block;
      counts.blocks += 1;
    }
    progress(counts.entries + counts.dropped);
  }
  if (head && head.number > last.number) return truncated(head, last.number);
  const said = drops.reduce((sum, { count }) => sum + count, 0);
  return goneSinceKnown === said ? null : moreGone(goneSinceKnown, said);
}

async function verifyEntries(
  client: pg.Client,
  block: Block,
  entries: ReadonlyMap<string, ReadEntry>,
  goneBefore: number,
  counts: Counts,
): Promise<Broken | null> {
  for (const [index, id] of block.entryIds.entries()) {
    const read = entries.get(id);
    if (!read && timeOf(id).getTime() < goneBefore) {
      counts.dropped += 1;
      continue;
    }
    const wrong = brokenEntry(block, index, read);
    if (wrong?.how === 'values_removed' && read && (await isErased(client, read.entry.accountId, peopleOf(read)))) {
      counts.erased += 1;
    } else if (wrong) return wrong;
    counts.entries += 1;
  }
  return null;
}

/** Whose erasure takes the values along. */
function peopleOf({ entry: { actorId, onBehalfOf, targetType, targetId } }: ReadEntry): string[] {
  return [actorId, onBehalfOf, targetType === 'user' ? targetId : null].filter((id) => id !== null);
}

/** Entries that no block names though the sealer has been there, or that two blocks name. */
async function verifyStrays(client: pg.Client, { accountId }: Chain, counts: Counts): Promise<Broken | null> {
  for (let after: string | null = '00000000-0000-0000-0000-000000000000'; after !== null; ) {
    const { strays, next } = await readStrays(client, accountId, after);
    const stranger = strays.find(({ isWaiting, times }) => !isWaiting || times > 1);
    if (stranger) {
      const text =
        stranger.times > 1 ? `${stranger.times} blocks name it` : 'no block names it, though those before and after are sealed';
      return { how: 'inserted', entryId: stranger.id, block: null, text };
    }
    counts.waiting += strays.length;
    after = next;
  }
  return null;
}

function missing(number: number, block: Block): Broken {
  const text = `block ${number} is missing; the next one there is block ${block.number}`;
  return { how: 'block_missing', entryId: block.entryIds[0] ?? null, block: number, text };
}

function rewritten(block: Block): Broken {
  const text = `block ${block.number} has another hash than the head that was exported: the chain was written anew`;
  return { how: 'rewritten', entryId: block.entryIds[0] ?? null, block: block.number, text };
}

function truncated(head: HeadFacts, last: number): Broken {
  const text = `the chain ends with block ${last}, and the head that was exported is block ${head.number}: what came after is cut off`;
  return { how: 'truncated', entryId: null, block: last + 1, text };
}

function moreGone(gone: number, said: number): Broken {
  const text = `${gone} entries are gone from the months that were thrown away, and the record says ${said}`;
  return { how: 'removed', entryId: null, block: null, text };
}
