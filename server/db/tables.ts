import type { ColumnType, Generated, GeneratedAlways, Selectable } from 'kysely';
import type { InterfaceLanguage } from '../../contract/languages.ts';
import type { PortalRole } from '../../contract/permissions.ts';
import type { TwoFactorType } from '../../contract/policy-in-force.ts';
import type { UserStatus } from '../../contract/users.ts';
import type {
  ActivityBlocksTable,
  ActivityRepeatsTable,
  ActivitySealingTable,
  ActivityTable,
  ActivityValuesTable,
} from './tables-of-activity.ts';
import type {
  AgentRolesTable,
  AgentSkillGroupsTable,
  AgentsTable,
  AgentTagsTable,
  DialerRolesTable,
  DialerSettingsTable,
  ExtensionReservationsTable,
  LeadsTable,
  SavedViewsTable,
  SkillGroupsTable,
  TagsTable,
  UserGroupSkillGroupsTable,
  UserGroupsTable,
  UserGroupTagsTable,
} from './tables-of-dialer.ts';
import type {
  AccountSignInProvidersTable,
  IdentitiesTable,
  ProviderAnswersTable,
  ProviderAuthorizationsTable,
} from './tables-of-providers.ts';
import type {
  AllowedAddressesTable,
  AuthenticatorsTable,
  KnownBrowsersTable,
  RecoveryCodesTable,
  RememberedDevicesTable,
  SessionsTable,
  SignInAttemptsTable,
  SignInFailuresTable,
} from './tables-of-sign-in.ts';

// The tables as Kysely sees them; `schema.sql` is the truth, and a test holds the two equal.

export type Now = ColumnType<Date, Date | undefined, Date>;
export type Json<T> = ColumnType<T, string, never>;

export interface AccountsTable {
  id: string;
  code: string;
  name: string;
  owner_id: string;
  owner_status: Generated<'pending' | 'active'>;
  created_at: Now;
  confirmed_at: Date | null;
  two_factor: Generated<TwoFactorType>;
  session_seconds: Generated<number>;
  session_limit: number | null;
  limits_addresses: Generated<boolean>;
  version: Generated<number>;
  interface_language: Generated<InterfaceLanguage>;
  spoken_language: Generated<string>;
  timezone: Generated<string>;
}

export interface UsersTable {
  account_id: string;
  id: string;
  email: string;
  email_key: string;
  username: string | null;
  username_key: string | null;
  first_name: string;
  last_name: string;
  name_key: string;
  search_key: string;
  status: UserStatus;
  password_hash: string | null;
  password_must_change: Generated<boolean>;
  created_at: Now;
  confirmed_at: Date | null;
  deleted_at: Date | null;
  deleted_from: Exclude<UserStatus, 'deleted'> | null;
  new_email: string | null;
  two_factor: TwoFactorType | null;
  session_seconds: number | null;
  session_limit: number | null;
  limits_addresses: Generated<boolean>;
  reset_allowed_until: Date | null;
  temporary_until: Date | null;
  temporary_used_at: Date | null;
  locked_until: Date | null;
  oauth_email: string | null;
  oauth_email_key: string | null;
  version: Generated<number>;
  username_sort: GeneratedAlways<string>;
  interface_language: InterfaceLanguage | null;
  spoken_language: string | null;
  timezone: string | null;
  more_spoken_languages: Generated<string[]>;
  mails_new_sign_in: Generated<boolean>;
  new_email_until: Date | null;
  /** Kept by the database: there is a row in `agents`. */
  is_agent: Generated<boolean>;
}

/** Everybody has a row; the database makes it. */
export interface LastSignInsTable {
  account_id: string;
  user_id: string;
  /** 1970: never. */
  at: Generated<Date>;
}

export interface UserPortalRolesTable {
  account_id: string;
  user_id: string;
  role: PortalRole;
}

export interface DepartmentsTable {
  account_id: string;
  id: string;
  name: string;
  name_key: string;
  created_at: Now;
  version: Generated<number>;
}

