import { type DialerPermission, permissionsOfRoles, type Scope } from '../../contract/dialer-permissions.ts';
import type { listDialerRoleAgents } from '../../contract/dialer-roles.ts';
import type { Input, Output } from '../../contract/endpoint.ts';
import type { Decision } from '../../contract/problem.ts';
import { boxPage, countBox } from '../agent-sets/queries.ts';
import type { BoxKind } from '../agent-sets/set-kind.ts';
import { AGENT_RULES, GIVE_ROLES_TO_AGENT } from '../agents/policy.ts';
import type { Reader } from '../db/pool.ts';
import { decide } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sessions/actor.ts';
import { readCursor, writeCursor } from '../users/cursor.ts';
import type { UserFacts } from '../users/policy.ts';
import { findRoles, type RoleRow } from './queries.ts';

const MEMBERS: BoxKind = { members: 'agent_roles', key: 'role_id', hasLevels: false, hasAll: null, filter: 'dialerRole' };

/** A page of one box of the editor of a role's members, with who may be moved. Throws `dialer_role.not_found`. */
export async function presentRoleBox(
  db: Reader,
  actor: Actor,
  id: string,
  { limit, cursor, q, box }: Input<typeof listDialerRoleAgents>['query'],
): Promise<Output<typeof listDialerRoleAgents>> {
  const role = (await findRoles(db, actor)).find((one) => one.id === id);
  if (!role) throw new Refusal('dialer_role.not_found');
  const rows = await boxPage(db, actor, MEMBERS, id, { box, q, after: readCursor(cursor, 'name'), limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const count = cursor === undefined ? await countBox(db, actor, MEMBERS, id, { box, q }) : { count: null, isMore: false };
  const items = page.map((row) => {
    const { first_name: firstName, last_name: lastName, username, email, level, facts } = row;
    const can = { move: decideMove(actor, facts, box === 'available' ? role : null) };
    return { id: row.id, username, firstName, lastName, email, status: facts.status, level, can };
  });
  return { items, next: last ? writeCursor('name', last.sort_key, last.id) : null, ...count };
}

/** Whether the agent may be given the role, as they would be then; or, with null, lose one. */
function decideMove(actor: Actor, agent: UserFacts, given: RoleRow | null): Decision {
  const before = decide(AGENT_RULES.changeRoles, actor, agent);
  if (!before.ok || !given) return before;
  const permissions = new Map<DialerPermission, Scope>(agent.dialer.permissions);
  for (const [one, reach] of permissionsOfRoles([given])) {
    if (permissions.get(one) !== 'all') permissions.set(one, reach);
  }
  return decide(GIVE_ROLES_TO_AGENT, actor, { after: { ...agent, dialer: { ...agent.dialer, permissions } } });
}
