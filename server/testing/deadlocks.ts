import type { TestApp } from './app.ts';
import type { Client } from './client.ts';
import { waitFor } from './mail-server.ts';

/**
 * Runs the work against a second process, and answers how many deadlocks the database broke meanwhile. A write is run once
 * more after one, so that nothing else tells. A connection says what it saw when it ends, so they are ended first.
 */
export async function deadlocksIn(app: TestApp, work: (as: (signedIn: Client) => Client) => Promise<unknown>): Promise<number> {
  const before = await countDeadlocks(app);
  const second = await app.another();
  await work((signedIn) => Object.assign(second.visitor(), { cookie: signedIn.cookie }));
  await second.close();
  await waitFor(async () => ((await hasConnections(app)) ? null : true), 'the connections to end');
  return (await countDeadlocks(app)) - before;
}

async function hasConnections({ owner }: TestApp): Promise<boolean> {
  const { rowCount } = await owner.query(
    "select 1 from pg_stat_activity where datname = current_database() and application_name = 'another'",
  );
  return (rowCount ?? 0) > 0;
}

async function countDeadlocks({ owner }: TestApp): Promise<number> {
  const { rows } = await owner.query('select deadlocks from pg_stat_database where datname = current_database()');
  return Number(rows[0].deadlocks);
}
