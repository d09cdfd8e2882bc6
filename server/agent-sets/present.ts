import type { Output } from '../../contract/endpoint.ts';
import type { listTagAgents, listTags, MemberLine } from '../../contract/tags.ts';
import type { Reader, Tx } from '../db/pool.ts';
import { decide } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sessions/actor.ts';
import { readCursor, writeCursor } from '../users/cursor.ts';
import { boxPage, countWithAll, findSet, type LineRow, listSets, type SetRow } from './queries.ts';
import type { SetKind } from './set-kind.ts';

type Query = { limit: number; cursor?: string | undefined; q?: string | undefined; box: 'available' | 'selected' };

function presentSet(actor: Actor, kind: SetKind, { id, name, members, version }: SetRow) {
  const can = { manage: decide(kind.rules.manage, actor, { id }), give: decide(kind.rules.give, actor, { id }) };
  return { id, name, members, version, can };
}

/** One as the API shows it. Throws `tag.not_found`, `skill_group.not_found`. */
export async function presentOne(db: Reader | Tx, actor: Actor, kind: SetKind, id: string) {
  const row = await findSet(db, actor, kind, id);
  if (!row) throw new Refusal(`${kind.type}.not_found`);
  return presentSet(actor, kind, row);
}

/** All that the actor sees. */
export async function presentAll(db: Reader, actor: Actor, kind: SetKind): Promise<Output<typeof listTags>> {
  const [rows, withAll] = [await listSets(db, actor, kind), await countWithAll(db, actor, kind)];
  const items = rows.map((row) => presentSet(actor, kind, row));
  return { items, withAll, can: { create: decide(kind.create, actor, null) } };
}

/** A page of one box of the editor. Throws `tag.not_found`, `skill_group.not_found` where the actor sees no such set. */
export async function presentBox(
  db: Reader,
  actor: Actor,
  kind: SetKind,
  id: string,
  { limit, cursor, q, box }: Query,
): Promise<Output<typeof listTagAgents>> {
  const isSeen = decide(kind.rules.view, actor, { id }).ok && (await findSet(db, actor, kind, id)) !== undefined;
  if (!isSeen) throw new Refusal(`${kind.type}.not_found`);
  const rows = await boxPage(db, actor, kind, id, { box, q, after: readCursor(cursor, 'name'), limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const line = (row: LineRow) => presentLine(actor, kind, row, { setId: id, comes: box === 'available' });
  return { items: page.map(line), next: last ? writeCursor('name', last.sort_key, last.id) : null };
}

function presentLine(actor: Actor, kind: SetKind, row: LineRow, move: { setId: string; comes: boolean }): MemberLine {
  const { id, username, first_name: firstName, last_name: lastName, email, level, facts } = row;
  const can = { move: kind.decideMove(actor, { ...move, agent: facts }) };
  return { id, username, firstName, lastName, email, status: facts.status, level, can };
}
