import pg from 'pg';
import type { HeadFacts } from './head.ts';
import { type Chain, readChains } from './read-chain.ts';
import { type Verified, verifyChain } from './verify-chain.ts';

interface Wanted {
  /** One account only. */
  readonly code?: string | undefined;
  /** Heads that were exported, by account id. */
  readonly heads: ReadonlyMap<string, HeadFacts>;
}

export interface Seen {
  verified(chain: Chain, result: Verified): void;
  /** Now and then: so many of all entries. */
  progress(entries: number, all: number): void;
}

/**
 * Checks the chain of each account, as the owner of the tables and as of one instant, and tells what it finds. Answers how
 * many entries it read, and whether everything is as it was sealed. Throws where there is no such account.
 */
export async function verifyActivity(
  ownerUrl: string,
  { code, heads }: Wanted,
  seen: Seen,
): Promise<{ entries: number; isWhole: boolean }> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'rollcall_verify' });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const chains = await readChains(client, code);
    if (code && chains.length === 0) throw new Error(`There is no account ${code}.`);
    const gone = [...heads.keys()].filter((id) => !code && !chains.some(({ accountId }) => accountId === id));
    if (gone.length > 0) throw new Error(`Heads were exported of accounts that are not there any more: ${gone.join(', ')}.`);
    const all = chains.reduce((sum, { total }) => sum + total, 0);
    let [entries, isWhole] = [0, true];
    for (const chain of chains) {
      const before = entries;
      const result = await verifyChain(client, chain, heads.get(chain.accountId), (read) => seen.progress(before + read, all));
      entries += result.entries;
      isWhole &&= result.broken === null;
      seen.verified(chain, result);
    }
    return { entries, isWhole };
  } finally {
    await client.end();
  }
}
