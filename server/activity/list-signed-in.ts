import { sql } from 'kysely';
import { z } from 'zod';
import { fieldErrorAt } from '../../contract/field-errors.ts';
import { time } from '../../contract/text.ts';
import type { Reader } from '../db/pool.ts';
import { Refusal } from '../platform/refusal.ts';

interface Row {
  readonly user_id: string;
  readonly name: string;
  readonly email: string;
  readonly sessions: number;
  readonly signed_in_at: Date;
  readonly address: string | null;
  readonly device: string | null;
  readonly last_seen_at: Date | null;
  readonly everybody: number;
}

/** Who has an open session, who came last first. */
export async function listSignedIn(
  db: Reader,
  accountId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const { rows } = await signedInPage(accountId, limit, readCursor(cursor)).execute(db);
  const items = rows.slice(0, limit).map((row) => ({
    user: { id: row.user_id, name: row.name, email: row.email },
    sessions: row.sessions,
    signedInAt: row.signed_in_at.toISOString(),
    address: row.address,
    device: row.device,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  }));
  const last = rows.length > limit ? items.at(-1) : undefined;
  const next = last ? Buffer.from(JSON.stringify([last.signedInAt, last.user.id])).toString('base64url') : null;
  return { items, next, count: rows[0]?.everybody ?? 0 };
}

/** The query of `listSignedIn`, for those who measure it. One reading of the open sessions makes page and count. */
export function signedInPage(accountId: string, limit: number, after: readonly [string, string] | null) {
  return sql<Row>`
    with open as materialized (
      select s.user_id, count(*)::int as sessions, max(s.created_at) as signed_in_at
      from sessions s join users u on u.account_id = s.account_id and u.id = s.user_id and u.status = 'active'
      where s.account_id = ${accountId}::uuid and s.ended_at is null and s.expires_at > now()
      group by s.user_id),
    page as (
      select * from open ${after ? sql`where (signed_in_at, user_id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by signed_in_at desc, user_id desc limit ${sql.lit(limit + 1)})
    select p.user_id, u.first_name || ' ' || u.last_name as name, u.email, p.sessions, p.signed_in_at,
      host(n.address) as address, n.device, (select count(*)::int from open) as everybody,
      (select a.at from activity a where a.account_id = ${accountId}::uuid and a.actor_id = p.user_id order by a.id desc limit 1) as last_seen_at
    from page p
    join users u on u.account_id = ${accountId}::uuid and u.id = p.user_id
    cross join lateral (
      select s.address, s.device from sessions s
      where s.account_id = ${accountId}::uuid and s.user_id = p.user_id and s.ended_at is null and s.expires_at > now()
      order by s.created_at desc, s.id desc limit 1) n
    order by p.signed_in_at desc, p.user_id desc`;
}

const cursorParts = z.tuple([time, z.uuid()]);

/** Throws `request.invalid` where it is none. */
function readCursor(text: string | undefined): readonly [string, string] | null {
  if (text === undefined) return null;
  try {
    const parts = cursorParts.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    if (!parts[0].startsWith('0000')) return parts;
  } catch {
    // As below.
  }
  throw new Refusal('request.invalid', { errors: [fieldErrorAt('cursor', 'field.invalid')] });
}
