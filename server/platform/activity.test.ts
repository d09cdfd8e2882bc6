import { PostgresQueryCompiler } from 'kysely';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { BY_ITSELF, type Doer, record } from './activity.ts';
import { newId } from './tokens.ts';

let app: TestApp;
let account: MadeAccount;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
});
afterAll(() => app.close());

const action = 'user.changed';
const named = () => ({ type: 'user', id: newId() }) as const;

async function entryAbout(id: string) {
  const { rows } = await app.owner.query(
    `select a.action, a.actor_kind, a.actor_id, a.on_behalf_of, a.target_type, a.session_id, a.mass_action_id,
            host(v.address) as address, v.device, v.changes, v.times,
            a.values_hash = activity_values_hash(v.salt, v.address, v.device, v.changes::json, v.times) as is_whole
     from activity a join activity_values v on v.account_id = a.account_id and v.activity_id = a.id
     where a.target_id = $1`,
    [id],
  );
  return rows;
}

it('an entry holds who, for whom, from where and what; each its own, whichever came before', async () => {
  const [full, bare] = [named(), named()];
  const doer: Doer = {
    userId: account.owner.id,
    sessionId: newId(),
    caller: { address: '2001:db8::7', device: 'Firefox on Linux' },
    onBehalfOf: newId(),
    massActionId: newId(),
  };
  const changes = { firstName: { old: 'Ana', new: 'Anna' }, password: 'changed' } as const;
  await app.db.write(account.id, async (tx) => {
    await record(tx, doer, { action, target: full, changes, times: 3 });
    await record(tx, BY_ITSELF, { action, target: bare });
  });
  expect(await entryAbout(full.id)).toEqual([
    {
      action,
      actor_kind: 'user',
      actor_id: doer.userId,
      on_behalf_of: doer.onBehalfOf,
      target_type: 'user',
      session_id: doer.sessionId,
      mass_action_id: doer.massActionId,
      address: '2001:db8::7',
      device: 'Firefox on Linux',
      changes,
      times: 3,
      is_whole: true,
    },
  ]);
  const nothing = { actor_id: null, on_behalf_of: null, session_id: null, mass_action_id: null, address: null, device: null };
  const itself = { action, actor_kind: 'system', target_type: 'user', ...nothing, changes: {}, times: 1, is_whole: true };
  expect(await entryAbout(bare.id)).toEqual([itself]);
});

it('a write that records builds no query for it but the first time', async () => {
  const compile = vi.spyOn(PostgresQueryCompiler.prototype, 'compileQuery');
  onTestFinished(() => compile.mockRestore());
  const note = (doer: Doer) => app.db.write(account.id, (tx) => record(tx, doer, { action, target: named() }));
  await note(BY_ITSELF);
  compile.mockClear();
  await note({ userId: account.owner.id, sessionId: newId(), caller: { address: '192.0.2.7', device: null } });
  await note({ userId: null, sessionId: null, caller: { address: null, device: 'curl' } });
  expect(compile).not.toHaveBeenCalled();
});
