import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_PERMISSIONS, PORTAL_ROLES, type PortalRole } from '../../contract/permissions.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { type MadeAccount, PASSWORD } from '../testing/factories.ts';

const NEW_PASSWORD = 'Lantern-58-quays';

let app: TestApp;
let account: MadeAccount;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account({ name: 'Northwind', firstName: 'Ana', lastName: 'Ruiz', username: 'ana' });
});
afterAll(() => app.close());

const no = (because: string) => ({ ok: false, because });
const yes = { ok: true };

async function meAs(...roles: PortalRole[]) {
  const user = await app.make.user(account.id, { roles });
  return (await (await app.make.signedIn(user)).call('getMe')).body;
}

describe('who I am', () => {
  it('of the main user: every permission, and may give every role', async () => {
    const { body } = await (await app.make.signedIn(account.owner)).call('getMe');
    expect(body).toMatchObject({
      id: account.owner.id,
      email: account.owner.email,
      username: 'ana',
      firstName: 'Ana',
      lastName: 'Ruiz',
      isMainUser: true,
      portalRoles: [],
      account: { id: account.id, code: account.code, name: 'Northwind' },
      passwordChangeRequired: false,
    });
    expect(body.permissions).toEqual(ALL_PERMISSIONS);
    expect(new Set(Object.values(body.can.giveRole).map(({ ok }) => ok))).toEqual(new Set([true]));
  });

  it('of an Admin: every permission, but may not give Admin', async () => {
    const body = await meAs('admin');
    expect(body.permissions).toEqual(ALL_PERMISSIONS);
    expect(body.can).toMatchObject({ createUser: yes, createDepartment: yes });
    expect(body.can.giveRole).toEqual({
      admin: no('role.only_owner_gives_admin'),
      reports: yes,
      tech_configuration: yes,
      finance: yes,
      orders: yes,
    });
  });

  it.each(['reports', 'tech_configuration', 'finance', 'orders'] as const)(
    'of %s: that role’s permissions, and no more',
    async (role) => {
      const body = await meAs(role);
      expect(body.portalRoles).toEqual([role]);
      expect([...body.permissions].sort()).toEqual([...PORTAL_ROLES[role].permissions].sort());
      expect(body.can).toMatchObject({ createUser: no('permission.missing'), createDepartment: no('permission.missing') });
      expect(Object.values(body.can.giveRole)).toEqual(Array(5).fill(no('permission.missing')));
    },
  );

  it('of several roles: what they allow together', async () => {
    const body = await meAs('reports', 'finance');
    expect([...body.permissions].sort()).toEqual(['finance.view', 'report.run', 'sms_pricing.view', 'voice_pricing.view']);
  });

  it('of somebody without roles: nothing but themself', async () => {
    expect(await meAs()).toMatchObject({ isMainUser: false, portalRoles: [], permissions: [] });
  });

  it('follows a change of roles at once', async () => {
    const user = await app.make.user(account.id);
    const client = await app.make.signedIn(user);
    await client.call('getMe');
    await app.owner.query("insert into user_portal_roles values ($1, $2, 'orders')", [account.id, user.id]);
    expect((await client.call('getMe')).body.portalRoles).toEqual(['orders']);
  });

  it('is refused without a session', async () => {
    expect((await app.visitor().call('getMe')).problem).toMatchObject({ code: 'session.required', status: 401 });
  });
});

