import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TwoFactorType } from '../../contract/policy-in-force.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { demandFactor, setUpApp, totp } from '../testing/authenticator.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { actionsAbout, entriesAbout } from '../testing/record.ts';
import { beginSignIn } from '../testing/signing-in.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let ben: MadeUser;
let self: Client;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});
beforeEach(async () => {
  await demandFactor(app, account.id, 'off');
  ben = await app.make.user(account.id);
  self = await app.make.signedIn(ben);
});
afterAll(() => app.close());

const mine = async () => (await self.call('getMySecondFactor')).body;
const recover = async (code: string) => {
  const attempt = await beginSignIn(app.visitor(), ben, 'app_code');
  return app.visitor().call('signInWithRecoveryCode', { body: { attempt, recoveryCode: code } });
};

describe('my second factor', () => {
  it('is shown with the policy and the level that set it', async () => {
    expect(await mine()).toEqual({
      inForce: 'off',
      policy: { value: 'off', source: { level: 'account' } },
      authenticatorSince: null,
      recoveryCodesLeft: 0,
      can: {
        removeApp: { ok: false, because: 'second_factor.none' },
        makeRecoveryCodes: { ok: false, because: 'second_factor.none' },
      },
    });
    await app.owner.query("update users set two_factor = 'email' where id = $1", [ben.id]);
    expect(await mine()).toMatchObject({ inForce: 'email', policy: { value: 'email', source: { level: 'user' } } });
  });

  it('is an app after its first code, and the codes that are left are counted', async () => {
    const { recoveryCodes } = await setUpApp(app, self);
    expect(await mine()).toMatchObject({
      inForce: 'app',
      policy: { value: 'off' },
      recoveryCodesLeft: 10,
      can: { removeApp: { ok: true } },
    });
    await recover(recoveryCodes[3] ?? '');
    expect((await mine()).recoveryCodesLeft).toBe(9);
    const changes = { authenticator: 'changed', recoveryCodes: 'changed' };
    expect(await entriesAbout(app, ben.id)).toContainEqual(
      expect.objectContaining({ action: 'user.authenticator_set_up', changes }),
    );
  });

  it('is not set up by a wrong code, nor by the set-up of somebody else or one that is too old', async () => {
    const { secret, setup } = (await self.call('prepareMyApp')).body;
    const wrong = await self.call('setUpMyApp', { body: { setup, code: totp(secret, 7) } });
    expect(wrong.problem).toMatchObject({ code: 'code.wrong_setup', errors: [{ path: 'code' }] });
    const theirs = (await owner.call('prepareMyApp')).body;
    for (const other of [theirs.setup, 'rubbish'])
      expect((await self.call('setUpMyApp', { body: { setup: other, code: totp(theirs.secret) } })).problem.code).toBe(
        'setup.expired',
      );
    expect((await mine()).inForce).toBe('off');
  });

  it('moves to another app: the earlier one, its recovery codes and the sign-ins under way end', async () => {
    const before = await setUpApp(app, self);
    const attempt = await beginSignIn(app.visitor(), ben, 'app_code');
    const after = await setUpApp(app, self);
    expect((await app.visitor().call('signInWithCode', { body: { attempt, code: totp(before.secret) } })).problem.code).toBe(
      'sign_in.expired',
    );
    const next = await beginSignIn(app.visitor(), ben, 'app_code');
    expect(
      (await app.visitor().call('signInWithCode', { body: { attempt: next, code: totp(before.secret) } })).problem.code,
    ).toBe('code.wrong');
    expect((await app.visitor().call('signInWithCode', { body: { attempt: next, code: totp(after.secret) } })).status).toBe(201);
    expect((await recover(before.recoveryCodes[0] ?? '')).problem.code).toBe('code.wrong');
    expect((await recover(after.recoveryCodes[0] ?? '')).status).toBe(201);
  });

  it('gets new recovery codes, and the earlier ones stop working', async () => {
    const { recoveryCodes } = await setUpApp(app, self);
    const made = (await self.call('makeMyRecoveryCodes')).body.recoveryCodes;
    expect(made).toHaveLength(10);
    expect((await recover(recoveryCodes[0] ?? '')).problem.code).toBe('code.wrong');
    expect((await recover(made[0] ?? '')).status).toBe(201);
    expect(await actionsAbout(app, ben.id)).toContain('user.recovery_codes_made');
  });

  it('is removed, unless the company demands an app', async () => {
    expect((await self.call('removeMyApp')).problem.code).toBe('second_factor.none');
    expect((await self.call('makeMyRecoveryCodes')).problem.code).toBe('second_factor.none');
    await setUpApp(app, self);
    await demandFactor(app, account.id, 'app');
    expect((await mine()).can.removeApp).toEqual({ ok: false, because: 'second_factor.demanded' });
    expect((await self.call('removeMyApp')).problem.code).toBe('second_factor.demanded');
    await demandFactor(app, account.id, 'off');
    expect((await self.call('removeMyApp')).status).toBe(204);
    expect(await mine()).toMatchObject({ inForce: 'off', recoveryCodesLeft: 0, authenticatorSince: null });
    expect(await actionsAbout(app, ben.id)).toContain('user.authenticator_removed');
  });

  it('keeps recovery codes where mailed codes are asked for from now on', async () => {
    await setUpApp(app, self);
    await demandFactor(app, account.id, 'email');
    await self.call('removeMyApp');
    expect(await mine()).toMatchObject({ inForce: 'email', recoveryCodesLeft: 10, can: { makeRecoveryCodes: { ok: true } } });
  });
});

