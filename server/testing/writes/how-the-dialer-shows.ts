import { SETTING_NAMES, type SettingName, settingOf } from '../../../contract/agent-settings.ts';
import type { LeadFilter } from '../../../contract/leads.ts';
import { columnOf } from '../../agents/settings.ts';
import { writtenFilter } from '../../user-groups/servers.ts';
import {
  type Columns,
  either,
  every,
  field,
  follows,
  type How,
  itself,
  list,
  listed,
  means,
  same,
  secret,
  sides,
  written,
} from './shown-by.ts';

const bySignUp = means('account.signed_up');

/** The field, in its own unit; of a profile that comes or goes, what every profile begins with is not said. */
const setting =
  (name: SettingName): How =>
  (changed, entry) => {
    const { isSecret, isInTenths, initially = null } = settingOf(name);
    if (isSecret) return secret(name)(changed, entry);
    const [old, now] = [changed.old, changed.new].map((value) => (isInTenths && typeof value === 'number' ? value / 10 : value));
    if (changed.kind !== 'changed' && same(changed.kind === 'came' ? now : old, initially)) return true;
    return field(name)({ ...changed, old, new: now }, entry);
  };

/** The phone's owner is among those who had a password, and among those who have a new one if there is one. */
const renewed: How = ({ row, new: now }, entry) => {
  const { old, new: after } = sides(entry, 'sipPasswords');
  return list(old).includes(row.user_id) && list(after).includes(row.user_id) === (now !== null);
};

/** The filter, as the record writes it. */
const filter: How = ({ kind, old, new: now }, entry) => {
  const { old: before, new: after } = sides(entry, 'filter');
  const isShown = (value: unknown, said: unknown) => same(writtenFilter(value as LeadFilter), said);
  return (kind === 'came' || isShown(old, before)) && (kind === 'went' || isShown(now, after));
};

const SETTINGS = Object.fromEntries(
  SETTING_NAMES.filter((name) => settingOf(name).of === 'profile').map((name) => [columnOf(name), setting(name)]),
);

/** `<id>:<level>` came, went, or has another level. */
const skill =
  (of: string, level: string, name = 'skillGroups'): How =>
  ({ kind, row, column, old, new: now }, entry) => {
    const { old: before, new: after } = sides(entry, name);
    const written = (value: unknown) => `${row[of]}:${value}`;
    if (kind === 'changed') return list(before).includes(written(old)) && list(after).includes(written(now)) && column === level;
    const [there, away] = kind === 'came' ? [after, before] : [before, after];
    return list(there).includes(written(row[level])) && !list(away).includes(written(row[level]));
  };

/** Where one side of a membership names the other: the entry may be about either. */
const eitherSide =
  (one: string, other: string): Columns['target'] =>
  (row) => [row[one], row[other]];

/** A tag names who has it; what is deleted names who had it. */
const asMember = (name: string): How =>
  either(listed('added', name), listed('removed', name), listed('members', name), listed('userGroups', name));
const asSkilled = (of: string, level: string): How =>
  either(...['added', 'levels', 'removed', 'members', 'userGroups'].map((name) => skill(of, level, name)));

const named = {
  target: itself,
  columns: { name: field('name'), ...every('account_id id name_key created_at version', follows) },
};

/** A view as the record writes it: `status=active&sort=name`. */
const pairsOf = (line: unknown) => written([...new URLSearchParams(String(line ?? ''))]);

/** The field; of a lead that comes or goes, what is empty is not said. */
const ofLead =
  (name: string): How =>
  (changed, entry) =>
    (changed.kind !== 'changed' && (changed.old ?? changed.new ?? '') === '') || field(name)(changed, entry);

