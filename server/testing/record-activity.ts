import type { Activity, TargetType } from '../../contract/activity.ts';
import { type Change, type Doer, record } from '../platform/activity.ts';
import { newId } from '../platform/tokens.ts';
import type { TestApp } from './app.ts';

interface Wishes {
  readonly action?: Activity;
  readonly by?: string | null;
  readonly about?: string;
  readonly type?: TargetType;
  readonly onBehalfOf?: string;
  readonly massActionId?: string;
  readonly address?: string;
  readonly device?: string;
  readonly changes?: Readonly<Record<string, Change>>;
}

/** Records an entry as the product does, without doing what it tells of. */
export async function recordFor(app: TestApp, accountId: string, wishes: Wishes = {}): Promise<void> {
  const doer: Doer = {
    userId: wishes.by ?? null,
    sessionId: wishes.by ? newId() : null,
    caller: { address: wishes.address ?? null, device: wishes.device ?? null },
    ...(wishes.onBehalfOf ? { onBehalfOf: wishes.onBehalfOf } : {}),
    ...(wishes.massActionId ? { massActionId: wishes.massActionId } : {}),
  };
  const target = { type: wishes.type ?? 'user', id: wishes.about ?? accountId };
  await app.db.write(accountId, (tx) =>
    record(tx, doer, { action: wishes.action ?? 'user.changed', target, changes: wishes.changes ?? {} }),
  );
}

/** Entries in a past time, written behind the product's back: one a second, the last at this moment. */
export async function pastEntries(
  app: TestApp,
  wish: { accountId: string; about: string; count: number; until: Date; word?: string },
) {
  const { accountId, about, count, until, word = 'past' } = wish;
  await app.owner.query("select make_activity_month(date_trunc('month', $1::timestamptz at time zone 'UTC')::date)", [until]);
  const { rows } = await app.owner.query<{ id: string }>(
    `with made as materialized (
       select n, $5::timestamptz - ($4::int - n) * interval '1 second' as at,
         (left(activity_id_at($5::timestamptz - ($4::int - n) * interval '1 second')::text, 14) || '7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id
       from generate_series(1, $4::int) n),
     entries as (
       insert into activity (account_id, id, at, action, actor_kind, actor_id, target_type, target_id)
       select $1, id, at, 'user.changed', 'user', $2::uuid, 'user', $3::uuid from made)
     insert into activity_values (account_id, activity_id, address, changes)
     select $1, id, '198.51.100.7', json_build_object('label', json_build_object('new', $6::text || n)) from made
     returning activity_id as id`,
    [accountId, about, about, count, until, word],
  );
  return rows.map(({ id }) => id).sort();
}
