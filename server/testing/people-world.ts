import type { Api } from '../../contract/api.ts';
import type { DialerPermission, Scope } from '../../contract/dialer-permissions.ts';
import type { PortalRole } from '../../contract/permissions.ts';
import type { TestApp } from './app.ts';
import type { Client } from './client.ts';
import { makeAgent, makeNamed, makeProfile, makeRole } from './dialer.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from './factories.ts';
import type { IN_BOTH_HALVES } from './modelled.ts';
import { furnish } from './writes/scenario.ts';

// An account with somebody of every kind in it, for random walks, and what each of them could ask for.

/** Those that say something about other people. */
export const PERMISSIONS = [
  'agent.edit',
  'agent.create',
  'agent.delete',
  'agent.reset_password',
  'agent.sessions',
  'agent.limits',
  'agent.sip_password',
  'agent_role.give',
  'dialer_role.manage',
  'tag.manage',
  'skill_group.manage',
  'dialer_settings.manage',
] as const satisfies DialerPermission[];

export interface World {
  readonly account: MadeAccount;
  /** In the account, and the main user of another one. */
  readonly people: readonly Pick<MadeUser, 'id' | 'accountId'>[];
  readonly roles: readonly string[];
  readonly tags: readonly string[];
  readonly groups: readonly string[];
}

export interface Wish {
  readonly name: (typeof IN_BOTH_HALVES)[number];
  readonly actor: number;
  readonly target: number;
  readonly roles: readonly PortalRole[];
  readonly set: number;
  readonly flag: boolean;
  readonly number: number;
  readonly isByMainUser: boolean;
}

export async function makeWorld(app: TestApp, drawn: readonly (readonly [readonly DialerPermission[], Scope])[]): Promise<World> {
  const account = await app.make.account();
  const { id } = account;
  const tags = await Promise.all([0, 1, 2].map(() => makeNamed(app, id, 'tags')));
  const groups = await Promise.all([0, 1].map(() => makeNamed(app, id, 'skill_groups')));
  const roles: string[] = [];
  for (const [permissions, scope] of drawn) {
    roles.push(await makeRole(app, id, { permissions: ['agent.view', ...permissions], scope }));
  }
  const agent = (n: number, wishes: Parameters<typeof makeAgent>[2] = {}) =>
    makeAgent(app, id, {
      dialerRoles: [roles[n % roles.length] ?? ''],
      tags: tags.filter((_, place) => ((n + 1) >> place) % 2 === 1),
      skillGroups: n % 2 ? [[groups[0] ?? '', 4]] : [],
      ...wishes,
    });
  const people: MadeUser[] = [await makeProfile(app, account.owner, { tags: tags.slice(0, 1) })];
  people.push(await agent(0, { roles: ['admin'] }), await app.make.user(id, { roles: ['admin'] }));
  people.push(await agent(1, { roles: ['finance'] }), await app.make.user(id, { roles: ['reports', 'orders'] }));
  people.push(await agent(2, { isSuperuser: true }), await agent(3, { hasAllTags: true }));
  for (let n = 0; n < 6; n += 1) people.push(await agent(n));
  people.push(await agent(4, { status: 'pending', hasNoPassword: true }), await agent(5, { status: 'inactive' }));
  people.push(await agent(6, { status: 'deleted' }), await agent(7, { status: 'deleted', roles: ['admin'] }));
  people.push(await app.make.user(id, { status: 'pending', hasNoPassword: true }), await app.make.user(id));
  for (const one of people) await furnish({ app } as Parameters<typeof furnish>[0], one);
  // Whoever has no app may hand the account over with the password alone.
  const withoutApp = people.filter((_, n) => n % 3 !== 2).map((one) => one.id);
  await app.owner.query('delete from authenticators where user_id = any($1)', [withoutApp]);
  // Nobody gives themselves a timeout, so the main user follows the account.
  await app.owner.query('update users set session_seconds = null where id = $1', [account.owner.id]);
  // A phone each, two of them the main user's and an Admin's.
  await app.owner.query(
    `update agents set sip_option = 'pbx', pbx_username = 'p' || replace(user_id::text, '-', ''), sip_ha1_md5 = repeat('0', 32),
       sip_ha1_sha256 = repeat('0', 64), sip_password_at = now() where account_id = $1`,
    [id],
  );
  const stranger = await app.make.account();
  return { account, people: [...people, stranger.owner], roles, tags, groups };
}

