import { ALL_DIALER_PERMISSIONS, type DialerPermission } from '../../contract/dialer-permissions.ts';

const GROUP_OF = {
  'agent.view': 'agents',
  'agent.create': 'agents',
  'agent.edit': 'agents',
  'agent.delete': 'agents',
  'agent.export': 'agents',
  'agent.sip_password': 'agents',
  'agent.activity': 'agents',
  'agent.reset_password': 'signIn',
  'agent.sessions': 'signIn',
  'agent.limits': 'signIn',
  'agent.security_view': 'signIn',
  'agent_role.give': 'lists',
  'dialer_role.manage': 'lists',
  'tag.manage': 'lists',
  'skill_group.manage': 'lists',
  'user_group.manage': 'lists',
  'lead.view': 'leads',
  'lead.edit': 'leads',
  'lead.assign': 'leads',
  'lead.import': 'leads',
  'view.share': 'account',
  'dialer_settings.manage': 'account',
} as const satisfies Record<DialerPermission, string>;

export type PermissionGroup = (typeof GROUP_OF)[DialerPermission];

/** What a dialer role can allow, by subject, in the order of the catalogue. */
export const PERMISSION_GROUPS = [...Map.groupBy(ALL_DIALER_PERMISSIONS, (one): PermissionGroup => GROUP_OF[one])];
