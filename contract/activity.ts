/** Everything that is recorded: one name for each kind of thing that happens. */
export const ACTIVITIES = [
  'account.signed_up',
  'user.created',
  'user.activated',
  'user.activation_sent',
  'user.changed',
  'user.deactivated',
  'user.reactivated',
  'user.deleted',
  'user.restored',
  'user.erased',
  'user.exported',
  'user.email_change_requested',
  'user.email_changed',
  'user.session_ended',
  'account.handed_over',
  'user.signed_in',
  'user.sign_in_failed',
  'user.signed_out',
  'user.password_changed',
  'user.password_reset_requested',
  'user.password_reset',
  'department.created',
  'department.renamed',
  'department.deleted',
] as const;

export type Activity = (typeof ACTIVITIES)[number];
