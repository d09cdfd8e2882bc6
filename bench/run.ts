import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../e2e/rollcall.ts';
import { startEmbedded } from '../server/db/embedded.ts';
import { accountScope, sessionScope } from '../server/db/flight.ts';
import { migrate, roleOf } from '../server/db/migrate.ts';
import type { Database } from '../server/db/pool.ts';
import { hashPassword } from '../server/platform/passwords.ts';
import { hashOf } from '../server/platform/tokens.ts';
import type { Actor } from '../server/sessions/actor.ts';
import { heldBy } from '../server/sessions/held-by.ts';
import { findSignedIn } from '../server/sessions/queries.ts';
import { usersPage } from '../server/users/queries.ts';
import { activityBench } from './activity.ts';
import { type ChainFigures, measureChain } from './activity-chain.ts';
import { agentsBench } from './agents.ts';
import { firstAsked } from './asked.ts';
import { inTurns, type Measured } from './in-turns.ts';
import type { Limit } from './limits.ts';
import { type Load, load, type Outcome, request } from './load.ts';
import { compare } from './no-oracle.ts';
import { once } from './once.ts';
import { printTable } from './print-table.ts';
import { clockOf, clockOfDatabase } from './processor-time.ts';
import { megabytes, startServer, untilAnswers } from './rollcall.ts';
import { PASSWORD, seed } from './seed.ts';

// Prints what Rollcall does as a share of what is possible, all in one run on one machine. Not a test: nothing fails.

const USERS = Number(process.env.BENCH_USERS ?? 100_000);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const AT_ONCE = 16;
const SLICE = SECONDS / 2;
const keptFolder = process.env.BENCH_FOLDER;
if (keptFolder) await mkdir(keptFolder, { recursive: true });
const folder = keptFolder ?? (await mkdtemp(join(tmpdir(), 'rollcall-bench-')));
await chmod(folder, 0o755);
const postgres = await startEmbedded(folder);
const { urls } = postgres;
await migrate(urls.owner, { app: await roleOf(urls.app), worker: await roleOf(urls.worker) });
const { accountId, token } = await once(folder, `users-${USERS}`, () => seed(urls.owner, USERS));
const cookie = `rollcall_session=${token}`;
// Before there is a server, which would seal as well.
const only = process.env.BENCH_ONLY;
const chained = !only || only === 'chain' ? await measureChain(urls, accountId, SECONDS) : null;
const { server, port } = await startServer(folder, urls);
const clocks = [clockOf(server.pid ?? 0), await clockOfDatabase(urls.superuser)];
const rows: string[][] = [];

try {
  if (chained) chain(chained);
  if (!only || only === 'portal') {
    await list();
    await depth();
    await one();
    await me();
  }
  if (!only || only === 'sign-in') {
    await signIn();
    await crowd();
  }
  if (!only || only === 'oracle') await oracle();
  if (!only || only === 'agents') {
    const lines = await agentsBench({ folder, urls, accountId, cookie, count: USERS, time: timeOf });
    printTable([['a page of 25 agents', 'p50', 'p95'], ...lines]);
  }
  if (!only || only === 'activity') {
    const lines = await activityBench({ urls, folder, accountId, cookie, fetchJson, time: timeOf });
    printTable([['a page of 25 of the record', 'p50', 'p95', 'entries'], ...lines]);
  }
} finally {
  server.kill('SIGTERM');
  await new Promise((resolve) => server.on('exit', resolve));
  await postgres.stop();
  if (!keptFolder) await rm(folder, { recursive: true, force: true });
}
console.log(
  `\n${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, ${AT_ONCE} at once, ${USERS.toLocaleString('en')} users\n`,
);
printTable([['what', 'Rollcall', 'processor time, server + database', 'the limit', 'share'], ...rows]);

