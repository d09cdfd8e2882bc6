import { SETTING_NAMES, type SettingName, settingOf } from '../../contract/agent-settings.ts';
import type { Tx } from '../db/pool.ts';
import { unassignLeads } from '../leads/unassign-leads.ts';
import { type Change, record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import { shortenSessions } from '../security/apply-timeout.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandAgent } from './demand-agent.ts';
import { writtenSkills } from './memberships.ts';
import { findAgent, type ListedAgent } from './queries.ts';
import { raiseVersion } from './raise-version.ts';

/**
 * Removes a user from the Dialer: the profile goes with its memberships, the user stays. Their leads are nobody's
 * afterwards. Throws the reason of `AGENT_RULES.remove`, `agent.not_found`.
 */
export async function removeAgent(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  const { actor } = await demandAgent(tx, signedIn, id, 'remove');
  const before = await findAgent(tx, actor, id);
  if (!before) throw new Refusal('agent.not_found');
  await unassignLeads(tx, signedIn, id);
  await tx.deleteFrom('agents').where('account_id', '=', tx.accountId).where('user_id', '=', id).execute();
  // Roles that said something say it no more.
  await shortenSessions(tx, id);
  await raiseVersion(tx, id);
  await record(tx, signedIn, { action: 'agent.removed', target: { type: 'user', id }, changes: lostOf(before) });
}

/** What the profile said beyond what every profile begins with. */
function lostOf(before: ListedAgent): Record<string, Change> {
  const names = SETTING_NAMES.filter((name) => settingOf(name).of === 'profile' && isLost(name, before[name]));
  return {
    ...Object.fromEntries(names.map((name) => [name, settingOf(name).isSecret ? 'changed' : { old: before[name] as string }])),
    ...(before.sip_password_at ? { sipPassword: 'changed' } : {}),
    dialerRoles: { old: before.dialer_roles.map((role) => role.id) },
    tags: { old: before.tags.map((tag) => tag.id) },
    skillGroups: { old: writtenSkills(before.skill_groups) },
  };
}

function isLost(name: SettingName, value: unknown): boolean {
  return value !== (settingOf(name).isSecret ? false : (settingOf(name).initially ?? null));
}
