import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { behindTheBack, chainOfThree, recordEntries, untilSealed, verifyOne } from '../testing/chain.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { verifyActivity } from './verify-activity.ts';
import type { Verified } from './verify-chain.ts';

let app: TestApp;
let account: MadeAccount;
let ids: string[];
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  ({ account, ids } = await chainOfThree(app));
});

const verify = (code = account.code) => verifyOne(app, code);

describe('a chain that nobody touched', () => {
  it('is whole', async () => {
    expect(await verify()).toEqual({ entries: 12, blocks: 3, erased: 0, dropped: 0, waiting: 0, broken: null });
  });

  it('is whole while somebody writes, and what is too new is said', async () => {
    const busy = await app.owner.connect();
    try {
      await busy.query('begin; select pg_advisory_xact_lock(7015)');
      await recordEntries(app.db, account.id, 3);
      expect(await verify()).toMatchObject({ entries: 12, waiting: 3, broken: null });
    } finally {
      await busy.query('rollback');
      busy.release();
    }
    await untilSealed(app.owner, account.id, 15);
    expect(await verify()).toMatchObject({ entries: 15, waiting: 0, broken: null });
  });

  it('is what the product leaves, in every account', async () => {
    const seen: Record<string, Verified> = {};
    const all = await verifyActivity(
      app.urls.owner,
      { heads: new Map() },
      { progress: () => undefined, verified: ({ code }, one) => (seen[code] = one) },
    );
    expect(all.isWhole).toBe(true);
    expect(all.entries).toBeGreaterThanOrEqual(12);
    expect(Object.keys(seen)).toContain(account.code);
  });

  it('of an account that is not there cannot be checked', async () => {
    await expect(verify('NOBODY')).rejects.toThrow('There is no account NOBODY');
  });
});

describe('erasure', () => {
  it('takes values along, and the chain is whole all the same, but only for whom it was', async () => {
    const by = await app.make.signedIn(account.owner);
    const ben = (
      await by.call('createUser', { body: { firstName: 'Ben', lastName: 'Okafor', email: `b${newId()}@erase.example` } })
    ).body;
    await by.call('deleteUser', { params: { id: ben.id } });
    expect((await by.call('eraseUser', { params: { id: ben.id } })).status).toBe(204);
    await untilSealed(app.owner, account.id, 15);
    expect(await verify()).toEqual({ entries: 15, blocks: expect.any(Number), erased: 2, dropped: 0, waiting: 0, broken: null });
    await behindTheBack(app, 'delete from activity_values where account_id = $1 and activity_id = $2', [account.id, ids[2]]);
    expect((await verify()).broken).toMatchObject({ how: 'values_removed', entryId: ids[2] });
  });

  it('takes along what was done on their behalf', async () => {
    const ben = await app.make.user(account.id, { status: 'deleted' });
    const job = {
      kind: 'system' as const,
      userId: null,
      onBehalfOf: ben.id,
      sessionId: null,
      caller: { address: null, device: null },
    };
    await recordEntries(app.db, account.id, 2, job);
    const by = await app.make.signedIn(account.owner);
    await by.call('eraseUser', { params: { id: ben.id } });
    await untilSealed(app.owner, account.id, 15);
    expect(await verify()).toMatchObject({ entries: 15, erased: 2, broken: null });
  });
});
