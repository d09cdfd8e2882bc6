import { sql } from 'kysely';
import { nameKey } from '../../contract/text.ts';
import { type Tx, violates } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { demand } from '../platform/policy.ts';
import { Refusal, refuseField } from '../platform/refusal.ts';
import { newId } from '../platform/tokens.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { lockForRule } from '../users/queries.ts';
import { demandSet } from './demand-set.ts';
import { presentOne } from './present.ts';
import type { SetKind } from './set-kind.ts';

/** Adds a tag or skill group; answers its id. Names are unique without regard to case and accents. Throws `….name_taken`. */
export async function createSet(tx: Tx, signedIn: SignedIn, kind: SetKind, name: string): Promise<string> {
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  demand(kind.create, locked.actor, null);
  const id = newId();
  await sql`insert into ${sql.table(kind.table)} (account_id, id, name, name_key) values (${tx.accountId}, ${id}, ${name}, ${nameKey(name)})`
    .execute(tx)
    .catch((error: unknown) => throwTaken(error, kind));
  const target = { type: kind.type, id };
  await record(tx, signedIn, { action: `${kind.type}.created`, target, changes: { name: { new: name } } });
  return id;
}

interface Renaming {
  readonly id: string;
  /** The version that the author looked at. */
  readonly seen: number;
  readonly name: string;
}

/** Renames it. Throws the reason of the rule, `….name_taken`, and `….changed` (412) where somebody else was first. */
export async function renameSet(tx: Tx, signedIn: SignedIn, kind: SetKind, { id, seen, name }: Renaming): Promise<void> {
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  const before = await demandSet(tx, locked.actor, kind, id, { rule: 'manage', strength: 'update' });
  if (before.version !== seen) {
    throw new Refusal(`${kind.type}.changed`, { current: await presentOne(tx, locked.actor, kind, id) });
  }
  if (before.name === name) return;
  await sql`update ${sql.table(kind.table)} set name = ${name}, name_key = ${nameKey(name)}, version = version + 1
    where account_id = ${tx.accountId} and id = ${id}::uuid`
    .execute(tx)
    .catch((error: unknown) => throwTaken(error, kind));
  const changes = { name: { old: before.name, new: name } };
  await record(tx, signedIn, { action: `${kind.type}.renamed`, target: { type: kind.type, id }, changes });
}

function throwTaken(error: unknown, { table, type }: SetKind): never {
  throw violates(error, `${table}_account_id_name_key_key`) ? refuseField('name', `${type}.name_taken`) : error;
}
