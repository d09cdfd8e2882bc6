import type { Changed } from './changed-rows.ts';
import { SHOWN_OF_DIALER } from './how-the-dialer-shows.ts';
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
  ofUser,
  type Recorded,
  secret,
  sides,
  written,
} from './shown-by.ts';

const session = either(
  ({ kind, row }, { action, session_id }) => kind === 'came' && action === 'user.signed_in' && session_id === row.id,
  listed('sessions', 'id'),
);
/** By the user's own timeout, the account's, or that of dialer roles. */
const shorter: How = ({ kind }, { changes }) => kind === 'changed' && ('sessionSeconds' in changes || 'dialerRoles' in changes);
const device = either(
  ({ kind, row }, entry) => kind === 'came' && sides(entry, 'device').new === row.id,
  ({ kind, row }, entry) => kind === 'went' && sides(entry, 'device').old === row.id,
  listed('rememberedDevices', 'id'),
  ({ kind }, entry) => kind === 'changed' && sides(entry, 'secondFactor').new === 'remembered_device',
);
const address = (name: string): How =>
  either(field(name), ({ row }, entry) => {
    const line = `${written(row.block)} ${row.label}`.trim();
    return list(sides(entry, 'blocks').new).includes(line);
  });

/** Every column of every table that holds an account's data: how the record shows that it changed. */
export const HOW_IT_SHOWS: Readonly<Record<string, Columns>> = {
  accounts: {
    target: itself,
    columns: {
      code: field('code'),
      name: field('name'),
      owner_id: field('mainUser'),
      owner_status: field('status'),
      interface_language: field('interfaceLanguage'),
      spoken_language: field('spokenLanguage'),
      timezone: field('timezone'),
      two_factor: either(field('twoFactor'), means('account.signed_up')),
      session_seconds: either(field('sessionSeconds'), means('account.signed_up')),
      session_limit: field('sessionLimit'),
      limits_addresses: either(field('limitsAddresses'), means('account.signed_up')),
      ...every('id created_at confirmed_at version', follows),
    },
  },
  users: {
    target: itself,
    columns: {
      email: field('email'),
      username: field('username'),
      first_name: field('firstName'),
      last_name: field('lastName'),
      status: either(field('status'), means('user.erased')),
      password_hash: either(secret('password'), secret('passwordHash')),
      password_must_change: either(field('passwordMustChange'), ({ kind, new: now }) => kind === 'came' && now === false),
      new_email: field('newEmail'),
      new_email_until: ({ kind }, { changes }) => kind === 'changed' && 'newEmail' in changes,
      two_factor: field('twoFactor'),
      session_seconds: field('sessionSeconds'),
      session_limit: field('sessionLimit'),
      limits_addresses: either(field('limitsAddresses'), ({ kind, new: now }) => kind === 'came' && now === false),
      reset_allowed_until: field('resetAllowedUntil'),
      temporary_until: either(field('temporaryUntil'), secret('password')),
      temporary_used_at: either(secret('password'), means('user.signed_in')),
      locked_until: field('lockedUntil'),
      oauth_email: field('oauthEmail'),
      interface_language: field('interfaceLanguage'),
      spoken_language: field('spokenLanguage'),
      timezone: field('timezone'),
      more_spoken_languages: either(field('moreSpokenLanguages'), ({ kind }) => kind === 'came'),
      mails_new_sign_in: either(field('mailsNewSignIn'), ({ kind }) => kind === 'came'),
      // What stands in `status`, and the time of the entry.
      ...every('deleted_from deleted_at confirmed_at', ({ kind }, { changes }) => kind !== 'changed' || 'status' in changes),
      // What is compared and sorted instead of the columns above.
      ...every('email_key username_key name_key search_key oauth_email_key username_sort is_agent', follows),
      ...every('account_id id version created_at', follows),
    },
  },
  last_sign_ins: {
    target: ofUser,
    columns: { at: either(means('user.signed_in'), ({ kind }) => kind !== 'changed'), ...every('account_id user_id', follows) },
  },
  user_portal_roles: { target: ofUser, columns: every('account_id user_id role', listed('portalRoles', 'role')) },
  user_departments: {
    target: ofUser,
    columns: every('account_id user_id department_id', listed('departments', 'department_id')),
  },
  departments: {
    target: itself,
    columns: { name: field('name'), ...every('account_id id name_key created_at version', follows) },
  },
  sessions: {
    // A shorter timeout of the account shortens everybody's.
    target: ({ user_id, account_id }) => [user_id, account_id],
    columns: {
      ...every('account_id id user_id created_at address device ended_at ended_because', session),
      expires_at: either(session, shorter),
      token_hash: either(session, secret('sessionToken')),
      proved_at: either(session, field('provedAt')),
    },
  },
  authenticators: {
    target: ofUser,
    columns: {
      ...every('account_id user_id secret key_id created_at', secret('authenticator')),
      last_step: either(secret('authenticator'), means('user.second_factor_proved')),
    },
  },
  recovery_codes: {
    target: ofUser,
    columns: {
      ...every('account_id user_id code_hash salt created_at', secret('recoveryCodes')),
      used_at: either(
        secret('recoveryCodes'),
        (_, entry) => Number(sides(entry, 'recoveryCodesLeft').old) - Number(sides(entry, 'recoveryCodesLeft').new) === 1,
      ),
    },
  },
  remembered_devices: {
    target: ofUser,
    columns: every('account_id id user_id token_hash factor created_at last_used_at expires_at address device', device),
  },
  sign_in_attempts: {
    target: ({ user_id, purpose, account_id }) => (purpose === 'hand_over' ? [user_id, account_id] : user_id),
    columns: every(
      'account_id id user_id token_hash purpose wanted password_seen created_at expires_at wrong_codes code_mail_id code_asked_at proved_by proved_at ended_at provider',
      either(({ kind }) => kind === 'changed', means('user.second_factor_asked', 'account.hand_over_begun', 'user.erased')),
    ),
  },
  allowed_addresses: {
    target: ({ user_id, account_id }) => user_id ?? account_id,
    columns: {
      block: address('block'),
      label: address('label'),
      is_on: address('isOn'),
      ...every('account_id id user_id created_at', follows),
    },
  },
  // From the browser of a sign-in the user is known from then on, as from that of a new password.
  known_browsers: {
    target: ofUser,
    columns: every('account_id user_id token_hash seen_at', means('user.signed_in', 'user.password_reset', 'user.erased')),
  },
  identities: {
    target: ofUser,
    columns: {
      provider_name: field('provider'),
      issuer: field('issuer'),
      subject: field('subject'),
      email: field('email'),
      ...every('account_id id user_id connected_at', follows),
    },
  },
  account_sign_in_providers: {
    target: itself,
    columns: {
      name: field('name'),
      issuer: field('issuer'),
      client_id: field('clientId'),
      client_secret: secret('clientSecret'),
      key_id: secret('clientSecret'),
      is_on: field('isOn'),
      ...every('account_id id created_at', follows),
    },
  },
  ...SHOWN_OF_DIALER,
};

