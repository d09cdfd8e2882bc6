import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import pg from 'pg';
import { inject } from 'vitest';
import { createApp } from '../app.ts';
import { type Config, readConfig } from '../config.ts';
import { type Database, openDatabase } from '../db/pool.ts';
import { startWorker } from '../platform/jobs.ts';
import { createMailer } from '../platform/mail.ts';
import { readSecretKeys } from '../platform/secret-keys.ts';
import { createSecrets, type Secrets } from '../platform/secrets.ts';
import { newId } from '../platform/tokens.ts';
import { createTasks } from '../tasks.ts';
import { Client } from './client.ts';
import { cloneDatabase, type DatabaseUrls } from './database.ts';
import { Factory } from './factories.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

export interface TestApp {
  readonly url: string;
  readonly config: Config;
  readonly urls: DatabaseUrls;
  readonly db: Database;
  readonly secrets: Secrets;
  /** The owner of the tables: sees every account, for arranging and for looking behind the product's back. */
  readonly owner: pg.Pool;
  readonly mail: MailServer;
  readonly make: Factory;
  /** A visitor with a cookie jar and an address of their own. */
  visitor(): Client;
  /** A second process on the same database, as behind a load balancer. */
  another(): Promise<{ readonly url: string; visitor(): Client; close(): Promise<void> }>;
  close(): Promise<void>;
}

/** The whole product on a database of its own, with a worker and a real mail server, listening on loopback. */
export async function startTestApp(settings: Record<string, string> = {}, log?: Writable): Promise<TestApp> {
  const database = await cloneDatabase(inject('superuserUrl'), inject('template'));
  const mail = await startMailServer();
  const config = readConfig({
    LOG_LEVEL: 'silent',
    SMTP_URL: mail.url,
    ROLLCALL_URL: 'http://rollcall.test',
    TRUSTED_PROXIES: '127.0.0.1',
    PORT: '0',
    ROLLCALL_SECRET_KEY: randomBytes(32).toString('base64'),
    // Nothing of the checkout's own: what is in its mailbox belongs to nobody of this database.
    ROLLCALL_DATA_DIR: join(tmpdir(), `rollcall-test-data-${newId()}`),
    ...settings,
  });
  const db = openDatabase(database.urls.app, 20);
  const workerDb = openDatabase(database.urls.worker, 3);
  const owner = new pg.Pool({ connectionString: database.urls.owner, max: 3 });
  const mailer = createMailer(config);
  const secrets = createSecrets(await readSecretKeys(config));
  const runner = await startWorker(
    database.urls.worker,
    createTasks({ db: workerDb, config, secrets }, mailer.send),
    2,
    () => undefined,
  );
  const server = await createApp({ db, config, secrets, ...(log ? { log } : {}) });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    config,
    urls: database.urls,
    db,
    secrets,
    owner,
    mail,
    make: new Factory(owner, url),
    visitor: () => new Client(url),
    another: () => startAnother(database.urls.app, { config, secrets }),
    close: async () => {
      await server.close();
      await runner.stop();
      mailer.close();
      await Promise.all([db.close(), workerDb.close(), owner.end(), mail.close()]);
      await database.drop();
    },
  };
}

async function startAnother(appUrl: string, { config, secrets }: { config: Config; secrets: Secrets }) {
  const db = openDatabase(`${appUrl}${appUrl.includes('?') ? '&' : '?'}application_name=another`, 20);
  const server = await createApp({ db, config, secrets });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    visitor: () => new Client(url),
    close: async () => {
      await server.close();
      await db.close();
    },
  };
}
