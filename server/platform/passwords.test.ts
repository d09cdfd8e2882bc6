import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { PASSWORD } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { hashNewPassword, hashPassword, isOutdated, verifyPassword } from './passwords.ts';
import { Refusal } from './refusal.ts';

const QUEUE = 200;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('a password', () => {
  it('is stored as argon2id with 19 MiB, 2 passes and 1 lane, and a salt of its own', async () => {
    const hashes = [await hashPassword(PASSWORD), await hashPassword(PASSWORD)];
    for (const hash of hashes) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(hashes[0]).not.toBe(hashes[1]);
  });

  it('fits whichever way its letters are composed, and nothing else does', async () => {
    const hash = await hashPassword('Caf\u00e9-47-lights');
    expect(await verifyPassword(hash, 'Cafe\u0301-47-lights')).toBe(true);
    for (const other of ['Cafe-47-lights', 'caf\u00e9-47-lights', 'Caf\u00e9-47-lights ', '']) {
      expect(await verifyPassword(hash, other)).toBe(false);
    }
  });

  it('counts to its last character, and is never cut', async () => {
    const hash = await hashPassword(`${'Aa1-'.repeat(31)}Aa1-`);
    expect(await verifyPassword(hash, 'Aa1-'.repeat(32))).toBe(true);
    for (const other of [`${'Aa1-'.repeat(31)}Aa1_`, 'Aa1-'.repeat(31), `${'Aa1-'.repeat(32)}A`, 'aa1-'.repeat(32)]) {
      expect(await verifyPassword(hash, other)).toBe(false);
    }
  });

  it('of nobody never fits, and costs as much as somebody’s', async () => {
    const hash = await hashPassword(PASSWORD);
    /** Processor time, which does not grow where other programs keep the machine busy. */
    const costOf = async (stored: string | null) => {
      const before = process.cpuUsage();
      for (let n = 0; n < 20; n += 1) expect(await verifyPassword(stored, 'Wrong-password-1')).toBe(false);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const ratio = (await costOf(null)) / (await costOf(hash));
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
    expect(await verifyPassword(undefined, PASSWORD)).toBe(false);
  });

  it('that is well known is refused, in any case, beside its field', () => {
    for (const password of ['Password1', 'pASSWORD1', 'Qwerty123']) {
      expect(() => hashNewPassword('newPassword', password, [])).toThrow(Refusal);
    }
  });
});

it.each([
  ['$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA', false],
  ['$argon2id$v=19$m=8192,t=2,p=1$c2FsdA$aGFzaA', true],
  ['$argon2id$v=19$m=19456,t=1,p=1$c2FsdA$aGFzaA', true],
  ['$argon2i$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA', true],
])('the hash %s is outdated: %s', (stored, outdated) => {
  expect(isOutdated(stored)).toBe(outdated);
});

describe('three hundred at once', () => {
  it('are served as far as the queue reaches, the others told to come back; nobody is told wrong', async () => {
    const hash = await hashPassword(PASSWORD);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 300 }, (_, n) => verifyPassword(hash, n % 2 === 0 ? PASSWORD : 'Wrong-password-1')),
    );
    const served = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(served).toHaveLength(QUEUE + availableParallelism());
    for (const [n, outcome] of outcomes.entries()) if (outcome.status === 'fulfilled') expect(outcome.value).toBe(n % 2 === 0);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'server.busy', details: { retryAfter: 5 } });
    expect(await verifyPassword(hash, PASSWORD), 'the queue is free again').toBe(true);
  });

  it('make a sign-in answer 503 with Retry-After, and leave the rest of the API quick', async () => {
    const { owner } = await app.make.account();
    const admin = await app.make.signedIn(owner);
    const signIn = () => app.visitor().call('signIn', { body: { login: owner.email, password: PASSWORD } });
    let isFlooding = true;
    const flood = Array.from({ length: 300 }, async () => {
      while (isFlooding) await hashPassword(PASSWORD).catch(() => sleep(1));
    });
    const refused = await signIn();
    const start = performance.now();
    expect((await admin.call('getMe')).status).toBe(200);
    expect(performance.now() - start).toBeLessThan(1500);
    isFlooding = false;
    expect(refused.problem).toMatchObject({ code: 'server.busy', status: 503 });
    expect(refused.headers.get('retry-after')).toBe('5');
    await Promise.all(flood);
    expect((await signIn()).status).toBe(201);
  });

  it('sign-ins: the line is served, the others are told to come back, and nobody else waits for a connection', async () => {
    const { owner } = await app.make.account();
    const admin = await app.make.signedIn(owner);
    const signIns = atOnce(300, () => app.visitor().call('signIn', { body: { login: owner.email, password: PASSWORD } }));
    let meanwhile = 0;
    const asking = (async () => {
      while (meanwhile < 20) {
        expect((await admin.call('getMe')).status).toBe(200);
        meanwhile += 1;
      }
    })();
    const counts = tally(await signIns);
    // Whoever comes when somebody has left gets in, so at least so many do.
    expect(counts[201]).toBeGreaterThanOrEqual(QUEUE + 3 * availableParallelism());
    expect((counts[201] ?? 0) + (counts['server.busy'] ?? 0)).toBe(300);
    await asking;
    expect(meanwhile).toBe(20);
  });
});