async function list(): Promise<void> {
  const path = '/api/v1/users?limit=25&role=reports';
  const actor: Actor = {
    accountId,
    userId: accountId,
    status: 'active',
    isMainUser: true,
    portalRoles: [],
    ...heldBy(true, [], null),
  };
  const order = { by: 'name', descending: false, after: null, limit: 26 } as const;
  const query = await firstAsked((reader) => usersPage(reader, actor, { role: ['reports'] }, order));
  const input = { url: urls.app, scope: accountScope(accountId), query, seconds: SLICE };
  const { outcome, limit, share } = await inTurns(
    () => get([path], SLICE),
    () => limitOf('driver', input),
  );
  addRow('a page of 25, filtered by role', outcome, 'bare driver, the same SQL', limit.perSecond, share);
}

async function depth(): Promise<void> {
  const next = await cursorAt(Math.floor(USERS * 0.9));
  const { outcome, limit, share } = await inTurns(
    () => get([`/api/v1/users?limit=25&cursor=${encodeURIComponent(next)}`], SLICE),
    () => get(['/api/v1/users?limit=25'], SLICE),
  );
  addRow(`a page at row ${Math.floor(USERS * 0.9).toLocaleString('en')}`, outcome, 'the first page', limit.perSecond, share);
}

async function one(): Promise<void> {
  const { items } = (await fetchJson('/api/v1/users?limit=100')) as { items: { id: string }[] };
  addRow('one user', await get(items.map(({ id }) => `/api/v1/users/${id}`)));
}

async function me(): Promise<void> {
  const text = JSON.stringify(await fetchJson('/api/v1/me'));
  const outcome = await get(['/api/v1/me']);
  const hash = hashOf(token);
  const caller = { address: null, device: null };
  const asked = await firstAsked((reader) => findSignedIn({ sessionReader: () => reader } as unknown as Database, token, caller));
  const query = { url: urls.app, scope: sessionScope(hash), query: asked };
  addRow('GET /me (session and rights checked)', outcome, 'bare Fastify, the same SQL', await bareFastify({ text, query }));
  addRow('', outcome, 'bare Fastify, no database', await bareFastify({ text }));
}

async function bareFastify(input: object): Promise<number> {
  const bare = await startBare('fastify', input);
  const { perSecond } = await load({ port: bare.port, requests: [request('GET', '/')], connections: AT_ONCE, seconds: SECONDS });
  bare.server.kill();
  return perSecond;
}

