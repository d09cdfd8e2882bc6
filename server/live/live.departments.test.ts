import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { openStream } from '../testing/live.ts';
import { atOnce } from '../testing/races.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});
afterAll(() => app.close());

const CHANGED = { kind: 'departments.changed' } as const;

it('who may see users hears that a department came, has another name, or went', async () => {
  const stream = await openStream(await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] })));
  await stream.next('ready');
  const made = (await owner.call('createDepartment', { body: { name: 'Sales' } })).body;
  expect(await stream.next(CHANGED.kind)).toEqual([CHANGED]);
  const params = { id: made.id };
  await owner.call('renameDepartment', { params, body: { name: 'Sales, north' } });
  expect(await stream.next(CHANGED.kind, 2)).toEqual([CHANGED, CHANGED]);
  await owner.call('deleteDepartment', { params });
  expect(await stream.next(CHANGED.kind, 3)).toHaveLength(3);
  stream.leave();
});

it('nobody else does: who sees no users, who must change the password, another account', async () => {
  const others = [
    await app.make.user(account.id, { roles: ['reports'] }),
    await app.make.user(account.id, { roles: ['admin'], passwordMustChange: true }),
    (await app.make.account()).owner,
  ];
  const streams = await Promise.all(others.map(async (user) => openStream(await app.make.signedIn(user))));
  for (const stream of streams) await stream.next('ready');
  await owner.call('createDepartment', { body: { name: 'Support' } });
  // What comes later of themselves comes behind it.
  for (const { id } of others) await app.owner.query('update users set version = version + 1 where id = $1', [id]);
  for (const stream of streams) {
    await stream.next('users.changed');
    expect(stream.heard.map(({ data }) => data.kind)).not.toContain(CHANGED.kind);
    stream.leave();
  }
});

it('a hundred at once are said once a second at most', async () => {
  const stream = await openStream(owner);
  await stream.next('ready');
  const before = Date.now();
  await atOnce(100, (n) => owner.call('createDepartment', { body: { name: `Unit ${n}` } }));
  await stream.next(CHANGED.kind);
  const heard = stream.heard.filter(({ data }) => data.kind === CHANGED.kind).length;
  expect(heard).toBeLessThanOrEqual(2 + (Date.now() - before) / 1000);
  stream.leave();
});
