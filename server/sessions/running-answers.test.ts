import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { openStream } from '../testing/live.ts';
import { tokenIn, waitFor } from '../testing/mail-server.ts';

// What happens to somebody while a page of theirs is open, a stream is running and a file is on its way (S-4): each of the three is
// cut off, or goes on, as the record of users says.

const GATE = 7077;

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account({ lastName: 'Aaa' });
  owner = await app.make.signedIn(account.owner);
  await app.owner.query(
    `insert into users (account_id, id, email, email_key, first_name, last_name, name_key, search_key, status, confirmed_at, password_hash)
     select $1, gen_random_uuid(), 'm' || n || '@many.example', 'm' || n || '@many.example', 'Mia', 'M' || n, 'm' || lpad(n::text, 5, '0'), '', 'active', now(), 'none'
     from generate_series(1, 2500) n`,
    [account.id],
  );
  const { rows } = await app.owner.query('select id from users where account_id = $1 order by email_key offset 1500 limit 1', [
    account.id,
  ]);
  const [role = ''] = (await sql<{ current_user: string }>`select current_user`.execute(app.db.reader(null))).rows.map(
    (row) => row.current_user,
  );
  // Whoever reads the list to this user waits for the gate.
  await app.owner.query(
    `create function wait_at(one uuid) returns boolean language plpgsql as $$ begin
       if one = '${rows[0].id}' then perform pg_advisory_xact_lock_shared(${GATE}); end if; return true; end $$;
     create policy gate on users as restrictive for select to "${role}" using (wait_at(id))`,
  );
});
afterAll(() => app.close());

let carl: MadeUser;
let open: Client;
let counter = 0;
beforeEach(async () => {
  counter += 1;
  carl = await app.make.user(account.id, { roles: ['admin'], email: `aa.carl${counter}@running.example` });
  open = await app.make.signedIn(carl);
});

/** The file of all users, held on its second page of three until `meanwhile` is done. */
async function downloadAnd(meanwhile: () => Promise<unknown>): Promise<string> {
  const gate = await app.owner.connect();
  try {
    await gate.query('select pg_advisory_lock($1)', [GATE]);
    const file = open.send('GET', '/api/v1/users/export?sort=email').then((response) => response.text());
    const answer = file.catch(() => 'broken off');
    const waiting = "select 1 from pg_locks where locktype = 'advisory' and not granted";
    await waitFor(async () => ((await app.owner.query(waiting)).rowCount ? true : null), 'the file to be on its way', 20);
    await meanwhile();
    await gate.query('select pg_advisory_unlock($1)', [GATE]);
    return await answer;
  } finally {
    await gate.query('select pg_advisory_unlock_all()');
    gate.release();
  }
}

async function setRoles(portalRoles: ('admin' | 'reports')[]) {
  const params = { id: carl.id };
  const { version } = (await owner.call('getUser', { params })).body;
  return owner.call('updateUser', { params, headers: { 'if-match': String(version) }, body: { portalRoles } });
}

const ended = (because: string) => ({ next: 'session.required', stream: because, file: 'broken off' });
const goesOn = { next: 'done', stream: 'goes on', file: 'whole' };

/** What is done, and what then becomes of an open session: of its next request, its stream, and a file on its way. */
const CASES: Record<string, [() => Promise<{ status: number }>, { next: string; stream: string; file: string }]> = {
  'they change the password elsewhere': [
    async () => {
      const elsewhere = await app.make.signedIn(carl);
      return elsewhere.call('changeMyPassword', { body: { currentPassword: PASSWORD, newPassword: 'Quay-83-lantern' } });
    },
    ended('password_changed'),
  ],
  'they type the password again in another tab': [() => open.call('proveMyself', { body: { password: PASSWORD } }), goesOn],
  'they change the password in this session': [
    () => open.call('changeMyPassword', { body: { currentPassword: PASSWORD, newPassword: 'Quay-83-lantern' } }),
    goesOn,
  ],
  'they type the password again, and are switched off': [
    async () => {
      expect((await open.call('proveMyself', { body: { password: PASSWORD } })).status).toBe(204);
      return owner.call('deactivateUser', { params: { id: carl.id } });
    },
    ended('user_deactivated'),
  ],
  'they type the password again, and lose the role that shows users': [
    async () => {
      expect((await open.call('proveMyself', { body: { password: PASSWORD } })).status).toBe(204);
      return setRoles(['reports']);
    },
    { next: 'permission.missing', stream: 'goes on', file: 'broken off' },
  ],
  'they sign out': [() => open.call('signOut'), ended('signed_out')],
  'somebody takes the password away': [
    () => owner.call('makeTemporaryPassword', { params: { id: carl.id } }),
    ended('password_reset'),
  ],
  'their new address is confirmed': [
    async () => {
      const email = `bb.carl${counter}@running.example`;
      await (await app.make.signedIn(carl)).call('changeMyEmail', { body: { email } });
      return app.visitor().call('confirmEmail', { body: { token: tokenIn(await app.mail.next(email)) } });
    },
    goesOn,
  ],
  'they are switched off': [() => owner.call('deactivateUser', { params: { id: carl.id } }), ended('user_deactivated')],
  'they are deleted': [() => owner.call('deleteUser', { params: { id: carl.id } }), ended('user_deleted')],
  'they lose the role that shows users': [
    () => setRoles(['reports']),
    { next: 'permission.missing', stream: 'goes on', file: 'broken off' },
  ],
  'they keep it': [() => setRoles(['admin', 'reports']), goesOn],
};

describe('a request, a live stream and a file on its way, when', () => {
  it.each(Object.keys(CASES))('%s', async (name) => {
    const [happen, expected] = CASES[name] ?? [];
    const stream = await openStream(open);
    await stream.next('ready');
    const file = await downloadAnd(async () =>
      expect(await happen?.()).toMatchObject({ status: expect.toSatisfy((status: number) => status < 300) }),
    );
    const next = await open.call('listUsers', { query: { limit: 1 } });
    const isCut = expected?.stream !== 'goes on';
    const said = isCut ? (await stream.next('session.ended'))[0]?.because : 'goes on';
    if (isCut) expect(await stream.ended()).toBe(false);
    else expect(stream.heard.map(({ data }) => data.kind)).not.toContain('session.ended');
    stream.leave();
    const lines = file.split('\r\n').length - 1;
    expect({
      next: next.status === 200 ? 'done' : next.problem.code,
      stream: said,
      file: file === 'broken off' ? file : lines > 2500 ? 'whole' : `${lines} lines`,
    }).toEqual(expected);
  });
});
