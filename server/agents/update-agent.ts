import type { SettingName } from '../../contract/agent-settings.ts';
import { settingOf } from '../../contract/agent-settings.ts';
import { OWN_SETTINGS } from '../../contract/agent-settings-shapes.ts';
import type { updateAgent as endpoint } from '../../contract/agents.ts';
import type { Input } from '../../contract/endpoint.ts';
import type { Tx } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Secrets } from '../platform/secrets.ts';
import { shortenSessions } from '../security/apply-timeout.ts';
import { lockAddressLists } from '../security/guard-address-lists.ts';
import type { Actor, SignedIn } from '../sessions/actor.ts';
import { demandProof } from '../sessions/demand-proof.ts';
import type { UserFacts } from '../users/policy.ts';
import { lockForRule } from '../users/queries.ts';
import { switchOff, switchOn } from '../users/set-status.ts';
import { demandAgent } from './demand-agent.ts';
import { moved, setMemberships, tagMoves, writtenSkills } from './memberships.ts';
import { AGENT_RULES, type AgentAction, GIVE_ROLES_TO_AGENT, GIVE_TO_AGENT } from './policy.ts';
import { presentAgentInFull } from './present.ts';
import { findAgent, type ListedAgent } from './queries.ts';
import { raiseVersion } from './raise-version.ts';
import { changedSettings, writeSettings } from './write-settings.ts';

type Edit = Input<typeof endpoint>['body'];

interface Editing {
  readonly signedIn: SignedIn;
  readonly secrets: Secrets;
  readonly id: string;
  /** The version that the editor looked at. */
  readonly seen: number;
  readonly edit: Edit;
}

/** The rule that each kind of setting asks for beyond `edit`, and whether it asks for the password (S-8). */
const ASKS = {
  limits: { action: 'changeLimits', isProved: true },
  superuser: { action: 'giveSuperuser', isProved: true },
  all_tags: { action: 'giveAllTags', isProved: false },
  address: { action: 'changeAddress', isProved: true },
} as const;

/**
 * Changes what is given of an agent, of the user and the profile alike. Throws `user.changed` (412) where somebody else was
 * first, the reasons of `AGENT_RULES` for each kind of change, of `GIVE_TO_AGENT` for what the agent would hold, and what the
 * values are refused for.
 */
export async function updateAgent(tx: Tx, { signedIn, secrets, id, seen, edit }: Editing): Promise<void> {
  if (edit.limitsAddresses !== undefined) await lockAddressLists(tx);
  const { actor, agent } = await demandAgent(tx, signedIn, id, 'view');
  const before = await findAgent(tx, actor, id);
  if (!before) throw new Refusal('agent.not_found');
  if (before.version !== seen) throw new Refusal('user.changed', { current: await presentAgentInFull(tx, actor, id) });

  const names = changedSettings(before, edit);
  demandEach(signedIn, actor, agent, before, edit, names);
  const { isActive, ...settings } = edit;
  const memberships = await setMemberships(tx, actor, id, before, edit);
  const changes = { ...(await writeSettings(tx, { signedIn, secrets, before, edit: settings })), ...memberships };
  if (memberships.tags || changes.isSuperuser || changes.hasAllTags) await demandGift(tx, signedIn, before, edit);
  else if (memberships.dialerRoles) await demandRolesGift(tx, signedIn, id);
  if (memberships.dialerRoles) await shortenSessions(tx, id);
  if (Object.keys(changes).length > 0) {
    await raiseVersion(tx, id);
    await record(tx, signedIn, { action: 'agent.changed', target: { type: 'user', id }, changes });
  }
  if (!names.includes('isActive')) return;
  if (isActive) await switchOn(tx, signedIn, id);
  else await switchOff(tx, signedIn, agent);
}

/** Asks for every kind of change that the edit makes. */
function demandEach(
  signedIn: SignedIn,
  actor: Actor,
  agent: UserFacts,
  before: ListedAgent,
  edit: Edit,
  names: readonly SettingName[],
): void {
  const isOwn = actor.userId === agent.userId;
  const must = (action: AgentAction) => demand(AGENT_RULES[action], actor, agent);
  const others = names.filter((name) => !isOwn || !OWN_SETTINGS.includes(name));
  if (isOwn && others.length < names.length) must('editOwn');
  if (others.length > 0) must('edit');
  for (const name of others) {
    const asks = settingOf(name).asks;
    if (asks === 'state') must(edit.isActive ? 'reactivate' : 'deactivate');
    else if (asks) {
      must(ASKS[asks].action);
      if (ASKS[asks].isProved) demandProof(signedIn);
    }
  }
  if (moved(before.dialer_roles, edit.dialerRoles)) must('changeRoles');
  if (tagMoves(actor, before.tags, edit.tags) || changesSkills(before, edit)) must('changeMemberships');
}

function changesSkills(before: ListedAgent, { skillGroups }: Edit): boolean {
  return skillGroups !== undefined && writtenSkills(before.skill_groups).join() !== writtenSkills(skillGroups).join();
}

/**
 * After roles, tags or flags changed, in the same transaction: the actor holds all that the agent holds now, and still sees
 * them. What was given is locked, so it is what counts at the commit too. Who has no profile yet was made or locked in this
 * transaction. Throws the reason of `GIVE_TO_AGENT`.
 */
export async function demandGift(
  tx: Tx,
  signedIn: SignedIn,
  before: Pick<ListedAgent, 'id' | 'tags' | 'isSuperuser' | 'hasAllTags'> | null,
  edit: Pick<Edit, 'tags' | 'isSuperuser' | 'hasAllTags'>,
  id = before?.id ?? '',
): Promise<void> {
  const locked = await lockForRule(tx, signedIn.userId, id, before === null ? 'share' : 'update');
  if (!locked?.target) throw new Refusal('session.required');
  const tags = tagMoves(locked.actor, before?.tags ?? [], edit.tags);
  const gets = {
    superuser: edit.isSuperuser === true && !before?.isSuperuser,
    allTags: edit.hasAllTags === true && !before?.hasAllTags,
  };
  const movedTags = [...(tags?.added ?? []), ...(tags?.gone ?? [])];
  demand(GIVE_TO_AGENT, locked.actor, { isNew: before === null, after: locked.target, movedTags, gets });
}

/** The same where nothing moved but roles, as where the members of a role change. Throws the reason of `GIVE_ROLES_TO_AGENT`. */
async function demandRolesGift(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  const locked = await lockForRule(tx, signedIn.userId, id);
  if (!locked?.target) throw new Refusal('session.required');
  demand(GIVE_ROLES_TO_AGENT, locked.actor, { after: locked.target });
}
