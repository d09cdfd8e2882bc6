import type { z } from 'zod';

/** The sections of the form, in its order (D-2, D-4). */
export const SECTIONS = ['basic', 'dialling', 'calls', 'signIn', 'membership', 'sip', 'leads'] as const;
export type Section = (typeof SECTIONS)[number];

/** One setting. Its column is its name in snake case, of `users` or of `agents`; a default's stands in `accounts` or `dialer_settings`. */
export interface Setting {
  /** The user's counts in both halves; the profile's in the Dialer only. */
  readonly of: 'user' | 'profile';
  /** As the form says it (product.md, D-2). */
  readonly label: string;
  readonly section: Section;
  /** What a value must be. Whether it may be empty says `empty`. */
  readonly schema: z.ZodType;
  /** Null is `none` (nothing is there), or `default` (what is in force comes from elsewhere). Without it: never null. */
  readonly empty?: 'none' | 'default';
  /** Who says what is in force where the user does not. `role` asks the account too, where no role says anything. */
  readonly default?: 'account' | 'role';
  /** Which of several roles' values wins. */
  readonly amongRoles?: 'strictest' | 'shortest' | 'any';
  /** What a new agent has; without it null. Fields of the form that must be filled have none and `isRequired`. */
  readonly initially?: unknown;
  readonly isRequired?: boolean;
  readonly unit?: 'seconds' | 'sessions' | 'leads_per_agent';
  /** Kept in the database as a whole number of tenths. */
  readonly isInTenths?: boolean;
  /** Whether one value may be given to many at once. */
  readonly inBulk?: boolean;
  /** A column of the list, shown at first; without it one that can be chosen; or none, as of a part of what another column says. */
  readonly column?: 'shown' | 'none';
  /** The list can be filtered by it: the values of a choice. */
  readonly isFilter?: boolean;
  /** What changing it asks for beyond the right to edit: `server/agents/policy.ts`. */
  readonly asks?: 'limits' | 'superuser' | 'state' | 'all_tags' | 'address';
  /** Settings that mean something with one of its choices only: the form shows them below it. */
  readonly opens?: Readonly<Record<string, readonly string[]>>;
  /** The product can propose a value that is free. */
  readonly isGenerated?: boolean;
  /** Taken in, never shown: entries and answers say only that there is one. */
  readonly isSecret?: boolean;
  /** Only kept: the form says that nothing reads it. */
  readonly isUnused?: boolean;
  /** Checked further by `phone-number.ts`, whose tables are too large for every page. */
  readonly isPhone?: boolean;
  /** The form says so until that part is there. */
  readonly takesEffectWith?: 'telephony';
}
