import { makeNamed, makeProfile, makeRole } from '../dialer.ts';
import { makeLead } from '../leads.ts';
import { FIRST_VERSION, furnishedUser, ownerOf, type Ready, type Scenario, type Scenarios, type Stage } from './scenario.ts';

type Wishes = Parameters<typeof furnishedUser>[2];

/** An agent with something of everything that a profile can hold. */
async function furnishedAgent(stage: Stage, accountId: string, wishes: Wishes = {}) {
  const { app } = stage;
  const { user } = await furnishedUser(stage, accountId, { ...wishes, roles: ['reports'] });
  const role = await makeRole(app, accountId, { sessionSeconds: 7200 });
  const [tag, group] = [await makeNamed(app, accountId, 'tags'), await makeNamed(app, accountId, 'skill_groups')];
  await makeProfile(app, user, { dialerRoles: [role], tags: [tag], skillGroups: [[group, 3]], virtualExtension: '4711' });
  await app.owner.query(
    `update agents set is_superuser = true, assigns_leads = false, auto_dial = true, ppq = true, ppq_ratio = 23, ppq_sorting = 'weight',
       caller_id_name = 'Northwind', caller_id_number = '+4930123456', kerberos_login = 'ben', caldav_url = 'https://cal.example',
       caldav_login = 'ben', caldav_token = '\\x00', caldav_key_id = '\\x0000000000000000', has_all_tags = true,
       has_all_skill_groups = true, sip_option = 'pbx', pbx_username = 'ben.pbx', pbx_extension = '12', sip_ha1_md5 = repeat('0', 32),
       sip_ha1_sha256 = repeat('0', 64), sip_password_at = now() where account_id = $1 and user_id = $2`,
    [accountId, user.id],
  );
  await makeLead(app, accountId, { assignedTo: user.id });
  await app.owner.query('update users set version = 1 where id = $1', [user.id]);
  return { user, role, tag, group };
}

/** The main user does it to such an agent. */
const toAgent =
  (rest: Partial<Ready> = {}, wishes: Wishes = {}, before = ''): Scenario =>
  async (stage) => {
    const { account, actor, client } = await ownerOf(stage);
    const { user } = await furnishedAgent(stage, account.id, wishes);
    if (before) await stage.app.owner.query(before, [user.id]);
    return { client, actor, params: { userId: user.id }, ...rest };
  };

/** Every setting of the profile, of the user, and what an agent belongs to. */
const WHOLE = {
  username: 'bea.ito',
  email: 'bea.ito@example.com',
  firstName: 'Bea',
  lastName: 'Ito',
  oauthEmail: 'bea.ito@oauth.example',
  kerberosLogin: 'bea',
  twoFactor: 'email',
  sessionSeconds: 3600,
  sessionLimit: 2,
  limitsAddresses: true,
  isSuperuser: true,
  assignsLeads: false,
  autoDial: false,
  ppq: false,
  ppqRatio: 4.5,
  ppqSorting: 'call_back_time',
  callerIdName: 'Contoso',
  callerIdNumber: '+4930654321',
  virtualExtension: '4712',
  timezone: 'Asia/Tokyo',
  spokenLanguage: 'fr',
  moreSpokenLanguages: ['en', 'it'],
  interfaceLanguage: 'ar',
  caldavUrl: 'https://calendar.example.com/bea',
  caldavLogin: 'bea',
  caldavToken: 'token-of-bea',
  sipOption: 'pbx',
  pbxUsername: 'bea.pbx',
  pbxExtension: '13',
  hasAllTags: true,
  hasAllSkillGroups: true,
} as const;

async function memberships({ app }: Stage, accountId: string) {
  const dialerRoles = [await makeRole(app, accountId, { sessionSeconds: 3600 })];
  const tags = [await makeNamed(app, accountId, 'tags')];
  const skillGroups = [{ id: await makeNamed(app, accountId, 'skill_groups'), level: 7 }];
  return { dialerRoles, tags, skillGroups };
}

/** What limits addresses needs one. */
async function addressOf({ app }: Stage, accountId: string): Promise<void> {
  await app.owner.query(
    `insert into allowed_addresses (account_id, id, block, label) values ($1, gen_random_uuid(), '192.0.2.0/24', 'Office')`,
    [accountId],
  );
}

const wholeEdit: Scenario = async (stage) => {
  const { account, actor, client } = await ownerOf(stage);
  const { user } = await furnishedAgent(stage, account.id);
  await addressOf(stage, account.id);
  const { isSuperuser: _, assignsLeads: __, hasAllTags: ___, hasAllSkillGroups: ____, ...others } = WHOLE;
  const switched = { isSuperuser: false, assignsLeads: true, hasAllTags: false, hasAllSkillGroups: false };
  const body = { ...others, ...switched, ...(await memberships(stage, account.id)) };
  const secrets = [WHOLE.caldavToken];
  return { client, actor, params: { userId: user.id }, body, headers: FIRST_VERSION, secrets };
};

/** The level in a group that the agent stays in, and a role that shortens open sessions. */
const memberEdit: Scenario = async (stage) => {
  const { account, actor, client } = await ownerOf(stage);
  const { user, group, role } = await furnishedAgent(stage, account.id);
  await stage.app.owner.query('update users set session_seconds = null where id = $1', [user.id]);
  const shorter = await makeRole(stage.app, account.id, { sessionSeconds: 600 });
  const body = { dialerRoles: [role, shorter], tags: [], skillGroups: [{ id: group, level: 9 }] };
  return { client, actor, params: { userId: user.id }, body, headers: FIRST_VERSION };
};

/** What is done to agents. */
export const OF_AGENTS: Scenarios = {
  createAgent: [
    async (stage) => {
      const { account, actor, client } = await ownerOf(stage);
      await addressOf(stage, account.id);
      const body = { ...WHOLE, ...(await memberships(stage, account.id)) };
      return { client, actor, body, headers: { 'idempotency-key': 'once' }, secrets: [WHOLE.caldavToken] };
    },
    async (stage) => {
      const { account, actor, client } = await ownerOf(stage);
      const { dialerRoles } = await memberships(stage, account.id);
      const body = {
        username: 'cem',
        email: 'cem@example.com',
        isActive: false,
        sipOption: 'uri',
        sipUri: 'sip:cem@example.com',
      };
      return { client, actor, body: { ...body, dialerRoles } };
    },
  ],
  updateAgent: [
    wholeEdit,
    memberEdit,
    toAgent({ body: { isActive: false }, headers: FIRST_VERSION }),
    toAgent({ body: { isActive: true }, headers: FIRST_VERSION }, { status: 'inactive' }),
    toAgent({ body: { sipOption: 'uri', sipUri: 'sip:ben@example.com', caldavToken: null }, headers: FIRST_VERSION }),
  ],
  removeAgent: [toAgent({})],
  addProfile: [
    async (stage) => {
      const { account, actor, client } = await ownerOf(stage);
      const { user } = await furnishedUser(stage, account.id, { roles: ['reports'] });
      return { client, actor, params: { userId: user.id }, body: await memberships(stage, account.id) };
    },
  ],
  generateExtension: [async (stage) => ownerOf(stage)],
  makeSipPassword: [toAgent({ body: {} })],
};
