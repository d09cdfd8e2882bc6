import type { PortalRole } from '../../contract/permissions.ts';
import type { User } from '../../contract/users.ts';

/** What the form of a user holds. */
export type UserValues = {
  firstName: string;
  lastName: string;
  email: string;
  username: string;
  portalRoles: PortalRole[];
  departments: string[];
};

/** The fields, in the order of the form. */
export const USER_FIELDS = ['firstName', 'lastName', 'email', 'username', 'portalRoles', 'departments'] as const;
export type UserField = (typeof USER_FIELDS)[number];

export function valuesOf(user: User): UserValues {
  return {
    firstName: user.firstName,
    lastName: user.lastName,
    email: user.email,
    username: user.username ?? '',
    portalRoles: [...user.portalRoles],
    departments: user.departments.map(({ id }) => id),
  };
}

/** Whether two values of a field say the same: blanks around a text and the order of a list do not count. */
export function isSame(one: string | readonly string[], other: string | readonly string[]): boolean {
  if (typeof one === 'string' || typeof other === 'string') return String(one).trim() === String(other).trim();
  return one.length === other.length && new Set([...one, ...other]).size === one.length;
}

/** The fields in which two states differ. */
export function changedFields(before: UserValues, after: UserValues): UserField[] {
  return USER_FIELDS.filter((field) => !isSame(before[field], after[field]));
}

/** What the request carries: the fields that change. */
export type Body = Partial<Omit<UserValues, 'username'>> & { username?: string | null };

/** The body of the request that makes the one state of the other: only what differs. */
export function bodyOf(before: UserValues, after: UserValues): Body {
  const changed = Object.fromEntries(changedFields(before, after).map((field) => [field, after[field]]));
  const { username, ...rest } = changed as Partial<UserValues>;
  return username === undefined ? rest : { ...rest, username: username.trim() || null };
}

/** The state that the request asks for. */
export function afterBody(before: UserValues, { username, ...rest }: Body): UserValues {
  return { ...before, ...rest, ...(username === undefined ? {} : { username: username ?? '' }) };
}
