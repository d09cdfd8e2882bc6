import { ALL_PERMISSIONS, type Permission } from '../../contract/permissions.ts';

const GROUP_OF = {
  'user.view': 'user',
  'user.create': 'user',
  'user.edit': 'user',
  'user.delete': 'user',
  'role.give': 'user',
  'security.view': 'user',
  'security.manage': 'user',
  'activity.view': 'user',
  'department.manage': 'user',
  'account.manage': 'user',
  'report.run': 'reports',
  'cdr_report.run': 'reports',
  'sip_account.manage': 'telephony',
  'caller_id.manage': 'telephony',
  'did.manage': 'telephony',
  'labs.use': 'labs',
  'speech_to_text.use': 'labs',
  'voice_pricing.view': 'finance',
  'sms_pricing.view': 'finance',
  'finance.view': 'finance',
  'profile.edit': 'finance',
  'invoice.view': 'finance',
} as const satisfies Record<Permission, string>;

export type GroupName = (typeof GROUP_OF)[Permission];

/** The permissions by subject, in the order of the catalogue. */
export const GROUPS = [...Map.groupBy(ALL_PERMISSIONS, (permission): GroupName => GROUP_OF[permission])];
