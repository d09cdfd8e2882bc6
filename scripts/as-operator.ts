import { emailKey, usernameKey } from '../contract/text.ts';
import { readConfig } from '../server/config.ts';
import { embeddedUrls } from '../server/db/embedded.ts';
import { type Database, openDatabase } from '../server/db/pool.ts';

interface Place {
  readonly db: Database;
  readonly accountId: string;
  /** The account as a line names it. */
  readonly title: string;
}

/** Does an operator's work in one account, says what came of it, and ends with 1 where it failed. With the embedded database while Rollcall runs. */
export async function asOperator(account: string, work: (place: Place) => Promise<string>): Promise<void> {
  const config = readConfig(process.env);
  const url = config.DATABASE_OWNER_URL ?? (await embeddedUrls(config.ROLLCALL_DATA_DIR)).owner;
  const db = openDatabase(url, 1);
  try {
    if (!(await db.isReady())) throw new Error('The database does not answer. With the embedded one, start Rollcall first.');
    const code = account.trim().toUpperCase();
    const found = await db.reader(null).selectFrom('accounts').select(['id', 'name']).where('code', '=', code).executeTakeFirst();
    if (!found) throw new Error(`There is no account ${code}.`);
    console.log(await work({ db, accountId: found.id, title: `${found.name} (${code})` }));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  } finally {
    await db.close();
  }
}

/** The user with this e-mail address or username. */
export async function findUserNamed({ db, accountId }: Place, typed: string): Promise<string> {
  const user = await db
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
