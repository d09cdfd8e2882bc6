/** Everything that a portal role can allow, with what it means to a reader. */
export const PERMISSIONS = {
  'user.view': 'See the users of the account',
  'user.create': 'Add users',
  'user.edit': 'Edit users',
  'user.delete': 'Delete users',
  'role.give': 'Give and take roles',
  'security.view': 'See the rules of sign-in and the allowed addresses',
  'security.manage': 'Change the rules of sign-in and the allowed addresses',
  'activity.view': 'See the activity of the account',
  'department.manage': 'Manage departments',
  'account.manage': 'Change the name and the defaults of the account',
  'report.run': 'Run reports',
  'cdr_report.run': 'Run call-record (CDR) reports',
  'sip_account.manage': 'Manage SIP accounts',
  'caller_id.manage': 'Manage caller IDs',
  'did.manage': 'Manage DIDs',
  'labs.use': 'Use Labs',
  'speech_to_text.use': 'Use Speech-to-Text in Labs',
  'voice_pricing.view': 'See voice pricing',
  'sms_pricing.view': 'See SMS pricing',
  'finance.view': 'See payment history and the other finance tabs of the profile',
  'profile.edit': 'Change the settings of the profile that are not about finance',
  'invoice.view': 'See invoices',
} as const;

export type Permission = keyof typeof PERMISSIONS;

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as Permission[];

/** What everybody may do, whatever their roles. */
export const EVERYBODY = {
  'support.contact': 'Contact support through any channel',
  'support_request.create': 'File support requests',
  'support_request.view_own': 'See the history of one’s own support requests',
} as const;

export const ALL_OF_EVERYBODY = Object.keys(EVERYBODY) as (keyof typeof EVERYBODY)[];

/** The built-in roles of the Portal, in the order in which forms show them. */
export const PORTAL_ROLES = {
  admin: { name: 'Admin', permissions: ALL_PERMISSIONS },
  reports: { name: 'Reports', permissions: ['report.run'] },
  tech_configuration: {
    name: 'Tech. Configuration',
    permissions: ['sip_account.manage', 'caller_id.manage', 'did.manage', 'cdr_report.run', 'labs.use'],
  },
  finance: { name: 'Finance', permissions: ['voice_pricing.view', 'sms_pricing.view', 'finance.view'] },
  orders: { name: 'Orders', permissions: ['invoice.view', 'speech_to_text.use', 'profile.edit'] },
} as const satisfies Record<string, { name: string; permissions: readonly Permission[] }>;

export type PortalRole = keyof typeof PORTAL_ROLES;

export const ALL_PORTAL_ROLES = Object.keys(PORTAL_ROLES) as [PortalRole, ...PortalRole[]];

/** What a person may do: the main user everything, everybody else what their roles allow together. */
export function permissionsOf(isMainUser: boolean, roles: readonly PortalRole[]): Set<Permission> {
  if (isMainUser) return new Set(ALL_PERMISSIONS);
  return new Set(roles.flatMap((role) => PORTAL_ROLES[role].permissions));
}
