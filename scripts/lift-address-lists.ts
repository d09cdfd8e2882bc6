import { parseArgs } from 'node:util';
import { emailKey, usernameKey } from '../contract/text.ts';
import { readConfig } from '../server/config.ts';
import { embeddedUrls } from '../server/db/embedded.ts';
import { type Database, openDatabase } from '../server/db/pool.ts';
import { liftAddressLists } from '../server/security/lift-address-lists.ts';

// npm run lift-address-lists -- --account K7M2PQ [--for ana@northwind.example]
// `--for`: the user of the account who asked for it, by e-mail address or username; the record names them beside the operator.
// For an account that has locked itself out by its allowed addresses. With the embedded database while Rollcall runs.

const { account, for: login } = parseArgs({ options: { account: { type: 'string' }, for: { type: 'string' } } }).values;
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
  const asking = login === undefined ? undefined : await findAsking(db, found.id, login);
  const { everyone, users } = await db.write(found.id, (tx) => liftAddressLists(tx, asking));
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

/** The user with this e-mail address or username. */
async function findAsking(database: Database, accountId: string, typed: string): Promise<string> {
  const user = await database
    .reader(accountId)
    .selectFrom('users')
    .select('id')
    .where('account_id', '=', accountId)
    .where('status', '<>', 'deleted')
    .where(({ eb, or }) => or([eb('email_key', '=', emailKey(typed.trim())), eb('username_key', '=', usernameKey(typed.trim()))]))
    .executeTakeFirst();
  if (!user) throw new Error(`The account has no user ${typed}.`);
  return user.id;
}
