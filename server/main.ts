import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { resealCalendars } from './agents/calendar-token.ts';
import { createApp } from './app.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { AlreadyRunning, startEmbedded } from './db/embedded.ts';
import { migrate, roleOf, whatIsWrongWith } from './db/migrate.ts';
import { type Database, openDatabase } from './db/pool.ts';
import { startWorker } from './platform/jobs.ts';
import { createMailer } from './platform/mail.ts';
import { readSecretKeys } from './platform/secret-keys.ts';
import { createSecrets, type Secrets } from './platform/secrets.ts';
import { findMissingKeys, reseal } from './second-factors/reseal.ts';
import { resealProviders } from './sign-in-providers/reseal-providers.ts';
import { createTasks } from './tasks.ts';

const WEB_FOLDER = fileURLToPath(new URL('../dist/web', import.meta.url));

/** More of them make PostgreSQL switch between its processes instead of working: see decision 018. */
const CONNECTIONS = 4 * availableParallelism();

/** What was started, in the order in which it was; it is ended the other way round. */
const endings: (() => unknown)[] = [];

async function boot(config: Config): Promise<void> {
  const urls = await databaseUrls(config);
  const owner = await roleOf(urls.owner);
  for (const name of ['app', 'worker'] as const) {
    const wrong = await whatIsWrongWith(urls[name], owner);
    const setting = name === 'app' ? 'DATABASE_URL' : 'DATABASE_WORKER_URL';
    if (wrong.length > 0) throw new ConfigError(`The role of ${setting} ${wrong.join(', ')}, so it would see every account.`);
  }
  await migrate(urls.owner, { app: await roleOf(urls.app), worker: await roleOf(urls.worker) });

  const db = openDatabase(urls.app, CONNECTIONS);
  endings.push(() => db.close());
  const secrets = await openSecrets(config, db);
  const server = await createApp({ db, config, secrets }, existsSync(WEB_FOLDER) ? WEB_FOLDER : undefined);
  if (config.WORKERS > 0) await work({ config, secrets }, urls.worker, (message) => server.log.error(message));
  endings.push(() => server.close());
  await listen(server, config);
  greet(config);
}

/** The keys of the secrets. What an older one encrypted is encrypted anew; a key that is missing stops the start. */
async function openSecrets(config: Config, db: Database): Promise<Secrets> {
  const secrets = createSecrets(await readSecretKeys(config));
  const missing = await findMissingKeys(db, secrets);
  if (missing.length > 0) {
    throw new ConfigError(
      `Secrets in the database were encrypted with another key (its id: ${missing.join(', ')}). Set ROLLCALL_SECRET_KEY to it, or bring back secret.key.`,
    );
  }
  const count = (await reseal(db, secrets)) + (await resealProviders(db, secrets)) + (await resealCalendars(db, secrets));
  if (count > 0) console.error(`Encrypted anew with the newest key: ${count}. The older keys are not needed any more.`);
  if (config.DATABASE_URL && !config.ROLLCALL_SECRET_KEY) {
    console.error(
      `The key of the secrets is ${config.ROLLCALL_DATA_DIR}/secret.key. With several machines, give all of them the same in ROLLCALL_SECRET_KEY.`,
    );
  }
  return secrets;
}

async function listen(server: FastifyInstance, { PORT, HOST }: Config): Promise<void> {
  await server.listen({ port: PORT, host: HOST }).catch((error: NodeJS.ErrnoException) => {
    const reasons: Record<string, string> = {
      EADDRINUSE: `The port ${PORT} of ${HOST} is taken by another program. Stop it, or set PORT to another one.`,
      EACCES: `The port ${PORT} of ${HOST} needs rights that this user does not have. Set PORT to one above 1023.`,
      EADDRNOTAVAIL: `This machine has no address ${HOST}. Set HOST to one that it has.`,
    };
    const reason = reasons[error.code ?? ''];
    throw reason ? new ConfigError(reason) : error;
  });
}

async function databaseUrls(config: Config) {
  const { DATABASE_URL: app, DATABASE_OWNER_URL: owner, DATABASE_WORKER_URL: worker } = config;
  if (app && owner && worker) return { app, owner, worker };
  const embedded = await startEmbedded(config.ROLLCALL_DATA_DIR, (message) => console.error(message));
  endings.push(() => embedded.stop());
  for (const note of embedded.notes) console.error(note);
  return embedded.urls;
}

async function work(
  { config, secrets }: { config: Config; secrets: Secrets },
  url: string,
  log: (message: string) => void,
): Promise<void> {
  const db = openDatabase(url, config.WORKERS + 1);
  const mailer = createMailer(config);
  const runner = await startWorker(url, createTasks({ db, config, secrets }, mailer.send), config.WORKERS, log);
  endings.push(async () => {
    await runner.stop();
    mailer.close();
    await db.close();
  });
}

function greet(config: Config): void {
  const lines = [
    '',
    `  Rollcall is ready: ${config.ROLLCALL_URL}`,
    config.SIGN_UP === 'open'
      ? '  Open it to sign up, which makes an account and its main user, or to sign in.'
      : '  Sign-up is closed.',
    ...(config.SMTP_URL ? [] : [`  No mail server is set (SMTP_URL). Mails are read at ${config.ROLLCALL_URL}/mailbox`]),
    '',
  ];
  console.error(lines.join('\n'));
}

const booted = Promise.try(() => boot(readConfig(process.env)));

/** Finishes what is in flight (a boot too), then stops the worker and the database. A second signal does not wait. */
let isEnding = false;
async function end(code: number): Promise<never> {
  if (isEnding) process.exit(1);
  isEnding = true;
  await booted.catch(() => undefined);
  for (const ending of endings.reverse()) await ending();
  process.exit(code);
}

process.on('SIGTERM', () => void end(0));
process.on('SIGINT', () => void end(0));

try {
  await booted;
} catch (error) {
  const isExpected = error instanceof ConfigError || error instanceof AlreadyRunning;
  console.error(isExpected ? error.message : error);
  if (!isEnding) await end(1);
}
