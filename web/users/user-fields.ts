import type { OwnLocale } from '../../contract/locale-settings.ts';
import type { PortalRole } from '../../contract/permissions.ts';
import type { User } from '../../contract/users.ts';
import { type LocaleValues, localeBodyOf, localeValuesOf } from '../locale-settings/locale-values.ts';

/** What the form of a user holds. */
export type UserValues = {
  firstName: string;
  lastName: string;
  email: string;
  oauthEmail: string;
  username: string;
  portalRoles: PortalRole[];
  departments: string[];
} & LocaleValues;

/** The fields, in the order of the form. */
export const USER_FIELDS = [
  'firstName',
  'lastName',
  'email',
  'oauthEmail',
  'username',
  'portalRoles',
  'departments',
  'interfaceLanguage',
  'spokenLanguage',
  'moreSpokenLanguages',
  'timezone',
] as const;
export type UserField = (typeof USER_FIELDS)[number];

export function valuesOf(user: User): UserValues {
  return {
    firstName: user.firstName,
    lastName: user.lastName,
    email: user.email,
    oauthEmail: user.oauthEmail ?? '',
    username: user.username ?? '',
    portalRoles: [...user.portalRoles],
    departments: user.departments.map(({ id }) => id),
    ...localeValuesOf(user),
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

/** Where an empty text means that there is none. */
const EMPTIED = ['username', 'oauthEmail'] as const;
type Emptied = (typeof EMPTIED)[number];

/** What the request carries: the fields that change. */
export type Body = Partial<Omit<UserValues, Emptied | keyof LocaleValues>> & {
  [K in Emptied]?: string | null;
} & Partial<OwnLocale>;

/** The body of the request that makes the one state of the other: only what differs. */
export function bodyOf(before: UserValues, after: UserValues): Body {
  const changed = Object.fromEntries(changedFields(before, after).map((field) => [field, after[field]]));
  const { interfaceLanguage, spokenLanguage, moreSpokenLanguages, timezone, ...rest } = changed as Partial<UserValues>;
  const emptied = EMPTIED.filter((field) => field in rest).map((field) => [field, rest[field]?.trim() || null]);
  return {
    ...rest,
    ...Object.fromEntries(emptied),
    ...localeBodyOf({ interfaceLanguage, spokenLanguage, moreSpokenLanguages, timezone }),
  };
}

/** The state that the request asks for. */
export function afterBody(before: UserValues, body: Body): UserValues {
  // Null stands in the form as nothing.
  const given = Object.entries(body).map(([field, value]) => [field, value ?? '']);
  return { ...before, ...Object.fromEntries(given) };
}
