import { hashOfBlock, hashOfEntry, hashOfValues } from './chain-hashes.ts';
import type { Block, ReadEntry } from './read-chain.ts';

/** The first thing in a chain that is not as it was sealed. */
export interface Broken {
  readonly how:
    | 'changed'
    | 'removed'
    | 'reordered'
    | 'inserted'
    | 'values_changed'
    | 'values_removed'
    | 'block_changed'
    | 'block_missing'
    | 'rewritten'
    | 'truncated';
  /** The entry; of a block its first one, where it is known. */
  readonly entryId: string | null;
  readonly block: number | null;
  readonly text: string;
}

/** What is wrong with the entry that stands there in the block; null where nothing is. */
export function brokenEntry(block: Block, index: number, read: ReadEntry | undefined): Broken | null {
  const id = block.entryIds[index] ?? '';
  const at = { entryId: id, block: block.number };
  if (!read) return { ...at, how: 'removed', text: 'the entry is not there any more' };
  const hash = hashOfEntry(read.entry);
  if (!hash.equals(hashAt(block, index))) {
    const isElsewhere = block.entryIds.some((_, other) => hashAt(block, other).equals(hash));
    return isElsewhere
      ? { ...at, how: 'reordered', text: 'the entry stands in another place of its block' }
      : { ...at, how: 'changed', text: 'the entry is not what was sealed' };
  }
  if (index > 0 && id <= (block.entryIds[index - 1] ?? '')) {
    return { ...at, how: 'reordered', text: 'the entry stands behind a later one' };
  }
  return brokenValues(at, read);
}

function brokenValues(at: { entryId: string; block: number }, { entry, values }: ReadEntry): Broken | null {
  if (entry.valuesHash === null) {
    return values && { ...at, how: 'values_changed', text: 'there are values beside the entry, and there were none' };
  }
  if (!values) {
    return { ...at, how: 'values_removed', text: 'its values are gone, and nobody it tells about was erased' };
  }
  if (hashOfValues(values).equals(entry.valuesHash)) return null;
  return { ...at, how: 'values_changed', text: 'its values are not those that were written' };
}

/** What is wrong with a block whose entries are right; null where nothing is. */
export function brokenBlock(block: Block, last: { hash: Buffer; number: number; total: number }): Broken | null {
  const at = { entryId: block.entryIds[0] ?? null, block: block.number };
  if (!block.previousHash.equals(last.hash)) {
    return { ...at, how: 'reordered', text: `block ${block.number} does not follow block ${last.number}` };
  }
  if (!hashOfBlock(last.hash, block.entryHashes).equals(block.hash)) {
    const inserted = findInserted(block);
    return inserted
      ? { ...at, entryId: inserted, how: 'inserted', text: 'the block was sealed without this entry' }
      : { ...at, how: 'block_changed', text: `block ${block.number} is not what was sealed: it names other entries` };
  }
  if (block.total !== last.total + block.entryIds.length) {
    return { ...at, how: 'block_changed', text: `block ${block.number} counts ${block.total} entries, which is wrong` };
  }
  return null;
}

/** The entry without which the block is what was sealed. */
function findInserted(block: Block): string | undefined {
  return block.entryIds.find((_, index) => {
    const others = Buffer.concat([block.entryHashes.subarray(0, index * 32), block.entryHashes.subarray((index + 1) * 32)]);
    return hashOfBlock(block.previousHash, others).equals(block.hash);
  });
}

function hashAt({ entryHashes }: Block, index: number): Buffer {
  return entryHashes.subarray(index * 32, (index + 1) * 32);
}
