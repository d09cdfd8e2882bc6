import { makeAgent, makeNamed, makeRole } from '../dialer.ts';
import { PASSWORD } from '../factories.ts';
import { makeLead } from '../leads.ts';
import { FIRST_VERSION, furnishedUser, ownerOf, type Ready, type Scenario, type Scenarios, type Stage } from './scenario.ts';

type Wishes = Parameters<typeof furnishedUser>[2];

/** The main user does it to another user who has something of everything. */
const toUser =
  (rest: Partial<Ready> = {}, wishes: Wishes = {}, before = ''): Scenario =>
  async (stage) => {
    const { account, actor, client } = await ownerOf(stage);
    const { user } = await furnishedUser(stage, account.id, wishes);
    if (before) await stage.app.owner.query(before, [user.id]);
    return { client, actor, params: { id: user.id }, ...rest };
  };

/** The main user does it to an agent who has a lead. */
const toAgent: Scenario = async (stage) => {
  const { account, actor, client } = await ownerOf(stage);
  const user = await makeAgent(stage.app, account.id);
  await makeLead(stage.app, account.id, { assignedTo: user.id });
  return { client, actor, params: { id: user.id } };
};

/** Somebody else gets the lead. */
const toAgentWithHeir: Scenario = async (stage) => {
  const ready = await toAgent(stage);
  const heir = await makeAgent(stage.app, ready.actor?.accountId ?? '');
  return { ...ready, query: { handOverTo: [heir.id] } };
};

/** A tag of theirs is gone meanwhile, and another role comes to theirs. */
const toDeletedAgent: Scenario = async (stage) => {
  const { account, actor, client } = await ownerOf(stage);
  const tag = await makeNamed(stage.app, account.id, 'tags');
  const user = await makeAgent(stage.app, account.id, { tags: [tag] });
  await client.call('deleteUser', { params: { id: user.id } });
  await stage.app.owner.query('delete from tags where id = $1', [tag]);
  return { client, actor, params: { id: user.id }, query: { dialerRole: [await makeRole(stage.app, account.id)] } };
};

const NEW_ADDRESS = { block: '203.0.113.9', label: 'Office' };

/** An address of this list: of the account, or of a user. */
async function addressOf({ app }: Stage, accountId: string, userId: string | null): Promise<string> {
  const { rows } = await app.owner.query(
    `insert into allowed_addresses (account_id, id, user_id, block, label)
     values ($1, gen_random_uuid(), $2, '192.0.2.0/24', 'Old office') returning id`,
    [accountId, userId],
  );
  return rows[0].id;
}

const toUsersAddress =
  (rest: Partial<Ready> = {}): Scenario =>
  async (stage) => {
    const { account, actor, client } = await ownerOf(stage);
    const { user } = await furnishedUser(stage, account.id);
    const addressId = await addressOf(stage, account.id, user.id);
    return { client, actor, params: { id: user.id, addressId }, ...rest };
  };

/** Whatever can be edited, all at once. */
const wholeEdit: Scenario = async (stage) => {
  const { account, actor, client } = await ownerOf(stage);
  const { user } = await furnishedUser(stage, account.id);
  const department = await stage.app.make.department(account.id, 'Sales');
  const body = {
    firstName: 'Bea',
    lastName: 'Ito',
    username: 'bea.ito',
    email: 'bea.ito@example.com',
    portalRoles: ['orders'],
    departments: [department],
    twoFactor: 'email',
    sessionSeconds: 3600,
    sessionLimit: 2,
    limitsAddresses: true,
    oauthEmail: 'bea.ito@oauth.example',
    interfaceLanguage: 'ar',
    spokenLanguage: 'fr',
    timezone: 'Asia/Tokyo',
    moreSpokenLanguages: ['en', 'it'],
  };
  await addressOf(stage, account.id, null);
  return { client, actor, params: { id: user.id }, body, headers: FIRST_VERSION };
};

