import { parseArgs } from 'node:util';
import { readConfig } from '../server/config.ts';
import { embeddedUrls } from '../server/db/embedded.ts';
import { openDatabase } from '../server/db/pool.ts';
import { liftAddressLists } from '../server/security/lift-address-lists.ts';

// npm run lift-address-lists -- --account K7M2PQ
// For an account that has locked itself out by its allowed addresses. With the embedded database while Rollcall runs.

const { account } = parseArgs({ options: { account: { type: 'string' } } }).values;
if (!account) {
  console.error('Say which account: npm run lift-address-lists -- --account K7M2PQ');
  process.exit(2);
}

const config = readConfig(process.env);
const url = config.DATABASE_OWNER_URL ?? (await embeddedUrls(config.ROLLCALL_DATA_DIR)).owner;
const db = openDatabase(url, 1);
try {
  if (!(await db.isReady())) throw new Error('The database does not answer. With the embedded one, start Rollcall first.');
  const code = account.trim().toUpperCase();
  const found = await db.reader(null).selectFrom('accounts').select(['id', 'name']).where('code', '=', code).executeTakeFirst();
  if (!found) throw new Error(`There is no account ${code}.`);
  const { everyone, users } = await db.write(found.id, liftAddressLists);
  console.log(
    `${found.name} (${code}): the switch "everyone" was ${everyone ? 'on' : 'off'}, and ${users} users were limited by themselves. ` +
      'All may sign in from any address until somebody switches it on again; the entries stay.',
  );
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await db.close();
}
