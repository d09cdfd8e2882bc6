import type { Activity } from '../../contract/activity.ts';
import type { Tx } from '../db/pool.ts';
import { newId } from './tokens.ts';

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
}

/** What Rollcall does by itself, because its time has come. */
export const BY_ITSELF: Doer = { userId: null, sessionId: null, caller: { address: null, device: null } };

interface Entry {
  readonly action: Activity;
  readonly target: { readonly type: 'account' | 'user' | 'department' | 'sign_in_provider'; readonly id: string };
  /** Old and new value of each field. Of a secret only that it changed. */
  readonly changes?: Changes;
}

type Value = string | number | boolean | null | readonly string[];
export type Change = { readonly old?: Value; readonly new?: Value } | 'changed';
/** By field. What a write did beside its own field (sessions that it ended …) is named as well. */
export type Changes = Readonly<Record<string, Change>>;

/** Records what happened, in the transaction in which it happens. */
export async function record(tx: Tx, doer: Doer, entry: Entry): Promise<void> {
  const id = newId();
  await tx
    .with('entry', (db) =>
      db
        .insertInto('activity')
        .values({
          account_id: tx.accountId,
          id,
          action: entry.action,
          actor_id: doer.userId,
          target_type: entry.target.type,
          target_id: entry.target.id,
          session_id: doer.sessionId,
        })
        .returning('id'),
    )
    .insertInto('activity_values')
    .values({
      account_id: tx.accountId,
      activity_id: id,
      address: doer.caller.address,
      device: doer.caller.device,
      changes: JSON.stringify(entry.changes ?? {}),
    })
    .execute();
}