async function startBare(limit: string, input: object): Promise<{ server: ChildProcess; port: number }> {
  const chosen = await freePort();
  const bare = spawn(process.execPath, [here('limits.ts'), limit, JSON.stringify({ ...input, port: chosen })], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await untilAnswers(chosen, '/');
  return { server: bare, port: chosen };
}

async function signIn(): Promise<void> {
  const requests = Array.from({ length: 2000 }, (_, index) =>
    request('POST', '/api/v1/sessions', { body: { login: `user${index}@bench.example`, password: PASSWORD } }),
  );
  const hash = await hashPassword(PASSWORD);
  // Warmed for longer: a second of them is a hundred, where of anything else it is thousands.
  await load({ port, requests, connections: AT_ONCE, seconds: 5 });
  const ours = () => measure({ port, requests, connections: AT_ONCE, seconds: SLICE });
  const alone = await inTurns(ours, () => limitOf('argon2', { hash, password: PASSWORD, seconds: SLICE }));
  const what = `sign-in (of the server's time ${alone.limit.processor.toFixed(1)} ms argon2id)`;
  addRow(what, alone.outcome, 'argon2id alone', alone.limit.perSecond, alone.share);
  const bare = await startBare('signIn', { url: urls.superuser, hash, people: requests.length });
  const theirs = await inTurns(ours, () => measure({ port: bare.port, requests, connections: AT_ONCE, seconds: SLICE }));
  addRow('', theirs.outcome, 'bare Fastify, a look-up, argon2id, an insert', theirs.limit.perSecond, theirs.share);
  bare.server.kill();
}

/** What others notice while two hundred people sign in at the same moment. */
async function crowd(): Promise<void> {
  rows.push(['memory of the server (RSS)', `${await megabytes(server)} MB`, '', '', '']);
  const requests = Array.from({ length: 2000 }, (_, index) =>
    request('POST', '/api/v1/sessions', {
      body: { login: `user${index}@bench.example`, password: PASSWORD },
      from: `10.${index % 250}.${index % 200}.1`,
    }),
  );
  const crowding = load({ port, requests, connections: 200, seconds: SECONDS, expected: [503] });
  const others = await load({ port, requests: [request('GET', '/api/v1/me', { cookie })], connections: 1, seconds: SECONDS });
  const { statuses } = await crowding;
  addRow(`GET /me during 200 sign-ins at once (${statuses[201] ?? 0} in, ${statuses[503] ?? 0} told to wait)`, others);
}

/** What the chain costs those who write, and how fast it is made and checked. */
function chain({ withChain, without, sealed, verified, entries, waited: [p50, p99] }: ChainFigures): void {
  const perSecond = (rate: number) => `${Math.round(rate).toLocaleString('en')}/s`;
  const share = `${Math.round((withChain / without) * 100)} %`;
  rows.push([
    'entries of activity written, the chain made meanwhile',
    perSecond(withChain),
    '',
    `${perSecond(without)} (without the chain)`,
    share,
  ]);
  rows.push(['entries sealed, when many wait', perSecond(sealed), '', '', '']);
  rows.push(['from an entry until it is sealed, at 200/s', `p50 ${number(p50)} ms, p99 ${number(p99)} ms`, '', '', '']);
  rows.push([`entries checked by activity:verify (${entries.toLocaleString('en')})`, perSecond(verified), '', '', '']);
}

/** Known and unknown people, through the same socket. */
async function oracle(): Promise<void> {
  console.log('\nCan the time of an answer tell whether there is such a person?\n');
  const lines = (await compare(timeOf)).map(({ what, known, unknown, longer, noise }) => [
    what,
    `${known.toFixed(2)} ms`,
    `${unknown.toFixed(2)} ms`,
    `${(longer * 100).toFixed(1)} % (50 ± ${(noise * 100).toFixed(1)} % by chance)`,
  ]);
  printTable([['form', 'known, median', 'unknown, median', 'known took longer'], ...lines]);
}

/** From sending a request until its answer has come whole. */
async function timeOf(text: string): Promise<number> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const start = performance.now();
  socket.write(text.replace('\r\n', '\r\nconnection: close\r\n'));
  for await (const _ of socket);
  return performance.now() - start;
}

async function cursorAt(row: number): Promise<string> {
  let next = '';
  for (let seen = 0; seen < row; seen += 200) {
    const page = (await fetchJson(`/api/v1/users?limit=200${next ? `&cursor=${encodeURIComponent(next)}` : ''}`)) as {
      next: string;
    };
    next = page.next;
  }
  return next;
}

function get(paths: readonly string[], seconds = SECONDS): Promise<Measured> {
  return measure({
    port,
    requests: paths.map((path) => request('GET', path, { cookie })),
    connections: AT_ONCE,
    seconds,
  });
}

async function measure(wish: Load): Promise<Measured> {
  // What runs for the first time is compiled first, here as in the limits.
  await load({ ...wish, seconds: 1 });
  const read = () => clocks.map((clock) => clock() ?? Number.NaN);
  const before = read();
  const outcome = await load(wish);
  const requests = Object.values(outcome.statuses).reduce((sum, count) => sum + count, 0);
  return { ...outcome, processor: read().map((time, index) => (time - (before[index] ?? 0)) / requests) };
}

async function fetchJson(path: string): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie } });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

async function limitOf(limit: string, input: object): Promise<Limit> {
  const { stdout } = await promisify(execFile)(process.execPath, [here('limits.ts'), limit, JSON.stringify(input)]);
  return JSON.parse(stdout) as Limit;
}

function addRow(
  what: string,
  { perSecond, p50, p99, processor = [] }: Outcome & Partial<Measured>,
  limitName = '',
  limit = 0,
  share = perSecond / limit,
): void {
  const measured = `${number(perSecond)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
  const row = [
    what,
    measured,
    processor.length > 0 ? `${processor.map((time) => time.toFixed(2)).join(' + ')} ms` : '',
    limit ? `${number(limit)}/s (${limitName})` : '',
    limit ? `${Math.round(share * 100)} %` : '',
  ];
  rows.push(row);
  console.log(row.join(' | '));
}

function here(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en');
}
