import { z } from 'zod';
import type { ActivityHead } from '../../contract/activity-head.ts';
import type { Reader } from '../db/pool.ts';
import { isSignedBy, type Signer } from '../platform/signing.ts';
import { BEGINNING } from './chain-hashes.ts';

/** The last block of a chain. Without one: number 0, and a hash of zeros. */
export interface HeadFacts {
  readonly number: number;
  readonly hash: Buffer;
  readonly count: number;
}

/** The last block of the account's chain, signed: whoever keeps it can show later that nothing before it was cut off. */
export async function signHead(db: Reader, accountId: string, signer: Signer): Promise<ActivityHead> {
  const last = await db
    .selectFrom('activity_blocks')
    .select(['number', 'hash', 'total'])
    .where('account_id', '=', accountId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const head = { number: Number(last?.number ?? 0), hash: last?.hash ?? BEGINNING, count: Number(last?.total ?? 0) };
  const time = new Date().toISOString();
  const signed = textOf(accountId, head, time);
  const [publicKey] = signer.publicKeys;
  const { number, count } = head;
  const signature = signer.sign(signed).toString('base64');
  return { accountId, number, hash: head.hash.toString('hex'), count, time, signed, signature, publicKey };
}

function textOf(accountId: string, { number, hash, count }: HeadFacts, time: string): string {
  return `rollcall activity head 1\naccount ${accountId}\nblock ${number}\nhash ${hash.toString('hex')}\nentries ${count}\ntime ${time}\n`;
}

const exported = z.object({ signed: z.string(), signature: z.base64() });

const TEXT =
  /^rollcall activity head 1\naccount ([0-9a-f-]{36})\nblock (\d{1,15})\nhash ([0-9a-f]{64})\nentries (\d{1,15})\ntime (\S+)\n$/;

/** The heads in a file of lines that `signHead` made, by account, if one of these keys signed each. Throws what is wrong. */
export function readHeads(file: string, publicKeys: readonly string[]): Map<string, HeadFacts> {
  const heads = new Map<string, HeadFacts>();
  for (const line of file.split('\n').filter((one) => one.trim() !== '')) {
    const { signed, signature } = exported.parse(JSON.parse(line));
    const [, accountId = '', number, hash = '', count] = TEXT.exec(signed) ?? [];
    if (!accountId) throw new Error('The file holds something that is not the head of a chain.');
    if (!publicKeys.some((key) => isSignedBy(key, signed, Buffer.from(signature, 'base64')))) {
      throw new Error(`The head of account ${accountId} is not signed with a key of this Rollcall.`);
    }
    // What is signed counts, whatever stands beside it in the file.
    heads.set(accountId, { number: Number(number), hash: Buffer.from(hash, 'hex'), count: Number(count) });
  }
  return heads;
}
