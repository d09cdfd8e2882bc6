import { z } from 'zod';
import { CALL_SETTINGS } from './agent-call-settings.ts';
import { interfaceLanguage } from './languages.ts';
import { sessionLimit, sessionSeconds, twoFactorType } from './policy-in-force.ts';
import type { Setting } from './setting.ts';
import { spokenLanguage } from './spoken-languages.ts';
import { email, line, username } from './text.ts';
import { timezone } from './timezones.ts';

// Every setting of an agent, once. Form, validation, defaults with their source, columns and filters of the list, old and new
// values in the record, and what a file or a mass action may set, follow from it. A new setting is an entry here, and a column.

const yesOrNo = z.boolean();

export const AGENT_SETTINGS = {
  username: { of: 'user', label: 'Username', section: 'basic', schema: username, isRequired: true, column: 'shown' },
  email: { of: 'user', label: 'Email', section: 'basic', schema: email, isRequired: true, column: 'shown', asks: 'address' },
  firstName: { of: 'user', label: 'First Name', section: 'basic', schema: line(80, 0), initially: '', column: 'none' },
  lastName: { of: 'user', label: 'Last Name', section: 'basic', schema: line(80, 0), initially: '', column: 'none' },
  isActive: {
    of: 'user',
    label: 'Active?',
    section: 'basic',
    schema: yesOrNo,
    initially: true,
    inBulk: true,
    column: 'shown',
    asks: 'state',
  },
  timezone: {
    of: 'user',
    label: 'Timezone',
    section: 'basic',
    schema: timezone,
    empty: 'default',
    default: 'account',
    inBulk: true,
  },
  spokenLanguage: {
    of: 'user',
    label: 'User Language',
    section: 'basic',
    schema: spokenLanguage,
    empty: 'default',
    default: 'account',
    inBulk: true,
  },
  moreSpokenLanguages: {
    of: 'user',
    label: 'More spoken languages',
    section: 'basic',
    schema: z
      .array(spokenLanguage)
      .max(20)
      .overwrite((codes) => [...new Set(codes)]),
    initially: [],
    inBulk: true,
  },
  interfaceLanguage: {
    of: 'user',
    label: 'Interface language',
    section: 'basic',
    schema: interfaceLanguage,
    empty: 'default',
    default: 'account',
    inBulk: true,
    isFilter: true,
  },
  caldavUrl: {
    of: 'profile',
    label: 'Calendar address',
    section: 'basic',
    schema: z.url({ protocol: /^https$/, hostname: z.regexes.domain, error: 'field.https' }).max(1000),
    empty: 'none',
    column: 'none',
    takesEffectWith: 'telephony',
  },
  caldavLogin: {
    of: 'profile',
    label: 'Calendar login',
    section: 'basic',
    schema: line(255),
    empty: 'none',
    column: 'none',
    takesEffectWith: 'telephony',
  },
  caldavToken: {
    of: 'profile',
    label: 'CalDAV token',
    section: 'basic',
    schema: line(2000),
    empty: 'none',
    column: 'none',
    isSecret: true,
    takesEffectWith: 'telephony',
  },
  ...CALL_SETTINGS,
  oauthEmail: { of: 'user', label: 'OAuth Email', section: 'signIn', schema: email, empty: 'none', asks: 'address' },
  kerberosLogin: { of: 'profile', label: 'Kerberos login', section: 'signIn', schema: line(255), empty: 'none', isUnused: true },
  twoFactor: {
    of: 'user',
    label: 'Two-Factor Authentication Type',
    section: 'signIn',
    schema: twoFactorType,
    empty: 'default',
    default: 'role',
    amongRoles: 'strictest',
    inBulk: true,
    isFilter: true,
    asks: 'limits',
  },
  sessionSeconds: {
    of: 'user',
    label: 'Max User Session Timeout (in seconds)',
    section: 'signIn',
    schema: sessionSeconds,
    empty: 'default',
    default: 'role',
    amongRoles: 'shortest',
    unit: 'seconds',
    inBulk: true,
    asks: 'limits',
  },
  sessionLimit: {
    of: 'user',
    label: 'Max User Concurrent Sessions',
    section: 'signIn',
    schema: sessionLimit,
    empty: 'default',
    default: 'role',
    amongRoles: 'shortest',
    unit: 'sessions',
    inBulk: true,
    asks: 'limits',
  },
  limitsAddresses: {
    of: 'user',
    label: 'Use extended IP ACL?',
    section: 'signIn',
    schema: yesOrNo,
    initially: false,
    inBulk: true,
    isFilter: true,
    asks: 'limits',
  },
  isSuperuser: {
    of: 'profile',
    label: 'Make Tenant SuperUser',
    section: 'membership',
    schema: yesOrNo,
    initially: false,
    isFilter: true,
    asks: 'superuser',
  },
  hasAllTags: {
    of: 'profile',
    label: 'User member with all the tenant tags',
    section: 'membership',
    schema: yesOrNo,
    initially: false,
    inBulk: true,
    column: 'none',
    isFilter: true,
    asks: 'all_tags',
  },
  hasAllSkillGroups: {
    of: 'profile',
    label: 'User member with all the tenant skill groups',
    section: 'membership',
    schema: yesOrNo,
    initially: false,
    inBulk: true,
    column: 'none',
    isFilter: true,
  },
  assignsLeads: {
    of: 'profile',
    label: 'Assign Leads to User?',
    section: 'leads',
    schema: yesOrNo,
    initially: true,
    inBulk: true,
    isFilter: true,
  },
} as const satisfies Record<string, Setting>;

export type Settings = typeof AGENT_SETTINGS;
export type SettingName = keyof Settings;
export const SETTING_NAMES = Object.keys(AGENT_SETTINGS) as SettingName[];

/** The declaration of a setting, with everything that a setting may say. */
export function settingOf(name: SettingName): Setting {
  return AGENT_SETTINGS[name];
}
