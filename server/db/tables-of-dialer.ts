import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Scope } from '../../contract/dialer-permissions.ts';
import type { PpqSorting, SipOption } from '../../contract/dialer-values.ts';
import type { LeadFilter, LeadStatus } from '../../contract/leads.ts';
import type { TwoFactorType } from '../../contract/policy-in-force.ts';
import type { ViewedList, ViewState } from '../../contract/saved-views.ts';

// The tables of the Dialer, as Kysely sees them; see `tables.ts`.

type Now = ColumnType<Date, Date | undefined, Date>;
/** Given as text, also when it changes. */
type Json<T> = ColumnType<T, string | undefined, string>;

export interface DialerSettingsTable {
  account_id: string;
  ppq: Generated<boolean>;
  ppq_ratio: Generated<number>;
  ppq_sorting: Generated<PpqSorting>;
  auto_dial: Generated<boolean>;
  extension_from: Generated<string>;
  extension_to: Generated<string>;
  extension_hint: Generated<string>;
  sip_domain: string | null;
  version: Generated<number>;
}

export interface DialerRolesTable {
  account_id: string;
  id: string;
  name: string;
  name_key: string;
  permissions: Generated<string[]>;
  scope: Scope;
  two_factor: TwoFactorType | null;
  session_seconds: number | null;
  session_limit: number | null;
  auto_dial: boolean | null;
  created_at: Now;
  version: Generated<number>;
}

export interface AgentsTable {
  account_id: string;
  user_id: string;
  is_superuser: Generated<boolean>;
  assigns_leads: Generated<boolean>;
  auto_dial: boolean | null;
  ppq: boolean | null;
  ppq_ratio: number | null;
  ppq_sorting: PpqSorting | null;
  caller_id_name: string | null;
  caller_id_number: string | null;
  virtual_extension: string | null;
  kerberos_login: string | null;
  caldav_url: string | null;
  caldav_login: string | null;
  caldav_token: Buffer | null;
  caldav_key_id: Buffer | null;
  has_all_tags: Generated<boolean>;
  has_all_skill_groups: Generated<boolean>;
  sip_option: Generated<SipOption>;
  sip_uri: string | null;
  pbx_username: string | null;
  pbx_extension: string | null;
  sip_username: GeneratedAlways<string | null>;
  sip_ha1_md5: string | null;
  sip_ha1_sha256: string | null;
  sip_password_at: Date | null;
  memberships_at_deletion: Json<Record<string, unknown> | null>;
  created_at: Now;
  extension_sort: GeneratedAlways<string>;
}

export interface AgentRolesTable {
  account_id: string;
  user_id: string;
  role_id: string;
}

export interface TagsTable {
  account_id: string;
  id: string;
  name: string;
  name_key: string;
  created_at: Now;
  version: Generated<number>;
}

export interface AgentTagsTable {
  account_id: string;
  user_id: string;
  tag_id: string;
}

export interface SkillGroupsTable {
  account_id: string;
  id: string;
  name: string;
  name_key: string;
  created_at: Now;
  version: Generated<number>;
}

export interface AgentSkillGroupsTable {
  account_id: string;
  user_id: string;
  skill_group_id: string;
  level: number;
}

export interface UserGroupsTable {
  account_id: string;
  id: string;
  name: string;
  name_key: string;
  filter: Json<LeadFilter>;
  weight: Generated<number>;
  created_at: Now;
  version: Generated<number>;
}

export interface UserGroupTagsTable {
  account_id: string;
  user_group_id: string;
  tag_id: string;
}

export interface UserGroupSkillGroupsTable {
  account_id: string;
  user_group_id: string;
  skill_group_id: string;
  minimum_level: Generated<number>;
}

export interface LeadsTable {
  account_id: string;
  id: string;
  first_name: string;
  last_name: string;
  name_key: string;
  search_key: string;
  phone: string;
  status: Generated<LeadStatus>;
  weight: Generated<number>;
  call_back_at: Date | null;
  language: string | null;
  group_name: Generated<string>;
  group_key: Generated<string>;
  assigned_to: string | null;
  assigned_at: Date | null;
  created_at: Now;
  version: Generated<number>;
  call_back_sort: GeneratedAlways<Date>;
}

export interface SavedViewsTable {
  account_id: string;
  id: string;
  user_id: string;
  list: ViewedList;
  name: string;
  name_key: string;
  is_shared: Generated<boolean>;
  state: Json<ViewState>;
  created_at: Now;
  version: Generated<number>;
}

export interface ExtensionReservationsTable {
  account_id: string;
  extension: string;
  user_id: string;
  expires_at: Date;
}