export interface UserDepartmentsTable {
  account_id: string;
  user_id: string;
  department_id: string;
}

export interface LinksTable {
  account_id: string;
  id: string;
  user_id: string;
  purpose: 'activation' | 'password_reset' | 'email_change';
  email: string;
  created_at: Now;
  expires_at: Date;
  used_at: Date | null;
  voided_at: Date | null;
}

export interface LinkTokensTable {
  account_id: string;
  token_hash: Buffer;
  link_id: string;
}

export interface MailsTable {
  account_id: string;
  id: string;
  user_id: string;
  link_id: string | null;
  attempt_id: string | null;
  kind:
    | 'activation'
    | 'email_change'
    | 'email_change_notice'
    | 'became_main_user'
    | 'was_main_user'
    | 'new_sign_in'
    | 'locked'
    | 'sign_in_code'
    | 'recovery_code_used'
    | 'authenticator_set_up'
    | 'authenticator_removed'
    | 'second_factor_reset'
    | 'provider_connected'
    | 'provider_disconnected';
  to_address: string;
  status: Generated<'queued' | 'sent' | 'failed' | 'voided'>;
  attempts: Generated<number>;
  reason: string | null;
  created_at: Now;
  changed_at: Now;
  next_attempt_at: Date | null;
  session_id: string | null;
  about: string | null;
}

export interface IdempotencyKeysTable {
  account_id: string;
  user_id: string;
  key: string;
  request_hash: Buffer;
  result_id: string;
  created_at: Now;
}

export interface PasswordResetRequestsTable {
  id: string;
  email_key: string;
  address: string | null;
  created_at: Now;
}

export interface AttemptsTable {
  bucket: string;
  key_hash: Buffer;
  window_start: Date;
  count: number;
}

export interface LiveEventsTable {
  account_id: string;
  id: Generated<string>;
  transaction: Generated<string>;
  kind: string;
  data: Json<Record<string, unknown>>;
  at: Now;
}

export interface Tables {
  accounts: AccountsTable;
  users: UsersTable;
  user_portal_roles: UserPortalRolesTable;
  departments: DepartmentsTable;
  user_departments: UserDepartmentsTable;
  last_sign_ins: LastSignInsTable;
  sessions: SessionsTable;
  authenticators: AuthenticatorsTable;
  recovery_codes: RecoveryCodesTable;
  remembered_devices: RememberedDevicesTable;
  sign_in_attempts: SignInAttemptsTable;
  allowed_addresses: AllowedAddressesTable;
  known_browsers: KnownBrowsersTable;
  sign_in_failures: SignInFailuresTable;
  links: LinksTable;
  link_tokens: LinkTokensTable;
  mails: MailsTable;
  activity: ActivityTable;
  activity_values: ActivityValuesTable;
  activity_repeats: ActivityRepeatsTable;
  activity_blocks: ActivityBlocksTable;
  activity_sealing: ActivitySealingTable;
  idempotency_keys: IdempotencyKeysTable;
  password_reset_requests: PasswordResetRequestsTable;
  attempts: AttemptsTable;
  live_events: LiveEventsTable;
  account_sign_in_providers: AccountSignInProvidersTable;
  identities: IdentitiesTable;
  provider_authorizations: ProviderAuthorizationsTable;
  provider_answers: ProviderAnswersTable;
  dialer_settings: DialerSettingsTable;
  dialer_roles: DialerRolesTable;
  agents: AgentsTable;
  agent_roles: AgentRolesTable;
  tags: TagsTable;
  agent_tags: AgentTagsTable;
  skill_groups: SkillGroupsTable;
  agent_skill_groups: AgentSkillGroupsTable;
  user_groups: UserGroupsTable;
  user_group_tags: UserGroupTagsTable;
  user_group_skill_groups: UserGroupSkillGroupsTable;
  leads: LeadsTable;
  saved_views: SavedViewsTable;
  extension_reservations: ExtensionReservationsTable;
}

export type UserRow = Selectable<UsersTable>;