/** In whom a write makes sense at all. */
const FITTING: Partial<Record<Wish['name'], string>> = {
  reactivateUser: "u.status = 'inactive'",
  restoreUser: "u.status = 'deleted'",
  eraseUser: "u.status = 'deleted'",
  sendActivation: "u.status = 'pending'",
  addProfile: "not u.is_agent and u.status <> 'deleted'",
  withdrawEmailChange: 'u.new_email is not null',
};

/** Every other time one of those. */
async function fitting(app: TestApp, { account }: World, { name, target, flag }: Wish): Promise<string | undefined> {
  const which = FITTING[name];
  if (!which || flag) return undefined;
  const { rows } = await app.owner.query<{ id: string }>(
    `select u.id from users u where u.account_id = $1 and ${which} order by id`,
    [account.id],
  );
  return rows[target % Math.max(rows.length, 1)]?.id;
}

/** What the wish asks for, with the versions that there are. */
export async function requestOf(app: TestApp, world: World, wish: Wish, by: Client): Promise<object> {
  const id = (await fitting(app, world, wish)) ?? world.people[wish.target % world.people.length]?.id ?? world.account.owner.id;
  const [role = '', tag = '', group = ''] = [world.roles, world.tags, world.groups].map((ids) => ids[wish.set % ids.length]);
  const version = async (table: 'users' | 'accounts' | 'dialer_settings', key = 'id', value = id) => {
    const { rows } = await app.owner.query(`select version from ${table} where ${key} = $1`, [value]);
    return { 'if-match': String(rows[0]?.version ?? 1) };
  };
  const ofAccount = await version('accounts', 'id', world.account.id);
  const ofSettings = await version('dialer_settings', 'account_id', world.account.id);
  const moved = wish.flag ? { add: [id], remove: [] } : { add: [], remove: [id] };
  const first = async (table: string) =>
    (await app.owner.query(`select id from ${table} where user_id = $1 order by id limit 1`, [id])).rows[0]?.id ??
    world.account.id;
  const edits: object[] = [
    { portalRoles: wish.roles },
    { sessionSeconds: wish.flag ? null : wish.number },
    { lastName: `Name ${wish.number}` },
    { email: `n${wish.number}@model.example` },
  ];
  const requests: Partial<Record<keyof Api, () => object | Promise<object>>> = {
    updateUser: async () => ({ body: edits[wish.set], headers: await version('users') }),
    sendActivation: () => ({ body: wish.flag ? { email: `a${wish.number}@model.example` } : {} }),
    restoreUser: () => ({ query: wish.flag ? { dialerRole: [role] } : {} }),
    handOver: () => {
      const formerMainUser = wish.set === 0 ? { delete: true } : { portalRoles: wish.roles };
      return { body: { userId: id, formerMainUser, password: PASSWORD } };
    },
    endUserSession: async () => ({ params: { id, sessionId: await first('sessions') } }),
    addUserAddress: () => ({ body: { block: `192.0.2.${wish.number % 256}` } }),
    updateUserAddress: async () => ({ params: { id, addressId: await first('allowed_addresses') }, body: { isOn: wish.flag } }),
    removeUserAddress: async () => ({ params: { id, addressId: await first('allowed_addresses') } }),
    addProfile: () => ({ params: { userId: id }, body: { dialerRoles: [role], tags: wish.flag ? [tag] : [] } }),
    removeAgent: () => ({ params: { userId: id } }),
    makeSipPassword: () => ({ params: { userId: id }, body: {} }),
    changeDialerRoleMembers: () => ({ params: { id: role }, body: moved }),
    changeTagMembers: () => ({ params: { id: tag }, body: moved }),
    changeSkillGroupMembers: () => ({
      params: { id: group },
      body: wish.flag ? { add: [{ id, level: 3 }], remove: [] } : { add: [], remove: [id] },
    }),
    deleteTag: () => ({ params: { id: tag } }),
    deleteSkillGroup: () => ({ params: { id: group } }),
    updateSecurity: () => ({
      headers: ofAccount,
      body: wish.flag ? { sessionSeconds: wish.number } : { twoFactor: 'off', sessionLimit: 9 },
    }),
    updateAccount: () => ({ headers: ofAccount, body: { timezone: wish.flag ? 'Asia/Tokyo' : 'UTC' } }),
    updateDialerSettings: () => ({ headers: ofSettings, body: { autoDial: wish.flag } }),
    changeSipDomain: async () => {
      const settings = await by.call('getDialerSettings');
      const passwords = settings.status === 200 ? settings.body.sipPasswords : 0;
      return {
        headers: ofSettings,
        body: { sipDomain: `s${wish.number}-${world.account.code.toLowerCase()}.example`, passwords },
      };
    },
  };
  return { params: { id }, ...(await requests[wish.name]?.()) };
}
