import { sql } from 'kysely';
import { fieldErrorAt } from '../../contract/field-errors.ts';
import type { FieldError } from '../../contract/problem.ts';
import type { Tx } from '../db/pool.ts';
import { type Change, record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor, SignedIn } from '../sessions/actor.ts';
import { type LockedFacts, lockAllForRule } from '../users/lock-for-rule.ts';
import { demandSet } from './demand-set.ts';
import type { SetKind } from './set-kind.ts';

/** Who comes in, with which level in a skill group, and who goes. */
export interface MemberChange {
  readonly id: string;
  readonly add: readonly { readonly id: string; readonly level: number | null }[];
  readonly remove: readonly string[];
}

/** As many agents as a refusal names. */
const MOST_NAMED = 100;

/**
 * Takes agents into a tag or skill group, gives those who are in it another level, lets others go: all or nothing. Who
 * already is where they should be is left alone, though the rule is asked for them too. Throws the reason of the set's rule,
 * and of `decideMove` for each agent, `agent.not_found` where there is none.
 */
export async function changeMembers(tx: Tx, signedIn: SignedIn, kind: SetKind, change: MemberChange): Promise<void> {
  const { id, add, remove } = change;
  const locked = await lockAllForRule(tx, signedIn.userId, [...add.map((one) => one.id), ...remove]);
  if (!locked) throw new Refusal('session.required');
  await demandSet(tx, locked.actor, kind, id, { rule: 'give', strength: 'share' });
  demandEach(locked.actor, locked.targets, kind, change);

  const before = await membersAmong(tx, kind, id, [...locked.targets.keys()]);
  const wanted = new Map(add.map((one) => [one.id, one.level]));
  const added = [...wanted].filter(([user]) => !before.has(user));
  const changed = [...wanted].filter(([user, level]) => before.has(user) && before.get(user) !== level);
  const removed = [...new Set(remove)].filter((user) => before.has(user));
  if (added.length + changed.length + removed.length === 0) return;

  await write(tx, kind, id, [...added, ...changed], removed);
  await raiseVersions(tx, [...added.map(([user]) => user), ...changed.map(([user]) => user), ...removed]);
  const old = (user: string) => written(user, before.get(user) ?? null);
  const changes = {
    ...said(
      'added',
      [],
      added.map(([user, level]) => written(user, level)),
    ),
    ...said(
      'levels',
      changed.map(([user]) => old(user)),
      changed.map(([user, level]) => written(user, level)),
    ),
    ...said('removed', removed.map(old), []),
  };
  await record(tx, signedIn, { action: `${kind.type}.members_changed`, target: { type: kind.type, id }, changes });
}

/** Each agent by the policy; a refusal names all whom it is about, and gives the first reason. */
function demandEach(
  actor: Actor,
  targets: ReadonlyMap<string, LockedFacts>,
  kind: SetKind,
  { id: setId, add, remove }: MemberChange,
): void {
  const lines = [
    ...add.map((one, n) => ({ id: one.id, path: kind.hasLevels ? `add.${n}.id` : `add.${n}`, comes: true })),
    ...remove.map((id, n) => ({ id, path: `remove.${n}`, comes: false })),
  ];
  const refused = lines.flatMap(({ id, path, comes }) => {
    const agent = targets.get(id);
    const because = agent?.isAgent ? kind.decideMove(actor, { setId, agent, comes }) : MISSING;
    return because.ok ? [] : [{ path, code: because.because }];
  });
  if (!refused[0]) return;
  const errors: FieldError[] = refused.slice(0, MOST_NAMED).map(({ path, code }) => fieldErrorAt(path, code));
  throw new Refusal(refused[0].code, { errors });
}

const MISSING = { ok: false, because: 'agent.not_found' } as const;

/** Those of these users who are named in the set, with their level. */
async function membersAmong(tx: Tx, kind: SetKind, id: string, users: readonly string[]): Promise<Map<string, number | null>> {
  const level = kind.hasLevels ? sql`level` : sql`null::int`;
  const { rows } = await sql<{ user_id: string; level: number | null }>`
    select user_id, ${level} as level from ${sql.table(kind.members)} where account_id = ${tx.accountId}
      and user_id = any(${users}::uuid[]) and ${sql.ref(kind.key)} = ${id}::uuid`.execute(tx);
  return new Map(rows.map((row) => [row.user_id, row.level]));
}

type Lines = readonly (readonly [user: string, level: number | null])[];

async function write(tx: Tx, kind: SetKind, id: string, put: Lines, removed: readonly string[]): Promise<void> {
  const [members, key] = [sql.table(kind.members), sql.ref(kind.key)];
  const users = put.map(([user]) => user);
  if (put.length > 0 && !kind.hasLevels) {
    await sql`insert into ${members} (account_id, user_id, ${key})
      select ${tx.accountId}, user_id, ${id}::uuid from unnest(${users}::uuid[]) user_id`.execute(tx);
  }
  if (put.length > 0 && kind.hasLevels) {
    const levels = put.map(([, level]) => level);
    await sql`insert into ${members} (account_id, user_id, ${key}, level)
      select ${tx.accountId}, user_id, ${id}::uuid, level from unnest(${users}::uuid[], ${levels}::int[]) line (user_id, level)
      on conflict (account_id, user_id, ${key}) do update set level = excluded.level`.execute(tx);
  }
  if (removed.length === 0) return;
  await sql`delete from ${members} where account_id = ${tx.accountId} and ${key} = ${id}::uuid
    and user_id = any(${removed}::uuid[])`.execute(tx);
}

/** Whoever edits one of them from an older version is told. */
async function raiseVersions(tx: Tx, users: readonly string[]): Promise<void> {
  await sql`update users set version = version + 1 where account_id = ${tx.accountId} and id = any(${users}::uuid[])`.execute(tx);
}

/** As the record writes a member: `<id>`, or `<id>:<level>`. */
function written(user: string, level: number | null): string {
  return level === null ? user : `${user}:${level}`;
}

function said(name: string, old: readonly string[], now: readonly string[]): Record<string, Change> {
  if (old.length + now.length === 0) return {};
  return { [name]: { ...(old.length > 0 ? { old: old.toSorted() } : {}), new: now.toSorted() } };
}