describe('changing my password', () => {
  const change = async (newPassword = NEW_PASSWORD, currentPassword = PASSWORD) => {
    const user = await app.make.user(account.id);
    const [self, other] = [await app.make.signedIn(user), await app.make.signedIn(user)];
    const answer = await self.call('changeMyPassword', { body: { currentPassword, newPassword } });
    return { user, self, other, answer };
  };
  const signIn = (login: string, password: string) => app.visitor().call('signIn', { body: { login, password } });

  it('takes effect, ends my other sessions and keeps this one', async () => {
    const { user, self, other, answer } = await change();
    expect(answer.status).toBe(204);
    expect((await self.call('getMe')).status).toBe(200);
    expect((await other.call('getMe')).status).toBe(401);
    expect((await signIn(user.email, NEW_PASSWORD)).status).toBe(201);
    expect((await signIn(user.email, PASSWORD)).status).toBe(401);
  });

  it('goes on under a new token, in which the password counts as typed; the one before is refused', async () => {
    const user = await app.make.user(account.id);
    const self = await app.make.signedIn(user, { provedSecondsAgo: 301 });
    const [before, id] = [self.cookie, (await self.call('getMe')).body.session.id];
    const { headers } = await self.call('changeMyPassword', { body: { currentPassword: PASSWORD, newPassword: NEW_PASSWORD } });
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^rollcall_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Expires=/),
    ]);
    expect((await self.call('getMe')).body.session.id).toBe(id);
    expect((await self.call('prepareMyApp')).status).toBe(200);
    self.cookie = before;
    expect((await self.call('getMe')).problem.code).toBe('session.required');
  });

  it('refuses a wrong current password, beside its field, and changes nothing', async () => {
    const { user, other, answer } = await change(NEW_PASSWORD, 'Wrong-password-1');
    expect(answer.problem).toMatchObject({
      code: 'password.wrong',
      errors: [{ path: 'currentPassword', code: 'password.wrong' }],
    });
    expect((await other.call('getMe')).status).toBe(200);
    expect((await signIn(user.email, PASSWORD)).status).toBe(201);
  });

  it('refuses the same password again', async () => {
    const { answer } = await change(PASSWORD);
    expect(answer.problem).toMatchObject({ code: 'request.invalid', errors: [{ path: 'newPassword', code: 'password.same' }] });
  });

  it('refuses one that breaks a rule or is well known', async () => {
    const errorsOf = async (password: string) => (await change(password)).answer.problem.errors;
    expect(await errorsOf('lantern-quays-58')).toMatchObject([{ path: 'newPassword', code: 'password.upper' }]);
    expect(await errorsOf('Password1')).toMatchObject([{ path: 'newPassword', code: 'password.well_known' }]);
  });

  it('is an entry that says that it changed, and not to what', async () => {
    const { user } = await change();
    const { rows } = await app.owner.query(
      'select a.action, a.actor_id, v.changes from activity a join activity_values v on v.activity_id = a.id where a.target_id = $1',
      [user.id],
    );
    const sessions = { old: [expect.any(String)], new: [] };
    const provedAt = { old: expect.any(String), new: expect.any(String) };
    const changes = { password: 'changed', provedAt, sessionToken: 'changed', sessions };
    expect(rows).toEqual([{ action: 'user.password_changed', actor_id: user.id, changes }]);
  });

  it('stops after ten wrong current passwords, from any session', async () => {
    const user = await app.make.user(account.id);
    const clients = [await app.make.signedIn(user), await app.make.signedIn(user)];
    const tryOnce = (n: number, currentPassword = 'Wrong-password-1') =>
      clients[n % 2]?.call('changeMyPassword', { body: { currentPassword, newPassword: NEW_PASSWORD } });
    for (let n = 0; n < 10; n += 1) expect((await tryOnce(n))?.status).toBe(403);
    const refused = await tryOnce(0, PASSWORD);
    expect(refused?.problem.code).toBe('request.too_many');
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('lets one of two parallel changes win, and only one', async () => {
    const user = await app.make.user(account.id);
    const clients = [await app.make.signedIn(user), await app.make.signedIn(user)];
    const passwords = ['Lantern-58-quays', 'Anchor-63-ropes'];
    const answers = await Promise.all(
      clients.map((client, n) =>
        client.call('changeMyPassword', { body: { currentPassword: PASSWORD, newPassword: passwords[n] ?? '' } }),
      ),
    );
    const winner = answers.findIndex(({ status }) => status === 204);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect((await clients[winner]?.call('getMe'))?.status).toBe(200);
    expect((await clients[1 - winner]?.call('getMe'))?.status).toBe(401);
    expect((await signIn(user.email, passwords[winner] ?? '')).status).toBe(201);
  });
});
