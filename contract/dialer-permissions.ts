import { z } from 'zod';

/** Everything that a dialer role can allow, with what it means to a reader. No name is also one of a portal permission. */
export const DIALER_PERMISSIONS = {
  'agent.view': 'See agents',
  'agent.create': 'Add agents',
  'agent.edit': 'Edit agents, switch them on and off',
  'agent.delete': 'Delete agents, remove them from the Dialer, restore them',
  'agent.reset_password': 'Reset passwords and authenticators of agents',
  'agent.sessions': 'See and end the sessions of agents',
  'agent.limits': 'Change what counts for agents at sign-in: second factor, limits, allowed addresses',
  'agent.security_view': 'See the addresses and second factors of agents',
  'agent.activity': 'See the activity of agents',
  'agent.export': 'Export agents as CSV',
  'agent.sip_password': 'Make SIP passwords',
  'agent_role.give': 'Give and take dialer roles',
  'dialer_role.manage': 'Manage dialer roles',
  'tag.manage': 'Manage tags',
  'skill_group.manage': 'Manage skill groups',
  'user_group.manage': 'Manage user groups',
  'lead.view': 'See leads',
  'lead.edit': 'Add, edit and delete leads',
  'lead.assign': 'Assign leads to agents, and take them away',
  'lead.import': 'Import leads from files',
  'view.share': 'Share saved views',
  'dialer_settings.manage': 'Change the account settings of the Dialer',
} as const;

export type DialerPermission = keyof typeof DIALER_PERMISSIONS;

export const ALL_DIALER_PERMISSIONS = Object.keys(DIALER_PERMISSIONS) as [DialerPermission, ...DialerPermission[]];

/** Whom a role's permissions reach: every agent, or those with whom its holder shares a tag. The narrowest first. */
export const SCOPES = ['shared_tags', 'all'] as const;
export const scope = z.enum(SCOPES).meta({ id: 'DialerScope' });
export type Scope = z.infer<typeof scope>;

/** What somebody holds in the Dialer. Each permission reaches as far as the widest role that gives it. */
export interface DialerHolding {
  readonly permissions: ReadonlyMap<DialerPermission, Scope>;
  readonly isSuperuser: boolean;
  /** With whom "those sharing a tag" are shared. */
  readonly tags: ReadonlySet<string>;
  readonly hasAllTags: boolean;
}

/** What stands in the database about somebody's profile. */
export interface DialerProfile {
  readonly isSuperuser: boolean;
  readonly hasAllTags: boolean;
  readonly tags: readonly string[];
  readonly roles: readonly { readonly permissions: readonly string[]; readonly scope: Scope }[];
}

const EVERYTHING: ReadonlyMap<DialerPermission, Scope> = new Map(ALL_DIALER_PERMISSIONS.map((one) => [one, 'all']));

/** Somebody without a profile. */
export const HOLDS_NOTHING: DialerHolding = { permissions: new Map(), isSuperuser: false, tags: new Set(), hasAllTags: false };

/** What a person holds: the main user, Admins and superusers everything, everybody else what their roles give together. */
export function dialerHoldingOf(holdsAll: boolean, profile: DialerProfile | null): DialerHolding {
  const { tags, hasAllTags } = profile ? { ...profile, tags: new Set(profile.tags) } : HOLDS_NOTHING;
  if (holdsAll || profile?.isSuperuser) return { permissions: EVERYTHING, isSuperuser: true, tags, hasAllTags };
  return { permissions: permissionsOfRoles(profile?.roles ?? []), isSuperuser: false, tags, hasAllTags };
}

/** Each permission of these roles, as far as the widest of them reaches. Names that are no permission (any more) give nothing. */
export function permissionsOfRoles(roles: DialerProfile['roles']): Map<DialerPermission, Scope> {
  const held = new Map<DialerPermission, Scope>();
  for (const role of roles) {
    for (const one of role.permissions as DialerPermission[]) {
      if (one in DIALER_PERMISSIONS && held.get(one) !== 'all') held.set(one, role.scope);
    }
  }
  return held;
}

/** Whether these permissions reach nobody whom the holder does not reach with the same ones. */
export function covers(
  holder: DialerHolding,
  other: Pick<DialerHolding, 'permissions' | 'isSuperuser' | 'tags' | 'hasAllTags'>,
): boolean {
  if (other.isSuperuser && !holder.isSuperuser) return false;
  for (const [permission, reach] of other.permissions) {
    const own = holder.permissions.get(permission);
    if (own === undefined) return false;
    if (own === 'all') continue;
    if (reach === 'all' || !coversTags(holder, other)) return false;
  }
  return true;
}

function coversTags(holder: DialerHolding, other: Pick<DialerHolding, 'tags' | 'hasAllTags'>): boolean {
  return holder.hasAllTags || (!other.hasAllTags && other.tags.isSubsetOf(holder.tags));
}

/** Whether two share a tag. Who has all tags shares one with everybody who has any, be it all. */
export function sharesTag(
  one: Pick<DialerHolding, 'tags' | 'hasAllTags'>,
  other: Pick<DialerHolding, 'tags' | 'hasAllTags'>,
): boolean {
  if (one.hasAllTags && other.hasAllTags) return true;
  if (one.hasAllTags) return other.tags.size > 0;
  if (other.hasAllTags) return one.tags.size > 0;
  return !one.tags.isDisjointFrom(other.tags);
}
