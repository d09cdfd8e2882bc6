import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Activity, ActorKind, TargetType } from '../../contract/activity.ts';
import type { Tx } from '../db/pool.ts';
import { prepareOnce } from '../db/prepare.ts';
import { newId, timeOf } from './tokens.ts';

/** Where a request came from. */
export interface Caller {
  readonly address: string | null;
  readonly device: string | null;
  /** What the browser is known by, to users who signed in from it. */
  readonly browserTokens?: readonly string[];
}

/** Who does something: a signed-in user, or somebody with a link or a form (then without ids). */
export interface Doer {
  readonly userId: string | null;
  readonly sessionId: string | null;
  readonly caller: Caller;
  /** Where it is not a user, and nobody with a link or a form either: whoever runs Rollcall, or a job by itself. */
  readonly kind?: 'operator' | 'system';
  /** The user for whom it is done. */
  readonly onBehalfOf?: string;
  /** What belongs to one mass action has its id. */
  readonly massActionId?: string;
}

/** What Rollcall does by itself, because its time has come. */
export const BY_ITSELF: Doer = { kind: 'system', userId: null, sessionId: null, caller: { address: null, device: null } };

export interface Entry {
  readonly action: Activity;
  readonly target: { readonly type: TargetType; readonly id: string };
  /** Old and new value of each field. Of a secret only that it changed. */
  readonly changes?: Changes;
  /** How many like it the entry stands for. */
  readonly times?: number;
}

type Value = string | number | boolean | null | readonly string[];
export type Change = { readonly old?: Value; readonly new?: Value } | 'changed';
/** By field. What a write did beside its own field (sessions that it ended …) is named as well. */
export type Changes = Readonly<Record<string, Change>>;

/** Records what happened, in the transaction in which it happens. */
export async function record(tx: Tx, doer: Doer, entry: Entry): Promise<void> {
  const id = newId();
  await insert(tx, {
    accountId: tx.accountId,
    id,
    at: timeOf(id),
    action: entry.action,
    actorKind: doer.kind ?? (doer.userId === null ? 'visitor' : 'user'),
    actorId: doer.userId,
    onBehalfOf: doer.onBehalfOf ?? null,
    targetType: entry.target.type,
    targetId: entry.target.id,
    sessionId: doer.sessionId,
    massActionId: doer.massActionId ?? null,
    salt: randomBytes(16),
    address: doer.caller.address,
    device: doer.caller.device,
    changes: JSON.stringify(entry.changes ?? {}),
    times: entry.times ?? 1,
  });
}

interface Row extends Values {
  readonly accountId: string;
  readonly id: string;
  readonly at: Date;
  readonly action: Activity;
  readonly actorKind: ActorKind;
  readonly actorId: string | null;
  readonly onBehalfOf: string | null;
  readonly targetType: TargetType;
  readonly targetId: string;
  readonly sessionId: string | null;
  readonly massActionId: string | null;
}

/** What erasure empties; the entry keeps a hash of it. */
interface Values {
  readonly salt: Buffer;
  readonly address: string | null;
  readonly device: string | null;
  readonly changes: string;
  readonly times: number;
}

const insert = prepareOnce((row: Row, db) =>
  db
    .with('entry', (entries) =>
      entries
        .insertInto('activity')
        .values({
          account_id: row.accountId,
          id: row.id,
          at: row.at,
          action: row.action,
          actor_kind: row.actorKind,
          actor_id: row.actorId,
          on_behalf_of: row.onBehalfOf,
          target_type: row.targetType,
          target_id: row.targetId,
          session_id: row.sessionId,
          mass_action_id: row.massActionId,
          values_hash: hashOfValues(row),
        })
        .returning('id'),
    )
    .insertInto('activity_values')
    .values({
      account_id: row.accountId,
      activity_id: row.id,
      salt: row.salt,
      address: row.address,
      device: row.device,
      changes: row.changes,
      times: row.times,
    }),
);

/** Made by the database, since it is the database that says how it writes an address: decision 020. */
function hashOfValues({ salt, address, device, changes, times }: Values) {
  return sql<Buffer>`activity_values_hash(${salt}, ${address}::inet, ${device}, ${changes}::json, ${times}::int)`;
}