/** Mails and the links in them, what a provider answered, numbers that are kept for minutes, and the keys of repeats: what caused them is recorded. */
export const CONSEQUENCES = [
  'extension_reservations',
  'idempotency_keys',
  'link_tokens',
  'links',
  'live_events',
  'mails',
  'provider_answers',
];

/** Whether something follows from what is recorded, or is kept for minutes only: a number for whoever asked, and where to look for the next. */
export function isConsequence({ table, column }: Changed): boolean {
  return CONSEQUENCES.includes(table) || (table === 'dialer_settings' && column === 'extension_hint');
}

/** Whether one of the entries shows it. What hung on somebody who is erased is gone with them. */
export function isShown(changed: Changed, entries: readonly Recorded[]): boolean {
  if (isConsequence(changed)) return true;
  const how = HOW_IT_SHOWS[changed.table];
  const shows = how?.columns[changed.column];
  if (!how || !shows) return false;
  const targets = [how.target(changed.row)].flat();
  return entries.some((entry) => {
    const isAbout = targets.includes(entry.target_id);
    if (isAbout && entry.action === 'user.erased' && changed.kind === 'went') return true;
    if (isMembershipOfGone(changed, entry)) return true;
    if (isListedLead(changed, entry)) return true;
    if (isVersionOfMember(changed, entry)) return true;
    if (isOfRole(changed, entry)) return true;
    return isAbout && shows(changed, entry);
  });
}

/** A department that is deleted names those who were in it. */
function isMembershipOfGone({ table, kind, row }: Changed, { action, target_id, changes }: Recorded): boolean {
  if (table !== 'user_departments' || kind !== 'went' || action !== 'department.deleted') return false;
  return target_id === row.department_id && list((changes.members as { old?: unknown } | undefined)?.old).includes(row.user_id);
}

/** A dialer role that is deleted names those who held it; one that says another timeout may end their sessions sooner. */
function isOfRole({ table, column, kind, row }: Changed, { action, target_id, changes }: Recorded): boolean {
  if (table === 'sessions' && column === 'expires_at' && 'sessionSeconds' in changes) {
    return kind === 'changed' && (action === 'dialer_role.changed' || action === 'dialer_role.deleted');
  }
  if (table !== 'agent_roles' || kind !== 'went' || action !== 'dialer_role.deleted') return false;
  return target_id === row.role_id && list((changes.members as { old?: unknown } | undefined)?.old).includes(row.user_id);
}

/** Which leads agents got and lost is said of the agents, which were imported of the account. */
function isListedLead({ table, column, kind, row }: Changed, { action, target_id, changes }: Recorded): boolean {
  if (table !== 'leads') return false;
  const moved = changes.leads as { old?: unknown; new?: unknown } | undefined;
  // What an imported lead says stands in the lead, until an entry shows a change of it.
  if (action === 'lead.imported') return kind === 'came' && list(moved?.new).includes(row.id);
  if (!column.startsWith('assigned_') || action !== 'lead.assigned') return false;
  if (row.assigned_to === null) return list(moved?.old).includes(row.id);
  return target_id === row.assigned_to && list(moved?.new).includes(row.id);
}

/** A change that many share names each of them (of skill groups with the level); each has another version from then on. */
function isVersionOfMember({ table, column, row }: Changed, { changes }: Recorded): boolean {
  if (table !== 'users' || column !== 'version') return false;
  const named = Object.values(changes as Record<string, { old?: unknown; new?: unknown }>);
  const lines = named.flatMap((change) => [...list(change.old), ...list(change.new)]);
  return lines.some((line) => String(line).split(':')[0] === row.id);
}
