import { dropActivity } from '../server/activity/drop-activity.ts';
import { readConfig } from '../server/config.ts';
import { embeddedUrls } from '../server/db/embedded.ts';
import { openDatabase } from '../server/db/pool.ts';

// npm run activity:drop
// Throws away the months of activity that are older than ACTIVITY_DAYS. With the embedded database while Rollcall runs.

const config = readConfig(process.env);
const url = config.DATABASE_OWNER_URL ?? (await embeddedUrls(config.ROLLCALL_DATA_DIR)).owner;
const db = openDatabase(url, 1);
try {
  if (!(await db.isReady())) throw new Error('The database does not answer. With the embedded one, start Rollcall first.');
  const { months, entries } = await dropActivity(db, config.ACTIVITY_DAYS, 'operator');
  console.log(`Older than ${config.ACTIVITY_DAYS} days: ${months} months with ${entries} entries, which are gone now.`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await db.close();
}
