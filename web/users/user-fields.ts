import type { OwnLocale } from '../../contract/locale-settings.ts';
import type { PortalRole } from '../../contract/permissions.ts';
import type { User } from '../../contract/users.ts';
import { type LocaleValues, localeBodyOf, localeValuesOf } from '../locale-settings/locale-values.ts';
import { changedFields } from '../ui/three-way.ts';

/** What the form of a user holds, in its order. */
export type UserValues = {
  firstName: string;
  lastName: string;
  email: string;
  oauthEmail: string;
  username: string;
  portalRoles: PortalRole[];
  departments: string[];
} & LocaleValues;

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
