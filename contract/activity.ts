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
  'user.email_change_withdrawn',
  'user.email_changed',
  'user.session_ended',
  'user.became_main_user',
  'user.handed_over',
  'account.handed_over',
  'user.locked',
  'user.unlocked',
  'account.security_changed',
  'account.address_lists_lifted',
  'allowed_address.added',
  'allowed_address.changed',
  'allowed_address.removed',
  'account.changed',
  'user.signed_in',
  'user.sign_in_failed',
  'user.signed_out',
  'user.password_changed',
  'user.password_reset_requested',
  'user.password_reset',
  'user.authenticator_set_up',
  'user.authenticator_removed',
  'user.recovery_codes_made',
  'user.recovery_code_used',
  'user.second_factor_reset',
  'user.device_remembered',
  'user.device_forgotten',
  'user.provider_connected',
  'user.provider_disconnected',
  'sign_in_provider.added',
  'sign_in_provider.changed',
  'sign_in_provider.removed',
  'department.created',
  'department.renamed',
  'department.deleted',
  'activity.exported',
  'activity.dropped',
] as const;

export type Activity = (typeof ACTIVITIES)[number];

/** Who did it: a user; somebody with a link or a form; who runs Rollcall; Rollcall by itself. */
export const ACTOR_KINDS = ['user', 'visitor', 'operator', 'system'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** To what something can be done. */
export const TARGET_TYPES = ['account', 'user', 'department', 'sign_in_provider'] as const;
export type TargetType = (typeof TARGET_TYPES)[number];
