import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { Client } from './testing/client.ts';
import { cloneDatabase } from './testing/database.ts';
import { PASSWORD } from './testing/factories.ts';
import { waitFor } from './testing/mail-server.ts';

vi.setConfig({ testTimeout: 90_000 });
const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-main-'));
  await chmod(folder, 0o755);
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts the real thing, with no more of our environment than it needs. */
function start(settings: Record<string, string>) {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const env = { PATH, NODE_COMPILE_CACHE, LOG_LEVEL: 'silent', ...settings };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (output += bytes.toString()));
  const exit = new Promise<number | string>((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal ?? '')));
  cleanUps.push(async () => {
    child.kill('SIGTERM');
    const isOut = await Promise.race([exit, sleep(10_000, 'still running', { ref: false })]);
    if (isOut === 'still running') child.kill('SIGKILL');
  });
  const isReady = () => (output.includes('Rollcall is ready') ? true : null);
  const ready = async (seconds = 25) => {
    const failed = exit.then((code) => Promise.reject(new Error(`It ended with ${code}: ${output}`)));
    await Promise.race([waitFor(isReady, 'Rollcall to be ready', seconds), failed]);
  };
  return { child, exit, ready, output: () => output };
}

async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return String(port);
}

async function startReady(folder: string, seconds?: number) {
  const port = await freePort();
  const rollcall = start({ PORT: port, ROLLCALL_DATA_DIR: folder });
  await rollcall.ready(seconds);
  return { ...rollcall, url: `http://127.0.0.1:${port}` };
}

async function pidOfPostgres(folder: string): Promise<number | null> {
  const text = await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8').catch(() => '');
  return Number.parseInt(text, 10) || null;
}

/** Whether a process runs; one that has ended and waits to be reaped does not. */
async function runs(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return spawnedStill(pid);
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return status !== null && !/\) Z /.test(status);
}

function spawnedStill(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const FORM = { companyName: 'Northwind', firstName: 'Ana', lastName: 'Ruiz', email: 'ana@main.example', password: PASSWORD };
const signUp = (url: string) => new Client(url).call('signUp', { body: FORM });
const signIn = (url: string) => new Client(url).call('signIn', { body: { login: FORM.email, password: PASSWORD } });
const statusOf = async (url: string) => (await fetch(url)).status;

describe('starting', () => {
  it('takes less than ten seconds on a fresh machine, and says where to go', async () => {
    const crowd = Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());
    const rollcall = await startReady(await dataFolder(), 10 * crowd);
    expect(rollcall.output()).toContain('Mails are read at http://localhost:');
    expect(await statusOf(`${rollcall.url}/healthz`)).toBe(200);
    expect(await statusOf(`${rollcall.url}/readyz`)).toBe(200);
    expect((await signUp(rollcall.url)).status).toBe(202);
    await waitFor(
      async () => ((await (await fetch(`${rollcall.url}/mailbox`)).text()).includes(FORM.email) ? true : null),
      'the mail',
    );
  });

  it('a second time on the same folder is refused, and the first goes on', async () => {
    const folder = await dataFolder();
    const first = await startReady(folder);
    const second = start({ PORT: await freePort(), ROLLCALL_DATA_DIR: folder });
    expect(await second.exit).toBe(1);
    expect(second.output().trim()).toBe(`Rollcall is already running on ${folder}.`);
    expect(await statusOf(`${first.url}/readyz`)).toBe(200);
    expect((await signUp(first.url)).status).toBe(202);
  });

  it('twice at once on an empty folder gives one that runs and one that says so', async () => {
    const folder = await dataFolder();
    const both = [
      start({ PORT: await freePort(), ROLLCALL_DATA_DIR: folder }),
      start({ PORT: await freePort(), ROLLCALL_DATA_DIR: folder }),
    ];
    const [loser, code] = await Promise.race(both.map(async ({ exit }, n) => [n, await exit] as const));
    expect(both[loser]?.output()).toContain('already running');
    expect(code).toBe(1);
    await both[1 - loser]?.ready();
  });

  it('with wrong settings ends with the list of them', async () => {
    const { exit, output } = start({ PORT: 'http', SIGN_UP: 'maybe', ROLLCALL_PROT: '1' });
    expect(await exit).toBe(1);
    expect(output().match(/^ {2}\w+(?=:)/gm)).toEqual(['  PORT', '  SIGN_UP', '  ROLLCALL_PROT']);
    expect(output()).not.toContain('    at ');
  });

  it('on a port that is taken says so, and leaves no PostgreSQL behind', async () => {
    const folder = await dataFolder();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { exit, output } = start({ PORT: String(port), ROLLCALL_DATA_DIR: folder });
    expect(await exit).toBe(1);
    expect(output().trim()).toBe(
      `The port ${port} of 127.0.0.1 is taken by another program. Stop it, or set PORT to another one.`,
    );
    expect(await pidOfPostgres(folder)).toBeNull();
    other.close();
  });

  it.skipIf(process.getuid?.() !== 0)(
    'as root below a closed folder puts the database where its own user can enter',
    async () => {
      const folder = await dataFolder();
      await chmod(folder, 0o700);
      const rollcall = await startReady(join(folder, 'data'));
      const place = /The database is in (\S+), since/.exec(rollcall.output())?.[1] ?? '';
      cleanUps.unshift(() => rm(place, { recursive: true }));
      cleanUps.unshift(() => rmdir(dirname(place)).catch(() => undefined));
      expect(place).toMatch(/^\/var\/lib\/rollcall\/\w+$/);
      expect((await stat(join(place, 'postgres'))).uid).not.toBe(0);
      expect((await signUp(rollcall.url)).status).toBe(202);
    },
  );
});

