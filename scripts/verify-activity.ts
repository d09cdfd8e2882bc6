import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readHeads } from '../server/activity/head.ts';
import { verifyActivity } from '../server/activity/verify-activity.ts';
import type { Verified } from '../server/activity/verify-chain.ts';
import { readConfig } from '../server/config.ts';
import { embeddedUrls } from '../server/db/embedded.ts';
import { readSecretKeys } from '../server/platform/secret-keys.ts';
import { createSecrets } from '../server/platform/secrets.ts';

// npm run activity:verify [-- --account K7M2PQ] [--head heads.jsonl] [--public-key key.pem]
// Checks the record of every account against its chain. Ends with 0 where all is as it was sealed, with 1 where it is not,
// with 2 where it could not be checked. With the embedded database while Rollcall runs.

const PROGRESS_MS = 5_000;
const start = performance.now();
const seconds = () => (performance.now() - start) / 1000;
const figure = (value: number) => Math.round(value).toLocaleString('en');
let toldAt = start;

function progress(entries: number, all: number): void {
  if (performance.now() - toldAt < PROGRESS_MS) return;
  toldAt = performance.now();
  const rate = entries / seconds();
  const left = Math.max(0, all - entries) / rate;
  const time = left < 90 ? `${Math.ceil(left)} s` : `${Math.ceil(left / 60)} min`;
  console.error(`${figure(entries)} of ${figure(all)} entries, ${figure(rate)} per second, ${time} left`);
}

function sentence({ entries, blocks, erased, dropped, waiting, broken }: Verified): string {
  const also = [
    erased > 0 ? `${figure(erased)} without their values, since somebody was erased` : '',
    dropped > 0 ? `${figure(dropped)} more were deleted after their time` : '',
    waiting > 0 ? `${figure(waiting)} are too new to be sealed` : '',
  ].filter(Boolean);
  const read = `${figure(entries)} entries in ${figure(blocks)} blocks${also.map((text) => `; ${text}`).join('')}`;
  if (!broken) return `whole. ${read}`;
  const where = [broken.entryId ? `entry ${broken.entryId}` : '', broken.block ? `block ${broken.block}` : ''].filter(Boolean);
  return `BROKEN (${broken.how}). ${where.join(', ')}${where.length > 0 ? ': ' : ''}${broken.text}. Before that: ${read}`;
}

const {
  account,
  head,
  'public-key': keyFile,
} = parseArgs({
  options: { account: { type: 'string' }, head: { type: 'string' }, 'public-key': { type: 'string' } },
}).values;
try {
  const config = readConfig(process.env);
  const keys = async () =>
    keyFile ? [await readFile(keyFile, 'utf8')] : createSecrets(await readSecretKeys(config)).heads.publicKeys;
  const heads = head ? readHeads(await readFile(head, 'utf8'), await keys()) : new Map();
  const url = config.DATABASE_OWNER_URL ?? (await embeddedUrls(config.ROLLCALL_DATA_DIR)).owner;
  const wanted = { code: account?.trim().toUpperCase(), heads };
  const { entries, isWhole } = await verifyActivity(url, wanted, {
    verified: ({ code }, result) => console.log(`${code}: ${sentence(result)}`),
    progress,
  });
  console.log(`${figure(entries)} entries in ${seconds().toFixed(1)} s: ${figure(entries / seconds())} per second.`);
  if (!isWhole) process.exitCode = 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
