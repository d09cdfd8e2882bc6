import type { Activity } from '../../contract/activity.ts';
import { SETTING_NAMES, type SettingName } from '../../contract/agent-settings.ts';

/** How the value of a field is said. */
export type FieldKind =
  | 'text'
  | 'count'
  | 'duration'
  | 'status'
  | 'twoFactor'
  | 'secondFactor'
  | 'reason'
  | 'refusal'
  | 'person'
  | 'id'
  /** Of things that nobody knows by id: how many. */
  | 'ids'
  | 'kind'
  | 'time'
  /** Roles, departments, languages and timezones: as forms say them. */
  | 'form'
  /** Tags, skill groups, dialer roles and user groups: by name. */
  | 'set'
  /** A setting of agents. */
  | 'setting';

type Fields = Readonly<Partial<Record<FieldKind, readonly string[]>>>;

// The label of a field stands in `users:field` where a form shows it, else in `activity:field`.
const OF_FORMS = {
  text: [
    'firstName',
    'lastName',
    'email',
    'newEmail',
    'oauthEmail',
    'provider',
    'username',
    'password',
    'limitsAddresses',
    'block',
    'label',
    'isOn',
    'mailsNewSignIn',
  ],
  form: ['portalRoles', 'departments', 'interfaceLanguage', 'spokenLanguage', 'moreSpokenLanguages', 'timezone'],
  twoFactor: ['twoFactor'],
  count: ['sessionLimit'],
} as const satisfies Fields;

const OF_THE_RECORD = {
  status: ['status'],
  text: [
    'name',
    'isMainUser',
    'authenticator',
    'recoveryCodes',
    'issuer',
    'clientId',
    'clientSecret',
    'blocks',
    'endpoint',
    'filters',
    'isShared',
    'state',
    'passwordHash',
    'subject',
    'sessionToken',
    'passwordMustChange',
    'format',
    'text',
    'address',
    'phone',
    'group',
    'language',
    'lost',
  ],
  reason: ['reason'],
  person: ['mainUser', 'users', 'members', 'added', 'removed', 'levels', 'actor', 'assignedTo'],
  set: ['userGroups'],
  form: ['formerMainUser'],
  duration: ['sessionSeconds'],
  secondFactor: ['secondFactor', 'factor'],
  id: ['device', 'session', 'target', 'massAction'],
  count: ['devices', 'count', 'rows', 'recoveryCodesLeft', 'weight'],
  refusal: ['code'],
  time: ['from', 'to', 'lockedUntil', 'provedAt', 'resetAllowedUntil', 'temporaryUntil', 'callBackAt', 'at'],
  ids: ['sessions', 'links', 'leads'],
  kind: ['action'],
} as const satisfies Fields;

const MEMBERSHIPS = ['tags', 'skillGroups', 'dialerRoles'] as const;

type FieldOf<F extends Fields> = NonNullable<F[keyof F & FieldKind]>[number];
type FormField = FieldOf<typeof OF_FORMS>;
type RecordField = FieldOf<typeof OF_THE_RECORD>;
type LabelKey =
  | `users:field.${FormField}`
  | `activity:field.${RecordField}`
  | `settings:field.${SettingName}`
  | `settings:membership.${(typeof MEMBERSHIPS)[number]}`;

const FORM_FIELDS = new Map(kindsByField(OF_FORMS));
const RECORD_FIELDS = new Map(kindsByField(OF_THE_RECORD));

/** Whether such an entry is about what the Dialer's forms set: its fields have their labels. */
function isOfDialer(action: Activity): boolean {
  return /^(agent|dialer_role|dialer_settings)\./.test(action);
}

/** The setting that a field of such an entry is; null where it is none. */
export function settingIn(action: Activity, field: string): SettingName | null {
  const name = SETTING_NAMES.find((one) => one === field);
  const isElsewhere = RECORD_FIELDS.has(field) || FORM_FIELDS.has(field);
  return name && (isOfDialer(action) || !isElsewhere) ? name : null;
}

/** Where the label of a field of such an entry stands; null: its name in the API is all that is known. */
export function labelOf(action: Activity, field: string): LabelKey | null {
  const setting = settingIn(action, field);
  if (setting) return `settings:field.${setting}`;
  const membership = MEMBERSHIPS.find((one) => one === field);
  if (membership) return `settings:membership.${membership}`;
  if (RECORD_FIELDS.has(field)) return `activity:field.${field as RecordField}`;
  return FORM_FIELDS.has(field) ? `users:field.${field as FormField}` : null;
}

export function kindOf(action: Activity, field: string): FieldKind {
  if (settingIn(action, field)) return 'setting';
  if (MEMBERSHIPS.some((one) => one === field)) return 'set';
  return RECORD_FIELDS.get(field) ?? FORM_FIELDS.get(field) ?? 'text';
}

function kindsByField(fields: Fields): [field: string, kind: FieldKind][] {
  return Object.entries(fields).flatMap(([kind, names]) => names.map((name): [string, FieldKind] => [name, kind as FieldKind]));
}
