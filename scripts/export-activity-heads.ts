import { parseArgs } from 'node:util';
import { signHead } from '../server/activity/head.ts';
import { readConfig } from '../server/config.ts';
import { embeddedUrls } from '../server/db/embedded.ts';
import { openDatabase } from '../server/db/pool.ts';
import { readSecretKeys } from '../server/platform/secret-keys.ts';
import { createSecrets } from '../server/platform/secrets.ts';

// npm run --silent activity:head [-- --account K7M2PQ] > heads.jsonl
// The heads of the chains of activity, signed, a line for each account. Kept elsewhere, they show later that nothing was cut
// off: npm run activity:verify -- --head heads.jsonl. With --public-key: the key that checks them.

const { account, 'public-key': onlyKey } = parseArgs({
  options: { account: { type: 'string' }, 'public-key': { type: 'boolean' } },
}).values;
const config = readConfig(process.env);
const { heads } = createSecrets(await readSecretKeys(config));
if (onlyKey) {
  process.stdout.write(heads.publicKeys[0]);
  process.exit();
}
const url = config.DATABASE_OWNER_URL ?? (await embeddedUrls(config.ROLLCALL_DATA_DIR)).owner;
const db = openDatabase(url, 1);
try {
  if (!(await db.isReady())) throw new Error('The database does not answer. With the embedded one, start Rollcall first.');
  let query = db.reader(null).selectFrom('accounts').select('id').orderBy('id');
  if (account) query = query.where('code', '=', account.trim().toUpperCase());
  const accounts = await query.execute();
  if (account && accounts.length === 0) throw new Error(`There is no account ${account}.`);
  for (const { id } of accounts) console.log(JSON.stringify(await signHead(db.reader(id), id, heads)));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await db.close();
}
