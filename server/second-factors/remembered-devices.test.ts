import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { codeIn, demandFactor, setUpApp, totp } from '../testing/authenticator.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { tokenIn } from '../testing/mail-server.ts';
import { actionsAbout, entriesAbout } from '../testing/record.ts';
import { beginSignIn } from '../testing/signing-in.ts';

let app: TestApp;
let account: MadeAccount;
let ben: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
});
beforeEach(async () => {
  await demandFactor(app, account.id, 'email');
  ben = await app.make.user(account.id);
});
afterAll(() => app.close());

const nextOf = async (client: Client, user = ben) =>
  (await client.call('signIn', { body: { login: user.email, password: PASSWORD } })).body.next;

/** A browser that was remembered by a mailed code, signed in. */
async function remembered(user = ben, client = app.visitor()): Promise<Client> {
  const attempt = await beginSignIn(client, user, 'email_code');
  const code = codeIn(await app.mail.next(user.email));
  expect((await client.call('signInWithCode', { body: { attempt, code, rememberDevice: true } })).status).toBe(201);
  return client;
}

describe('a remembered browser', () => {
  it('is asked for the password alone, for thirty days', async () => {
    const client = await remembered();
    expect(await nextOf(client)).toBe('done');
    expect((await entriesAbout(app, ben.id)).at(-1)?.changes).toMatchObject({ secondFactor: { new: 'remembered_device' } });
    expect(await nextOf(app.visitor())).toBe('email_code');
    await app.owner.query('update remembered_devices set expires_at = now() where user_id = $1', [ben.id]);
    expect(await nextOf(client)).toBe('email_code');
  });

  it('has a cookie that scripts and other websites cannot use', async () => {
    const client = app.visitor();
    const attempt = await beginSignIn(client, ben, 'email_code');
    const code = codeIn(await app.mail.next(ben.email));
    const { headers } = await client.call('signInWithCode', { body: { attempt, code, rememberDevice: true } });
    const cookies = headers.getSetCookie();
    expect(cookies).toHaveLength(3);
    expect(cookies.find((one) => one.startsWith('rollcall_device'))).toMatch(
      /^rollcall_device=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
    );
    const token = /rollcall_device=([\w-]{43})/.exec(client.cookie)?.[1] ?? '';
    const { rows } = await app.owner.query('select t::text as text from remembered_devices t where user_id = $1', [ben.id]);
    expect(rows[0].text).not.toContain(token);
  });

  it('is not remembered unasked', async () => {
    const client = app.visitor();
    const attempt = await beginSignIn(client, ben, 'email_code');
    await client.call('signInWithCode', { body: { attempt, code: codeIn(await app.mail.next(ben.email)) } });
    expect(client.cookie).not.toContain('rollcall_device');
    expect(await nextOf(client)).toBe('email_code');
  });

  it('counts for that user only; two who share it are both remembered', async () => {
    const eve = await app.make.user(account.id);
    const client = await remembered();
    expect(await nextOf(client, eve)).toBe('email_code');
    await app.mail.next(eve.email);
    await remembered(eve, client);
    expect(await nextOf(client)).toBe('done');
    expect(await nextOf(client, eve)).toBe('done');
  });

  it('by a mailed code does not stand for an app', async () => {
    const client = await remembered();
    await demandFactor(app, account.id, 'app');
    expect(await nextOf(client)).toBe('set_up_app');
  });

  it('by an app counts, also where mailed codes are asked for', async () => {
    const { secret } = await setUpApp(app, await app.make.signedIn(ben));
    const client = app.visitor();
    const attempt = await beginSignIn(client, ben, 'app_code');
    await client.call('signInWithCode', { body: { attempt, code: totp(secret), rememberDevice: true } });
    expect(await nextOf(client)).toBe('done');
  });

  it('by the completion at the limit is remembered too', async () => {
    await app.owner.query('update users set session_limit = 1 where id = $1', [ben.id]);
    await app.make.signedIn(ben);
    const client = app.visitor();
    const attempt = await beginSignIn(client, ben, 'email_code');
    await client.call('signInWithCode', { body: { attempt, code: codeIn(await app.mail.next(ben.email)) } });
    await client.call('completeSignIn', { body: { attempt, endOldest: true, rememberDevice: true } });
    await app.owner.query('update users set session_limit = null where id = $1', [ben.id]);
    expect(await nextOf(client)).toBe('done');
  });
});