/** Every column of the Dialer's tables: how the record shows that it changed. */
export const SHOWN_OF_DIALER: Readonly<Record<string, Columns>> = {
  agents: {
    // Another SIP domain ends everybody's passwords.
    target: ({ user_id, account_id }) => [user_id, account_id],
    columns: {
      ...SETTINGS,
      caldav_key_id: secret('caldavToken'),
      ...every('sip_ha1_md5 sip_ha1_sha256 sip_password_at', either(secret('sipPassword'), renewed)),
      memberships_at_deletion: means('user.deleted', 'user.restored'),
      // What stands in the username and the extension.
      ...every('sip_username extension_sort', follows),
      ...every('account_id user_id created_at', means('agent.created', 'agent.profile_added', 'agent.removed')),
    },
  },
  agent_roles: {
    target: eitherSide('user_id', 'role_id'),
    columns: every('account_id user_id role_id', either(listed('dialerRoles', 'role_id'), listed('members', 'user_id'))),
  },
  agent_tags: {
    target: eitherSide('user_id', 'tag_id'),
    columns: every('account_id user_id tag_id', either(listed('tags', 'tag_id'), asMember('user_id'))),
  },
  agent_skill_groups: {
    target: eitherSide('user_id', 'skill_group_id'),
    columns: every(
      'account_id user_id skill_group_id level',
      either(skill('skill_group_id', 'level'), asSkilled('user_id', 'level')),
    ),
  },
  dialer_roles: {
    target: ({ id, account_id }) => [id, account_id],
    columns: {
      name: either(field('name'), bySignUp),
      permissions: either(field('permissions'), bySignUp),
      scope: either(field('scope'), bySignUp),
      two_factor: field('twoFactor'),
      session_seconds: field('sessionSeconds'),
      session_limit: field('sessionLimit'),
      auto_dial: field('autoDial'),
      ...every('account_id id name_key created_at version', follows),
    },
  },
  dialer_settings: {
    target: ({ account_id }) => account_id,
    columns: {
      ppq: either(field('ppq'), bySignUp),
      ppq_ratio: either(setting('ppqRatio'), bySignUp),
      ppq_sorting: either(field('ppqSorting'), bySignUp),
      auto_dial: either(field('autoDial'), bySignUp),
      extension_from: either(field('extensionFrom'), bySignUp),
      extension_to: either(field('extensionTo'), bySignUp),
      sip_domain: field('sipDomain'),
      ...every('account_id extension_hint version', follows),
    },
  },
  tags: named,
  skill_groups: named,
  user_groups: {
    target: itself,
    columns: { ...named.columns, filter, weight: field('weight') },
  },
  user_group_tags: {
    target: eitherSide('user_group_id', 'tag_id'),
    columns: every('account_id user_group_id tag_id', either(listed('tags', 'tag_id'), asMember('user_group_id'))),
  },
  user_group_skill_groups: {
    target: eitherSide('user_group_id', 'skill_group_id'),
    columns: every(
      'account_id user_group_id skill_group_id minimum_level',
      either(skill('skill_group_id', 'minimum_level'), asSkilled('user_group_id', 'minimum_level')),
    ),
  },
  leads: {
    target: itself,
    columns: {
      first_name: ofLead('firstName'),
      last_name: ofLead('lastName'),
      phone: ofLead('phone'),
      status: ofLead('status'),
      weight: ofLead('weight'),
      call_back_at: ofLead('callBackAt'),
      language: ofLead('language'),
      group_name: ofLead('group'),
      // Said of the agents who lose and get it; of one that is deleted, by its entry.
      assigned_to: field('assignedTo'),
      assigned_at: means('lead.deleted'),
      ...every('account_id id name_key search_key group_key call_back_sort created_at version', follows),
    },
  },
  saved_views: {
    target: itself,
    columns: {
      name: field('name'),
      is_shared: either(field('isShared'), ({ kind, new: now }) => kind === 'came' && now === false),
      state: ({ old, new: now }, entry) => {
        const { old: before, new: after } = sides(entry, 'state');
        return pairsOf(before) === written(Object.entries(old ?? {})) && pairsOf(after) === written(Object.entries(now ?? {}));
      },
      ...every('account_id id user_id list name_key created_at version', follows),
    },
  },
};
