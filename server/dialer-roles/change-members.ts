import { fieldErrorAt } from '../../contract/field-errors.ts';
import type { Decision } from '../../contract/problem.ts';
import { AGENT_RULES, GIVE_ROLES_TO_AGENT } from '../agents/policy.ts';
import { raiseVersions } from '../agents/raise-version.ts';
import type { Tx } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { decide } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import { shortenSessionsOf } from '../security/apply-timeout.ts';
import type { Actor, SignedIn } from '../sessions/actor.ts';
import { lockRoles } from './demand-role.ts';
import { agentFacts, findRoles } from './queries.ts';

/** Where each user stands in the request. */
type Places = ReadonlyMap<string, string>;

interface MemberEdit {
  readonly id: string;
  /** Ids of users. Whoever stands in both comes in. */
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/**
 * Gives a role to agents and takes it from others, all or nothing. Whoever is refused is named by their place in the request.
 * Throws `dialer_role.not_found`, `agent.not_found`, the reasons of `AGENT_RULES.changeRoles` and `GIVE_ROLES_TO_AGENT`, and
 * `dialer_role.is_last` where somebody would be left without any role.
 */
export async function changeRoleMembers(tx: Tx, signedIn: SignedIn, { id, add, remove }: MemberEdit): Promise<void> {
  const actor = await lockRoles(tx, signedIn);
  if (!(await findRoles(tx, actor)).some((role) => role.id === id)) throw new Refusal('dialer_role.not_found');
  const placeOf = new Map<string, string>();
  for (const [n, user] of remove.entries()) placeOf.set(user, `remove.${n}`);
  for (const [n, user] of add.entries()) placeOf.set(user, `add.${n}`);
  const before = await agentFacts(tx, [...placeOf.keys()]);
  for (const [user, place] of placeOf) {
    const facts = before.get(user);
    demandAt(place, facts ? decide(AGENT_RULES.changeRoles, actor, facts) : { ok: false, because: 'agent.not_found' });
  }
  const holders = new Set([...before].filter(([, { roles }]) => roles.includes(id)).map(([user]) => user));
  const comes = [...new Set(add).difference(holders)];
  const goes = [...new Set(remove).difference(new Set(add)).intersection(holders)];
  demandOthers(goes, before, placeOf);
  const moved = [...comes, ...goes];
  if (moved.length === 0) return;
  await move(tx, id, comes, goes);
  await demandGifts(tx, actor, placeOf, moved);
  await shortenSessionsOf(tx, moved);
  await raiseVersions(tx, moved);
  for (const user of moved) {
    const old = before.get(user)?.roles ?? [];
    const roles = comes.includes(user) ? [...old, id] : old.filter((one) => one !== id);
    const changes = { dialerRoles: { old, new: roles } };
    await record(tx, signedIn, { action: 'agent.changed', target: { type: 'user', id: user }, changes });
  }
}

/** Whoever loses a role has another. */
function demandOthers(goes: readonly string[], before: ReadonlyMap<string, { roles: string[] }>, placeOf: Places): void {
  const left = goes.filter((user) => before.get(user)?.roles.length === 1);
  if (left.length === 0) return;
  const params = { count: left.length };
  const errors = left.slice(0, 100).map((user) => fieldErrorAt(placeOf.get(user) ?? '', 'dialer_role.is_last', params));
  throw new Refusal('dialer_role.is_last', { params, errors });
}

async function move(tx: Tx, role: string, comes: readonly string[], goes: readonly string[]): Promise<void> {
  const rows = comes.map((user_id) => ({ account_id: tx.accountId, user_id, role_id: role }));
  if (rows.length > 0) await tx.insertInto('agent_roles').values(rows).execute();
  if (goes.length === 0) return;
  const ofRole = tx.deleteFrom('agent_roles').where('account_id', '=', tx.accountId).where('role_id', '=', role);
  await ofRole.where('user_id', 'in', goes).execute();
}

/** After the move, in the same transaction: the actor holds all that each of them holds now. */
async function demandGifts(tx: Tx, actor: Actor, placeOf: ReadonlyMap<string, string>, moved: readonly string[]): Promise<void> {
  for (const [user, after] of await agentFacts(tx, moved)) {
    demandAt(placeOf.get(user) ?? '', decide(GIVE_ROLES_TO_AGENT, actor, { after }));
  }
}

function demandAt(place: string, decision: Decision): void {
  if (!decision.ok) throw new Refusal(decision.because, { errors: [fieldErrorAt(place, decision.because)] });
}
