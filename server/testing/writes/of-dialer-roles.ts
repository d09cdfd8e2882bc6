import { makeAgent, makeNamed, makeRole, roleAgents } from '../dialer.ts';
import { FIRST_VERSION, ownerOf, type Scenario, type Scenarios, type Stage } from './scenario.ts';

const WHOLE = {
  name: 'Leaders',
  permissions: ['agent.view', 'lead.view'],
  scope: 'all',
  twoFactor: 'email',
  sessionSeconds: 600,
  sessionLimit: 3,
  autoDial: true,
} as const;

/** A role that says something else of everything, and somebody signed in who holds it beside another. */
async function heldRole(stage: Stage) {
  const { app } = stage;
  const { account, actor, client } = await ownerOf(stage);
  const said = { permissions: ['lead.edit'], scope: 'shared_tags', twoFactor: 'app', sessionLimit: 9, autoDial: false } as const;
  const role = await makeRole(app, account.id, { ...said, sessionSeconds: 31_536_000 });
  const agents = await roleAgents(app, account.id);
  const holder = await makeAgent(app, account.id, { dialerRoles: [role, agents] });
  await app.make.signedIn(holder);
  await app.owner.query("update sessions set expires_at = now() + interval '20 hours' where user_id = $1", [holder.id]);
  return { account, actor, client, role, agents, holder };
}

const ofPhones: Scenario = async (stage) => {
  const { account, actor, client } = await ownerOf(stage);
  const [ana, gone] = [await makeAgent(stage.app, account.id), await makeAgent(stage.app, account.id, { status: 'deleted' })];
  for (const { id } of [ana, gone]) {
    await stage.app.owner.query(
      `update agents set sip_option = 'pbx', pbx_username = left(user_id::text, 13), sip_ha1_md5 = repeat('0', 32),
         sip_ha1_sha256 = repeat('0', 64), sip_password_at = '2026-01-01' where user_id = $1`,
      [id],
    );
  }
  return { client, actor, body: { sipDomain: 'sip.recorded.example', passwords: 1 }, headers: FIRST_VERSION };
};

/** A user group that is served by one of each, and what else could serve it. */
async function servedGroup(stage: Stage) {
  const { account, actor, client } = await ownerOf(stage);
  const named = (table: 'tags' | 'skill_groups') => makeNamed(stage.app, account.id, table);
  const [tags, groups] = [
    [await named('tags'), await named('tags')],
    [await named('skill_groups'), await named('skill_groups')],
  ];
  const { body } = await client.call('createUserGroup', {
    body: {
      name: 'Spanish',
      filter: { languages: ['es'], minimumWeight: 3 },
      weight: 5,
      tags: tags.slice(0, 1),
      skillGroups: groups.map((id) => ({ id, minimumLevel: 3 })),
    },
  });
  return { actor, client, tags, groups, params: { id: body.id } };
}

/** What is done to dialer roles, user groups and the settings of the Dialer. */
export const OF_DIALER_ROLES: Scenarios = {
  createDialerRole: [async (stage) => ({ ...(await ownerOf(stage)), body: WHOLE })],
  updateDialerRole: [
    async (stage) => {
      const { client, actor, role } = await heldRole(stage);
      return { client, actor, params: { id: role }, body: WHOLE, headers: FIRST_VERSION };
    },
  ],
  deleteDialerRole: [
    async (stage) => {
      const { client, actor, role } = await heldRole(stage);
      return { client, actor, params: { id: role } };
    },
  ],
  changeDialerRoleMembers: [
    async (stage) => {
      const { account, client, actor, role, holder } = await heldRole(stage);
      const ana = await makeAgent(stage.app, account.id);
      return { client, actor, params: { id: role }, body: { add: [ana.id], remove: [holder.id] } };
    },
  ],
  createUserGroup: [
    async (stage) => {
      const { account, actor, client } = await ownerOf(stage);
      const [tag, group] = [
        await makeNamed(stage.app, account.id, 'tags'),
        await makeNamed(stage.app, account.id, 'skill_groups'),
      ];
      const served = { tags: [tag], skillGroups: [{ id: group, minimumLevel: 4 }] };
      return { client, actor, body: { name: 'Spanish', filter: { languages: ['es'] }, weight: 3, ...served } };
    },
  ],
  updateUserGroup: [
    async (stage) => {
      const { tags, groups, ...ready } = await servedGroup(stage);
      const served = { tags: tags.slice(1), skillGroups: [{ id: groups[0], minimumLevel: 9 }] };
      const body = { name: 'French', filter: { languages: ['fr'], statuses: ['new'] }, weight: 9, ...served };
      return { ...ready, body, headers: FIRST_VERSION };
    },
  ],
  deleteUserGroup: [async (stage) => servedGroup(stage)],
  updateDialerSettings: [
    async (stage) => {
      const ready = await ownerOf(stage);
      const defaults = { ppq: true, ppqRatio: 2.5, ppqSorting: 'weight', autoDial: true };
      return { ...ready, body: { ...defaults, extensionFrom: 20, extensionTo: 30 }, headers: FIRST_VERSION };
    },
  ],
  changeSipDomain: [ofPhones],
};
