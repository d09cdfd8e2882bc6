/** Everything that is recorded: one name for each kind of thing that happens. */
export const ACTIVITIES = [
  'account.signed_up',
  'user.created',
  'user.activated',
  'user.activation_sent',
  'user.deleted',
  'user.signed_in',
  'user.sign_in_failed',
  'user.signed_out',
  'user.password_changed',
  'user.password_reset_requested',
  'user.password_reset',
  'department.created',
] as const;

export type Activity = (typeof ACTIVITIES)[number];
