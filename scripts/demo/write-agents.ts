import { sql } from 'kysely';
import type { Tx } from '../../server/db/pool.ts';
import type { Change } from '../../server/platform/activity.ts';
import { hashOf, newToken } from '../../server/platform/tokens.ts';
import type { DemoAgent } from './agents.ts';
import { type DemoAccount, later, placeOf, userRow } from './begin-account.ts';
import { idAt, insertAll } from './past.ts';
import { ROLES } from './sets.ts';
import type { DemoSets } from './write-sets.ts';

/** An agent who is there. */
export interface AddedAgent extends DemoAgent {
  readonly id: string;
}

type Account = DemoAccount & { readonly sets: DemoSets; readonly now: Date };

/** What a session lasts where no role says less. */
const USUAL_SECONDS = 43_200;

/** Adds users with profile, memberships and sessions, and notes what happened to them. */
export async function addAgents(tx: Tx, account: Account, chosen: readonly DemoAgent[]): Promise<AddedAgent[]> {
  const agents = chosen.map((agent) => ({ ...agent, id: idAt(agent.createdAt) }));
  await insertAll(
    tx,
    'users',
    agents.map((agent, index) => rowOf(account, agent, index < 2)),
  );
  await noteLastSignIns(tx, account.id, agents);
  await insertAll(
    tx,
    'agents',
    agents.map((agent) => profileOf(account, agent)),
  );
  const of = (agent: AddedAgent) => ({ account_id: account.id, user_id: agent.id });
  const { roles, tags, skillGroups } = account.sets;
  await insertAll(
    tx,
    'agent_roles',
    agents.flatMap((agent) => agent.roles.map((name) => ({ ...of(agent), role_id: roles.get(name) }))),
  );
  await insertAll(
    tx,
    'agent_tags',
    agents.flatMap((agent) => agent.tags.map((name) => ({ ...of(agent), tag_id: tags.get(name) }))),
  );
  const skills = (agent: AddedAgent) =>
    agent.skills.map(([name, level]) => ({ ...of(agent), skill_group_id: skillGroups.get(name), level }));
  await insertAll(tx, 'agent_skill_groups', agents.flatMap(skills));
  const departments = [...account.departments.values()];
  const inDepartments = agents.filter(() => account.chance.is(0.6));
  const memberships = inDepartments.map((agent) => ({ ...of(agent), department_id: account.chance.one(departments) }));
  await insertAll(tx, 'user_departments', memberships);
  await insertAll(
    tx,
    'sessions',
    agents.flatMap((agent) => sessionsOf(account, agent)),
  );
  for (const agent of agents) noteLife(account, agent);
  account.signIns.push(
    ...agents.slice(0, 2).map((agent, index) => {
      return [['Team leader', 'Agent'][index] ?? '', userRow(account.id, agent).email] as const;
    }),
  );
  return agents;
}

async function noteLastSignIns(tx: Tx, accountId: string, agents: readonly AddedAgent[]): Promise<void> {
  const signedIn = agents.map(({ id, signedInAt }) => ({ id, at: signedInAt.at(-1) })).filter(({ at }) => at);
  await sql`update last_sign_ins l set at = s.at from json_to_recordset(${JSON.stringify(signedIn)}) as s (id uuid, at timestamptz)
    where l.account_id = ${accountId} and l.user_id = s.id`.execute(tx);
}

function rowOf(account: Account, agent: AddedAgent, isKnown: boolean) {
  const isDeleted = agent.status === 'deleted';
  return {
    ...userRow(account.id, agent),
    id: agent.id,
    status: agent.status,
    password_hash: agent.confirmedAt === null ? null : isKnown ? account.passwordHash : account.unknownHash,
    created_at: agent.createdAt,
    confirmed_at: agent.confirmedAt,
    deleted_at: isDeleted ? agent.leftAt : null,
    deleted_from: isDeleted ? ('active' as const) : null,
    session_limit: agent.sessionLimit,
    spoken_language: agent.language,
    timezone: agent.timezone,
  };
}