describe('stopping', () => {
  it('finishes the request in flight, ends PostgreSQL and exits with 0', async () => {
    const folder = await dataFolder();
    const rollcall = await startReady(folder);
    const pid = (await pidOfPostgres(folder)) ?? 0;
    const body = JSON.stringify({ login: 'nobody@main.example', password: PASSWORD });
    const socket = connect(Number(new URL(rollcall.url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (bytes) => (answer += bytes.toString()));
    socket.write(
      `POST /api/v1/sessions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
    );
    socket.write(body.slice(0, 10));
    await sleep(200);
    rollcall.child.kill('SIGTERM');
    await sleep(300);
    expect(await runs(pid)).toBe(true);
    socket.write(body.slice(10));
    expect(await rollcall.exit).toBe(0);
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(answer).toContain('session.wrong_credentials');
    expect(await runs(pid)).toBe(false);
    expect(await pidOfPostgres(folder)).toBeNull();
  });

  it('in the middle of starting leaves no PostgreSQL behind either', async () => {
    const folder = await dataFolder();
    const { child, exit } = start({ PORT: await freePort(), ROLLCALL_DATA_DIR: folder });
    const pid = await waitFor(() => pidOfPostgres(folder), 'PostgreSQL');
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(await runs(pid)).toBe(false);
  });

  it('by kill -9 loses nothing, and the next start takes over', async () => {
    const folder = await dataFolder();
    const first = await startReady(folder);
    await signUp(first.url);
    first.child.kill('SIGKILL');
    await first.exit;
    const second = await startReady(folder);
    expect((await signIn(second.url)).problem.code).toBe('session.not_confirmed');
    const pid = (await pidOfPostgres(folder)) ?? 0;
    second.child.kill('SIGTERM');
    expect(await second.exit).toBe(0);
    expect(await runs(pid)).toBe(false);
  });

  it('by kill -9 of PostgreSQL too loses nothing', async () => {
    const folder = await dataFolder();
    const first = await startReady(folder);
    await signUp(first.url);
    first.child.kill('SIGKILL');
    process.kill((await pidOfPostgres(folder)) ?? 0, 'SIGKILL');
    await first.exit;
    const second = await startReady(folder);
    expect((await signIn(second.url)).problem.code).toBe('session.not_confirmed');
  });
});

describe('without its database', () => {
  it('Rollcall lives but is not ready, and starts it again for as long as it takes', async () => {
    const folder = await dataFolder();
    const rollcall = await startReady(folder);
    const pid = (await pidOfPostgres(folder)) ?? 0;
    // As long as this is missing no start succeeds.
    const [needed, away] = [join(folder, 'postgres/global/pg_control'), join(folder, 'pg_control')];
    await rename(needed, away);
    process.kill(pid, 'SIGKILL');
    await waitFor(async () => ((await runs(pid)) ? null : true), 'PostgreSQL to end');
    expect(await statusOf(`${rollcall.url}/readyz`)).toBe(503);
    expect(await statusOf(`${rollcall.url}/healthz`)).toBe(200);
    expect((await signIn(rollcall.url)).problem).toMatchObject({ status: 503, code: 'server.unavailable' });
    await waitFor(async () => (rollcall.output().includes('could not be started') ? true : null), 'a start that fails');
    await rename(away, needed);
    await waitFor(async () => ((await statusOf(`${rollcall.url}/readyz`)) === 200 ? true : null), 'readiness', 40);
    expect((await signUp(rollcall.url)).status).toBe(202);
    await waitFor(
      async () => ((await (await fetch(`${rollcall.url}/mailbox`)).text()).includes(FORM.email) ? true : null),
      'the mail',
      40,
    );
    const another = start({ PORT: await freePort(), ROLLCALL_DATA_DIR: folder });
    expect(await another.exit).toBe(1);
    expect(another.output()).toContain('already running');
    rollcall.child.kill('SIGTERM');
    expect(await rollcall.exit).toBe(0);
    expect(await pidOfPostgres(folder)).toBeNull();
  });
});

describe('on another PostgreSQL', () => {
  async function withDatabase(template: string, roles: ('owner' | 'app' | 'worker' | 'superuser')[]) {
    const { urls, drop } = await cloneDatabase(inject('superuserUrl'), template);
    cleanUps.push(drop);
    const [app, owner, worker] = roles.map((role) => urls[role]) as [string, string, string];
    const settings = { DATABASE_URL: app, DATABASE_OWNER_URL: owner, DATABASE_WORKER_URL: worker };
    return start({ PORT: await freePort(), ROLLCALL_DATA_DIR: await dataFolder(), ...settings });
  }

  it('works as a role that owns nothing', async () => {
    const rollcall = await withDatabase(inject('template'), ['app', 'owner', 'worker']);
    await rollcall.ready();
    rollcall.child.kill('SIGTERM');
    expect(await rollcall.exit).toBe(0);
  });

  it.each([
    [
      'the application owns the tables',
      ['owner', 'owner', 'worker'],
      /^The role of DATABASE_URL owns tables \(.*users.*\), so it would see every account\.$/,
    ],
    ['the application is a superuser', ['superuser', 'owner', 'worker'], /^The role of DATABASE_URL is a superuser/],
    ['the worker owns the tables', ['app', 'owner', 'owner'], /^The role of DATABASE_WORKER_URL owns tables/],
  ] as const)('is refused where %s', async (_, roles, message) => {
    const { exit, output } = await withDatabase(inject('template'), [...roles]);
    expect(await exit).toBe(1);
    expect(output().trim()).toMatch(message);
  });

  it('is refused where the application would come to own the tables of an empty database', async () => {
    const { exit, output } = await withDatabase('template1', ['owner', 'owner', 'worker']);
    expect(await exit).toBe(1);
    expect(output().trim()).toMatch(/^The role of DATABASE_URL is, or may become, the owner of the tables/);
  });
});
