import { type RawBuilder, sql } from 'kysely';

/** Whether the password of `users u` counts at that time: a temporary one does until it has opened a session, or has run out. */
export function isPasswordUsable(at: RawBuilder<Date> = sql<Date>`now()`) {
  return sql<boolean>`(u.temporary_until is null or (u.temporary_used_at is null and u.temporary_until > ${at}))`;
}

/** Its hash; null where there is none that counts, so that it is as wrong as any other. */
export const usableHash = sql<string | null>`case when ${isPasswordUsable()} then u.password_hash end`;

/** A password that its holder chose. */
export const NOT_TEMPORARY = { temporary_until: null, temporary_used_at: null } as const;
