import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { openStream } from '../testing/live.ts';
import { waitFor } from '../testing/mail-server.ts';
import { atOnce } from '../testing/races.ts';
import { somebodyWaits } from '../testing/waiting.ts';

let app: TestApp;
let account: MadeAccount;
let ben: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  account = await app.make.account();
  ben = await app.make.user(account.id, { roles: ['reports'] });
});
afterAll(() => app.close());

const openStreams = async () =>
  Number(/^rollcall_live_streams (\d+)$/m.exec(await (await fetch(`${app.url}/metrics`)).text())?.[1]);
const forgotten = () => waitFor(async () => ((await openStreams()) === 0 ? true : null), 'every stream to be forgotten');

describe('live streams', () => {
  it('of a user are sixty at most, in however many sessions', async () => {
    const clients = await atOnce(4, () => app.make.signedIn(ben));
    const leaving = new AbortController();
    const answers = await Promise.all(
      clients.flatMap(({ cookie }) =>
        Array.from({ length: 20 }, () => fetch(`${app.url}/api/v1/live`, { headers: { cookie }, signal: leaving.signal })),
      ),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(20);
    expect(await refused[0]?.json()).toMatchObject({ code: 'live.too_many', params: { maximum: 60 } });
    const other = await openStream(await app.make.signedIn(account.owner));
    other.leave();
    leaving.abort();
    await forgotten();
  });

  it('are forgotten also where the reader left before the session was found', async () => {
    const client = await app.make.signedIn(ben);
    const locking = await app.owner.connect();
    await locking.query('begin');
    await locking.query('lock table sessions in access exclusive mode');
    const { hostname, port } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(`GET /api/v1/live HTTP/1.1\r\nhost: ${hostname}\r\ncookie: ${client.cookie}\r\n\r\n`);
    await somebodyWaits(locking);
    socket.destroy();
    await closed;
    // Another request, whose end tells that the server has heard of the first one's.
    await fetch(`${app.url}/healthz`);
    await locking.query('commit');
    locking.release();
    const after = await openStream(client);
    await after.next('ready');
    after.leave();
    await forgotten();
  });

  it('begin anew where too much was missed', async () => {
    const client = await app.make.signedIn(ben);
    const first = await openStream(client);
    await first.next('ready');
    const after = first.heard[0]?.id ?? '';
    first.leave();
    await app.owner.query(
      `insert into live_events (account_id, kind, data)
       select $1, 'users.changed', '{"ids": []}' from generate_series(1, 20001)`,
      [account.id],
    );
    const back = await openStream(client, { after });
    expect(await back.next('ready')).toMatchObject([{ whole: false }]);
    back.leave();
    await forgotten();
  });
});