function profileOf(account: Account, agent: AddedAgent) {
  return {
    account_id: account.id,
    user_id: agent.id,
    is_superuser: agent.isSuperuser,
    assigns_leads: agent.assignsLeads,
    auto_dial: agent.autoDial,
    ppq: agent.ppq,
    virtual_extension: agent.extension,
    has_all_tags: agent.hasAllTags,
    sip_option: agent.sip,
    sip_uri: agent.sip === 'uri' ? `sip:${agent.username}@pbx.northwind.example` : null,
    pbx_username: agent.sip === 'pbx' ? agent.username : null,
    created_at: agent.createdAt,
  };
}

/** The strictest second factor and the shortest session of their roles. */
function policyOf(agent: DemoAgent) {
  const roles = ROLES.filter(({ name }) => agent.roles.includes(name));
  const seconds = Math.min(USUAL_SECONDS, ...roles.flatMap(({ sessionSeconds }) => sessionSeconds ?? []));
  return { seconds, isCodeAsked: roles.some(({ twoFactor }) => twoFactor === 'email') };
}

function sessionsOf(account: Account, agent: AddedAgent) {
  const { seconds, isCodeAsked } = policyOf(agent);
  return agent.signedInAt.map((at, index) => {
    const [session, from] = [idAt(at), placeOf(account.chance)];
    const target = { type: 'user' as const, id: agent.id };
    const changes: Record<string, Change> = { sessionSeconds: { new: seconds } };
    if (isCodeAsked) changes.secondFactor = { new: 'email_code' };
    account.entries.push({ at, by: agent.id, from, session, action: 'user.signed_in', target, changes });
    const isLast = index === agent.signedInAt.length - 1;
    const signedOutAt = later(at, account.chance.between(30, Math.floor(seconds / 60) - 10));
    const hasLeft = !isLast && account.chance.is(0.7) && signedOutAt < account.now;
    if (hasLeft) {
      const ended = { sessions: { old: [session], new: [] } };
      account.entries.push({ at: signedOutAt, by: agent.id, from, session, action: 'user.signed_out', target, changes: ended });
    }
    return {
      account_id: account.id,
      id: session,
      user_id: agent.id,
      token_hash: hashOf(newToken()),
      created_at: at,
      proved_at: at,
      expires_at: later(at, seconds / 60),
      ended_at: hasLeft ? signedOutAt : null,
      ended_because: hasLeft ? ('signed_out' as const) : null,
      ...from,
    };
  });
}

function noteLife(account: Account, agent: AddedAgent): void {
  const { ownerId, adminId, chance, sets, entries } = account;
  const target = { type: 'user' as const, id: agent.id };
  const by = () => ({ by: chance.is(0.3) ? ownerId : adminId, from: placeOf(chance) });
  const ids = (names: readonly string[], of: ReadonlyMap<string, string>) => names.map((name) => of.get(name) ?? '');
  const { firstName, lastName, username, extension } = agent;
  const changes: Record<string, Change> = {
    email: { new: userRow(account.id, agent).email },
    username: { new: username },
    firstName: { new: firstName },
    lastName: { new: lastName },
    status: { new: 'pending' },
    ...(extension ? { virtualExtension: { new: extension } } : {}),
    dialerRoles: { new: ids(agent.roles, sets.roles) },
    tags: { new: ids(agent.tags, sets.tags) },
    skillGroups: { new: agent.skills.map(([name, level]) => `${sets.skillGroups.get(name)}:${level}`).sort() },
  };
  entries.push({ at: agent.createdAt, ...by(), action: 'agent.created', target, changes });
  if (agent.confirmedAt) {
    const activated = { status: { old: 'pending', new: 'active' }, password: 'changed' as const };
    entries.push({
      at: agent.confirmedAt,
      by: agent.id,
      from: placeOf(chance),
      action: 'user.activated',
      target,
      changes: activated,
    });
  }
  if (agent.leftAt) {
    const action = agent.status === 'deleted' ? ('user.deleted' as const) : ('user.deactivated' as const);
    entries.push({ at: agent.leftAt, ...by(), action, target, changes: { status: { old: 'active', new: agent.status } } });
  }
}
