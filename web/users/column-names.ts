/** The columns that may be hidden, in their order. The name always shows. */
export const HIDEABLE_COLUMNS = [
  'email',
  'username',
  'roles',
  'departments',
  'mainAccount',
  'status',
  'twoFactor',
  'lastSignInAt',
] as const;

export type HideableColumn = (typeof HIDEABLE_COLUMNS)[number];
