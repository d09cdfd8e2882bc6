/** Refusals of a whole request that belong to one field of the form. */
export const USER_ERROR_FIELDS = {
  'user.email_taken': 'email',
  'user.email_reserved': 'email',
  'user.oauth_email_taken': 'oauthEmail',
  'user.username_taken': 'username',
  'user.username_reserved': 'username',
  'role.only_owner_gives_admin': 'portalRoles',
  'role.not_held': 'portalRoles',
  'department.not_found': 'departments',
} as const;