describe('an administrator', () => {
  const reset = (by: Client, id = ben.id) => by.call('resetSecondFactor', { params: { id } });

  it('resets the second factor of who has lost it: it is recorded, and a mail tells', async () => {
    const { secret } = await setUpApp(app, self);
    await app.mail.next(ben.email);
    const attempt = await beginSignIn(app.visitor(), ben, 'app_code');
    expect((await owner.call('getUserSecondFactor', { params: { id: ben.id } })).body).toMatchObject({
      inForce: 'app',
      recoveryCodesLeft: 10,
    });
    expect((await reset(owner)).status).toBe(204);
    expect((await app.mail.next(ben.email)).subject).toBe('Your second factor was reset');
    expect((await owner.call('getUserSecondFactor', { params: { id: ben.id } })).body).toMatchObject({
      inForce: 'off',
      recoveryCodesLeft: 0,
      authenticatorSince: null,
    });
    expect((await app.visitor().call('signInWithCode', { body: { attempt, code: totp(secret) } })).problem.code).toBe(
      'sign_in.expired',
    );
    const entry = (await entriesAbout(app, ben.id)).find(({ action }) => action === 'user.second_factor_reset');
    expect(entry).toMatchObject({ actor_id: account.owner.id, changes: { authenticator: 'changed', recoveryCodes: 'changed' } });
  });

  it('does so by rank, with a password typed lately, and never for oneself', async () => {
    const adminUser = await app.make.user(account.id, { roles: ['admin'] });
    const [admin, other] = [await app.make.signedIn(adminUser), await app.make.user(account.id, { roles: ['admin'] })];
    expect((await reset(admin, account.owner.id)).problem.code).toBe('user.is_owner');
    expect((await reset(admin, other.id)).problem.code).toBe('user.is_admin');
    expect((await reset(admin, adminUser.id)).problem.code).toBe('user.is_self');
    expect((await reset(self, ben.id)).problem.code).toBe('permission.missing');
    const stranger = await app.make.signedIn((await app.make.account()).owner);
    expect((await reset(stranger)).problem.code).toBe('user.not_found');
    expect((await stranger.call('getUserSecondFactor', { params: { id: ben.id } })).problem.code).toBe('user.not_found');
    const late = await app.make.signedIn(account.owner, { provedSecondsAgo: 301 });
    expect((await reset(late)).problem.code).toBe('session.step_up');
    expect((await reset(admin)).status).toBe(204);
  });
});

describe('the list of users', () => {
  it('says what everybody signs in with, the same as the policy, in the row, the filter and the file', async () => {
    const other = await app.make.account();
    const by = await app.make.signedIn(other.owner);
    for (const demanded of ['off', 'email', 'app'] as TwoFactorType[]) {
      const users = await Promise.all(
        [null, 'off', 'email', 'app'].map(async (own) => {
          const user = await app.make.user(other.id, { lastName: demanded });
          await app.owner.query('update users set two_factor = $1 where id = $2', [own, user.id]);
          return user;
        }),
      );
      if (demanded === 'off') await setUpApp(app, await app.make.signedIn(users[1] as MadeUser));
      await demandFactor(app, other.id, demanded);
      const listed = (await by.call('listUsers', { query: { limit: 100 } })).body.items;
      for (const { id, twoFactor } of listed) {
        expect(twoFactor).toBe((await by.call('getUserSecondFactor', { params: { id } })).body.inForce);
      }
      for (const type of ['off', 'email', 'app'] as const) {
        const found = (await by.call('listUsers', { query: { limit: 100, twoFactor: [type] } })).body.items;
        expect(found.map(({ id }) => id)).toEqual(listed.filter(({ twoFactor }) => twoFactor === type).map(({ id }) => id));
        expect((await by.call('countUsers', { query: { twoFactor: [type] } })).body.count).toBe(found.length);
      }
    }
    const file = await (await by.send('GET', '/api/v1/users/export?twoFactor=email')).text();
    const [head = '', ...lines] = file.trim().split('\r\n');
    expect(lines.length).toBeGreaterThan(2);
    const column = head.split(',').indexOf('twoFactor');
    for (const line of lines) expect(line.split(',')[column]).toBe('email');
  });
});
