import type { updateDialerRole as endpoint } from '../../contract/dialer-roles.ts';
import type { Input } from '../../contract/endpoint.ts';
import { MOST_NAMED } from '../../contract/live.ts';
import type { Tx } from '../db/pool.ts';
import { type Change, record } from '../platform/activity.ts';
import { announce } from '../platform/live-events.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import { shortenSessionsOf } from '../security/apply-timeout.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandRole } from './demand-role.ts';
import { CHANGE_LIMITS_OF_ROLE, EDIT_ROLE, MAKE_ROLE_INTO } from './policy.ts';
import { presentRole } from './present.ts';
import { CONTENT, type Content, columnsOf, refuseTakenName } from './role-columns.ts';

const LIMITS: readonly (keyof Content)[] = ['twoFactor', 'sessionSeconds', 'sessionLimit'];

interface Editing {
  readonly id: string;
  /** The version that the editor looked at. */
  readonly seen: number;
  readonly edit: Input<typeof endpoint>['body'];
}

/**
 * Changes a role for everybody who has it, with the commit: what they may do, how long their open sessions last; a stricter
 * second factor at their next sign-in. Throws the reasons of `EDIT_ROLE`, `CHANGE_LIMITS_OF_ROLE` and `MAKE_ROLE_INTO`,
 * `dialer_role.changed` (412), `dialer_role.name_taken`.
 */
export async function updateDialerRole(tx: Tx, signedIn: SignedIn, { id, seen, edit }: Editing): Promise<void> {
  const { actor, role, facts } = await demandRole(tx, signedIn, id, EDIT_ROLE);
  if (role.version !== seen) throw new Refusal('dialer_role.changed', { current: await presentRole(tx, actor, id) });
  const changed = CONTENT.filter((field) => edit[field] !== undefined && !isSame(edit[field], role[field]));
  if (changed.length === 0) return;
  if (changed.some((field) => LIMITS.includes(field))) demand(CHANGE_LIMITS_OF_ROLE, actor, facts);
  demand(MAKE_ROLE_INTO, actor, { ...role, ...defined(edit) });
  await tx
    .updateTable('dialer_roles')
    .set({ ...columnsOf(defined(edit), changed), version: role.version + 1 })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .execute()
    .catch(refuseTakenName);
  await tellHolders(tx, id, changed);
  const changes = Object.fromEntries(
    changed.map((field): [string, Change] => [field, { old: role[field], new: edit[field] ?? null }]),
  );
  await record(tx, signedIn, { action: 'dialer_role.changed', target: { type: 'dialer_role', id }, changes });
}

/** Their sessions end sooner where the role says so now, and their pages ask again what they may. */
async function tellHolders(tx: Tx, id: string, changed: readonly (keyof Content)[]): Promise<void> {
  if (changed.every((field) => field === 'name')) return;
  const rows = tx.selectFrom('agent_roles').select('user_id').where('account_id', '=', tx.accountId).where('role_id', '=', id);
  const holders = (await rows.execute()).map(({ user_id }) => user_id);
  if (holders.length === 0) return;
  if (changed.includes('sessionSeconds')) await shortenSessionsOf(tx, holders);
  await announce(tx, { kind: 'users.changed', ids: holders.length > MOST_NAMED ? [] : holders });
}

function defined(edit: Editing['edit']): Partial<Content> {
  return Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(Array.isArray(other) ? [...other].sort() : other);
}
