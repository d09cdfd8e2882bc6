import type { EndpointName } from '../../../contract/api.ts';
import { makeAgent, makeNamed } from '../dialer.ts';
import { FIRST_VERSION, ownerOf, type Scenario, type Scenarios } from './scenario.ts';

type Kind = 'tags' | 'skill_groups';

/** A tag or skill group with a member and a user group that names it, and an agent who is in none. */
const withMembers =
  (kind: Kind, wish: (set: { id: string; member: string; other: string }) => object): Scenario =>
  async (stage) => {
    const { account, actor, client } = await ownerOf(stage);
    const id = await makeNamed(stage.app, account.id, kind);
    const member = await makeAgent(stage.app, account.id, kind === 'tags' ? { tags: [id] } : { skillGroups: [[id, 3]] });
    const other = await makeAgent(stage.app, account.id);
    const [table, values] = kind === 'tags' ? ['user_group_tags', '$2'] : ['user_group_skill_groups', '$2, 4'];
    await stage.app.owner.query(
      `insert into user_groups (account_id, id, name, name_key) values ($1, gen_random_uuid(), 'All', 'all')`,
      [account.id],
    );
    await stage.app.owner.query(`insert into ${table} select account_id, id, ${values} from user_groups where account_id = $1`, [
      account.id,
      id,
    ]);
    return { client, actor, params: { id }, ...wish({ id, member: member.id, other: other.id }) };
  };

const created: Scenario = async (stage) => ({ ...(await ownerOf(stage)), body: { name: 'North' } });

function ofKind<Of extends string>(kind: Kind, of: Of, line: (id: string, level: number) => unknown) {
  return {
    [`create${of}`]: [created],
    [`rename${of}`]: [withMembers(kind, () => ({ body: { name: 'South' }, headers: FIRST_VERSION }))],
    [`delete${of}`]: [withMembers(kind, () => ({}))],
    [`change${of}Members`]: [
      withMembers(kind, ({ member, other }) => ({ body: { add: [line(other, 7)], remove: [member] } })),
      withMembers(kind, ({ member, other }) => ({ body: { add: [line(other, 7), line(member, 9)] } })),
    ],
  } as Partial<Record<EndpointName, readonly Scenario[]>>;
}

/** What is done to tags and skill groups. */
export const OF_SETS: Scenarios = {
  ...ofKind('tags', 'Tag', (id) => id),
  ...ofKind('skill_groups', 'SkillGroup', (id, level) => ({ id, level })),
};