/** What is done to users of the account. */
export const OF_USERS: Scenarios = {
  createUser: [
    async (stage) => {
      const { account, actor, client } = await ownerOf(stage);
      const department = await stage.app.make.department(account.id, 'Sales');
      const names = { firstName: 'Cem', lastName: 'Aydın', email: 'cem@example.com', username: 'cem' };
      const body = { ...names, password: PASSWORD, portalRoles: ['reports', 'orders'], departments: [department] };
      return { client, actor, body, headers: { 'idempotency-key': 'once' } };
    },
    async (stage) => {
      const { actor, client } = await ownerOf(stage);
      return { client, actor, body: { firstName: 'Cem', lastName: 'Aydın', email: 'cem@example.com' } };
    },
  ],
  sendActivation: [
    toUser({ body: { email: 'corrected@example.com' } }, { status: 'pending' }),
    toUser({ body: {} }, { status: 'pending' }),
  ],
  updateUser: [wholeEdit, toUser({ body: { email: 'b@example.com' }, headers: FIRST_VERSION }, { status: 'pending' })],
  withdrawEmailChange: [toUser()],
  deactivateUser: [toUser(), toAgent],
  reactivateUser: [toUser({}, { status: 'inactive' }), toUser({}, { status: 'inactive', neverConfirmed: true })],
  deleteUser: [toUser(), toAgent, toUser({}, { status: 'inactive' }), toAgentWithHeir],
  sendPasswordLink: [
    async (stage) => {
      const { account, actor, client } = await ownerOf(stage);
      const { user } = await furnishedUser(stage, account.id);
      return { client, actor, params: { id: user.id }, afterwards: () => stage.app.mail.next(user.email) };
    },
  ],
  makeTemporaryPassword: [toUser()],
  askWhy: [toUser({ body: { address: '203.0.113.7' } })],
  endUserSessions: [toUser()],
  restoreUser: [
    toUser({}, { status: 'deleted' }),
    toUser({}, { status: 'deleted', deletedFrom: 'pending', neverConfirmed: true }),
    toDeletedAgent,
  ],
  eraseUser: [toUser({}, { status: 'deleted' })],
  endUserSession: [
    async (stage) => {
      const ready = await toUser()(stage);
      const { rows } = await stage.app.owner.query('select id from sessions where user_id = $1', [ready.params?.id]);
      return { ...ready, params: { ...ready.params, sessionId: rows[0].id } as Record<string, string> };
    },
  ],
  resetSecondFactor: [toUser(), toUser({}, {}, 'update users set reset_allowed_until = null where id = $1')],
  forgetUserDevices: [toUser()],
  unlockUser: [toUser()],
  exportUsers: [toUser({ params: {}, query: { role: ['finance'], q: 'ben' } })],
  addUserAddress: [toUser({ body: NEW_ADDRESS })],
  updateUserAddress: [toUsersAddress({ body: { label: 'New office', isOn: false } })],
  removeUserAddress: [toUsersAddress()],
};

const ofAccount =
  (rest: Partial<Ready>): Scenario =>
  async (stage) => ({ ...(await ownerOf(stage)), ...rest });

const toAddress =
  (rest: Partial<Ready> = {}): Scenario =>
  async (stage) => {
    const { account, actor, client } = await ownerOf(stage);
    return { client, actor, params: { id: await addressOf(stage, account.id, null) }, ...rest };
  };

const toDepartment =
  (rest: Partial<Ready> = {}): Scenario =>
  async (stage) => {
    const { account, actor, client } = await ownerOf(stage);
    const { department } = await furnishedUser(stage, account.id);
    return { client, actor, params: { id: department }, ...rest };
  };

const PROVIDER = {
  name: 'Northwind ID',
  issuer: 'https://id.northwind.example',
  clientId: 'rollcall',
  clientSecret: 'first-secret',
};

/** A provider of the account, made over HTTP since only the product can seal its secret. */
const toProvider =
  (rest: Partial<Ready> = {}): Scenario =>
  async (stage) => {
    const { actor, client } = await ownerOf(stage);
    const body = { ...PROVIDER, issuer: stage.provider.issuer };
    const { id } = (await client.call('addAccountProvider', { body })).body;
    return { client, actor, params: { id }, secrets: ['first-secret', 'second-secret'], ...rest };
  };

const LOCALE = { interfaceLanguage: 'de', spokenLanguage: 'fr', timezone: 'Asia/Tokyo' };
const RULES = { twoFactor: 'app', sessionSeconds: 600, sessionLimit: 5, limitsAddresses: true, confirm: true };

/** What is done to the account itself. */
export const OF_ACCOUNTS: Scenarios = {
  signUp: [
    async ({ app }) => {
      const names = { companyName: 'Fabrikam Walk', firstName: 'Ana', lastName: 'Silva', email: 'ana@fabrikam.example' };
      const body = { ...names, password: PASSWORD, interfaceLanguage: 'de', timezone: 'Europe/Berlin' };
      return { client: app.visitor(), actor: null, accountName: names.companyName, body };
    },
  ],
  updateAccount: [ofAccount({ body: { name: 'Southwind', ...LOCALE }, headers: FIRST_VERSION })],
  updateSecurity: [
    async (stage) => {
      const { account, actor, client } = await ownerOf(stage);
      await addressOf(stage, account.id, null);
      return { client, actor, body: RULES, headers: FIRST_VERSION };
    },
  ],
  addAllowedAddress: [ofAccount({ body: NEW_ADDRESS })],
  addAllowedAddresses: [ofAccount({ body: { lines: ['203.0.113.0/24 Office', '2001:db8::/32'] } })],
  updateAllowedAddress: [toAddress({ body: { label: 'New office', isOn: false } })],
  removeAllowedAddress: [toAddress()],
  createDepartment: [ofAccount({ body: { name: 'Support' } })],
  renameDepartment: [toDepartment({ body: { name: 'Success' } })],
  deleteDepartment: [toDepartment()],
  addAccountProvider: [ofAccount({ body: PROVIDER, secrets: ['first-secret'] })],
  updateAccountProvider: [
    toProvider({
      body: { name: 'New', issuer: 'https://new.example', clientId: 'new', clientSecret: 'second-secret', isOn: true },
    }),
  ],
  removeAccountProvider: [toProvider()],
  testAccountProvider: [toProvider()],
  exportActivityCsv: [ofAccount({ query: { action: ['user.created'] } })],
  exportActivityJsonLines: [ofAccount({})],
};
