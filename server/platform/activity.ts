import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Activity, TargetType } from '../../contract/activity.ts';
import type { Tx } from '../db/pool.ts';
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
  const { address, device } = doer.caller;
  const values = {
    salt: randomBytes(16),
    address,
    device,
    changes: JSON.stringify(entry.changes ?? {}),
    times: entry.times ?? 1,
  };
  await tx
    .with('entry', (db) =>
      db
        .insertInto('activity')
        .values({
          account_id: tx.accountId,
          id,
          at: timeOf(id),
          action: entry.action,
          actor_kind: doer.kind ?? (doer.userId === null ? 'visitor' : 'user'),
          actor_id: doer.userId,
          on_behalf_of: doer.onBehalfOf ?? null,
          target_type: entry.target.type,
          target_id: entry.target.id,
          session_id: doer.sessionId,
          mass_action_id: doer.massActionId ?? null,
          values_hash: hashOfValues(values),
        })
        .returning('id'),
    )
    .insertInto('activity_values')
    .values({ account_id: tx.accountId, activity_id: id, ...values })
    .execute();
}

/** Made by the database, since it is the database that says how it writes an address: decision 020. */
function hashOfValues({ salt, address, device, changes, times }: Values) {
  return sql<Buffer>`activity_values_hash(${salt}, ${address}::inet, ${device}, ${changes}::json, ${times}::int)`;
}

interface Values {
  readonly salt: Buffer;
  readonly address: string | null;
  readonly device: string | null;
  readonly changes: string;
  readonly times: number;
}