describe('is forgotten', () => {
  const cases: [string, (self: Client) => Promise<void>][] = [
    [
      'by another password',
      async (self) => {
        await self.call('changeMyPassword', { body: { currentPassword: PASSWORD, newPassword: 'Garden-92-paths' } });
        await app.owner.query('update users set password_hash = (select password_hash from users where id = $2) where id = $1', [
          ben.id,
          account.owner.id,
        ]);
      },
    ],
    [
      'by another address',
      async (self) => {
        const email = `new.${ben.email}`;
        await self.call('changeMyEmail', { body: { email } });
        await self.call('confirmEmail', { body: { token: tokenIn(await app.mail.next(email)) } });
        ben = { ...ben, email };
      },
    ],
    [
      'by switching off and on',
      async () => {
        const owner = await app.make.signedIn(account.owner);
        await owner.call('deactivateUser', { params: { id: ben.id } });
        await owner.call('reactivateUser', { params: { id: ben.id } });
      },
    ],
    [
      'by deleting and restoring',
      async () => {
        const owner = await app.make.signedIn(account.owner);
        await owner.call('deleteUser', { params: { id: ben.id } });
        await owner.call('restoreUser', { params: { id: ben.id } });
      },
    ],
    [
      'by an administrator who resets the second factor',
      async () => {
        const owner = await app.make.signedIn(account.owner);
        expect((await owner.call('resetSecondFactor', { params: { id: ben.id } })).status).toBe(204);
      },
    ],
    [
      'by an administrator who forgets all browsers',
      async () => {
        const owner = await app.make.signedIn(account.owner);
        expect((await owner.call('getUserSecondFactor', { params: { id: ben.id } })).body.rememberedDevices).toBe(1);
        expect((await owner.call('forgetUserDevices', { params: { id: ben.id } })).status).toBe(204);
        expect((await owner.call('getUserSecondFactor', { params: { id: ben.id } })).body.rememberedDevices).toBe(0);
        expect(await actionsAbout(app, ben.id)).toContain('user.device_forgotten');
      },
    ],
    [
      'by oneself',
      async (self) => {
        const { items } = (await self.call('listMyDevices')).body;
        expect(items).toMatchObject([{ isCurrent: true, address: self.address }]);
        const deviceId = items[0]?.id ?? '';
        expect((await self.call('forgetMyDevice', { params: { deviceId } })).status).toBe(204);
        expect((await self.call('forgetMyDevice', { params: { deviceId } })).problem.code).toBe('device.not_found');
      },
    ],
  ];
  it.each(cases)('%s', async (_, change) => {
    const client = await remembered();
    await change(client);
    expect(await nextOf(client)).toBe('email_code');
    expect((await app.owner.query('select 1 from remembered_devices where user_id = $1', [ben.id])).rowCount).toBe(0);
  });

  it('by nobody else: not in the account, not in another', async () => {
    const client = await remembered();
    const { items } = (await client.call('listMyDevices')).body;
    const other = await app.make.signedIn((await app.make.account()).owner);
    for (const by of [await app.make.signedIn(account.owner), other]) {
      for (const deviceId of [items[0]?.id ?? '', newId()])
        expect((await by.call('forgetMyDevice', { params: { deviceId } })).problem.code).toBe('device.not_found');
      expect((await by.call('listMyDevices')).body.items).toEqual([]);
    }
    expect((await other.call('forgetUserDevices', { params: { id: ben.id } })).problem.code).toBe('user.not_found');
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    expect((await admin.call('forgetUserDevices', { params: { id: account.owner.id } })).problem.code).toBe('user.is_owner');
    expect(await nextOf(client)).toBe('done');
  });
});
