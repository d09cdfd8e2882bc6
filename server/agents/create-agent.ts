import { SETTING_NAMES, type SettingName, settingOf } from '../../contract/agent-settings.ts';
import type { createAgent as endpoint } from '../../contract/agents.ts';
import type { Input } from '../../contract/endpoint.ts';
import type { Tx } from '../db/pool.ts';
import { inviteByMail } from '../links/invite-by-mail.ts';
import { type Change, record } from '../platform/activity.ts';
import { once } from '../platform/idempotency.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Secrets } from '../platform/secrets.ts';
import { lockAddressLists } from '../security/guard-address-lists.ts';
import type { Actor, SignedIn } from '../sessions/actor.ts';
import { demandProof } from '../sessions/demand-proof.ts';
import { insertUser } from '../users/create-user.ts';
import { lockForRule } from '../users/queries.ts';
import { setMemberships } from './memberships.ts';
import { AGENT_RULES, CREATE_AGENT } from './policy.ts';
import type { ListedAgent } from './queries.ts';
import { demandGift } from './update-agent.ts';
import { writeSettings } from './write-settings.ts';

type NewAgent = Input<typeof endpoint>['body'];

interface Creation {
  readonly signedIn: SignedIn;
  readonly secrets: Secrets;
  readonly id: string;
  readonly agent: NewAgent;
  readonly idempotencyKey: string | undefined;
}

/**
 * Adds a user with a dialer profile, pending and invited, or switched off and not invited yet; answers the user's id. A
 * repeat with the same key adds nobody. Throws the reason of `CREATE_AGENT`, of `GIVE_TO_AGENT` for what the agent would
 * hold, of `AGENT_RULES.changeLimits` for what counts at sign-in, `session.step_up` for a superuser, and what the values are
 * refused for.
 */
export async function createAgent(tx: Tx, creation: Creation): Promise<string> {
  const { signedIn, id, agent, idempotencyKey } = creation;
  if (agent.limitsAddresses) await lockAddressLists(tx);
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  demand(CREATE_AGENT, locked.actor, null);
  if (agent.isSuperuser) demandProof(signedIn);
  const { caldavToken: _, ...request } = agent;
  return once(tx, { userId: signedIn.userId, key: idempotencyKey, request }, id, () => add(tx, locked.actor, creation));
}

async function add(tx: Tx, actor: Actor, { signedIn, secrets, id, agent }: Creation): Promise<void> {
  const { dialerRoles, tags, skillGroups, isActive = true, ...settings } = agent;
  const before = beginning(id, agent);
  const status = isActive ? 'pending' : 'inactive';
  const { email, username, firstName, lastName } = before;
  await insertUser(tx, { id, user: { email, username, firstName, lastName }, passwordHash: null, status });
  await tx.insertInto('agents').values({ account_id: tx.accountId, user_id: id }).execute();
  const memberships = await setMemberships(tx, actor, id, before, { dialerRoles, tags, skillGroups });
  const written = await writeSettings(tx, { signedIn, secrets, before, edit: { ...settings, ...namesOf(before) } });
  await demandGift(tx, signedIn, null, agent, id);
  if (SETTING_NAMES.some((name) => settingOf(name).asks === 'limits' && written[name])) await demandLimits(tx, signedIn, id);
  const changes = { ...given({ email, username, firstName, lastName, status }), ...newOnly({ ...written, ...memberships }) };
  await record(tx, signedIn, { action: 'agent.created', target: { type: 'user', id }, changes });
  if (isActive) await inviteByMail(tx, { userId: id, email });
}

/** The new agent as the insert makes them: everything else that was asked for is a change of that. */
function beginning(id: string, agent: NewAgent): ListedAgent {
  const initially = Object.fromEntries(SETTING_NAMES.map((name) => [name, initialOf(name)]));
  const { username, email, firstName = '', lastName = '' } = agent;
  const names = { username, email, lastName, firstName: firstName || lastName ? firstName : username };
  const nothing = { dialer_roles: [], tags: [], skill_groups: [], new_email: null, sip_password_at: null, sip_username: null };
  return { ...initially, ...names, ...nothing, id, status: 'pending' } as unknown as ListedAgent;
}

function initialOf(name: SettingName): unknown {
  if (settingOf(name).isSecret) return false;
  return settingOf(name).initially ?? null;
}

function namesOf({ username, email, firstName, lastName }: ListedAgent) {
  return { username: username ?? email, email, firstName, lastName };
}

async function demandLimits(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  const locked = await lockForRule(tx, signedIn.userId, id, 'share');
  if (!locked?.target) throw new Refusal('session.required');
  demand(AGENT_RULES.changeLimits, locked.actor, locked.target);
}

function given(values: Readonly<Record<string, string | boolean | null>>): Record<string, Change> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { new: value }]));
}

function newOnly(changes: Readonly<Record<string, Change>>): Record<string, Change> {
  return Object.fromEntries(
    Object.entries(changes).map(([name, change]) => [name, change === 'changed' ? change : { new: change.new ?? null }]),
  );
}
