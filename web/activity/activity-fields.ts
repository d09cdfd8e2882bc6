/** How the value of a field is said. */
type FieldKind =
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
  | 'time'
  /** Roles, departments, languages and timezones: as forms say them. */
  | 'form';

// The label of a field stands in `users:field` where a form shows it, else in `activity:field`.
const OF_FORMS = {
  firstName: 'text',
  lastName: 'text',
  email: 'text',
  newEmail: 'text',
  oauthEmail: 'text',
  provider: 'text',
  username: 'text',
  password: 'text',
  portalRoles: 'form',
  departments: 'form',
  twoFactor: 'twoFactor',
  sessionLimit: 'count',
  limitsAddresses: 'text',
  block: 'text',
  label: 'text',
  isOn: 'text',
  interfaceLanguage: 'form',
  spokenLanguage: 'form',
  moreSpokenLanguages: 'form',
  timezone: 'form',
  mailsNewSignIn: 'text',
} as const satisfies Record<string, FieldKind>;

const OF_THE_RECORD = {
  status: 'status',
  name: 'text',
  reason: 'reason',
  isMainUser: 'text',
  mainUser: 'person',
  formerMainUser: 'form',
  sessionSeconds: 'duration',
  authenticator: 'text',
  recoveryCodes: 'text',
  secondFactor: 'secondFactor',
  device: 'id',
  devices: 'count',
  session: 'id',
  issuer: 'text',
  clientId: 'text',
  clientSecret: 'text',
  blocks: 'text',
  users: 'person',
  endpoint: 'text',
  code: 'refusal',
  from: 'time',
  to: 'time',
  count: 'count',
  rows: 'count',
  filters: 'text',
} as const satisfies Record<string, FieldKind>;

type FormField = keyof typeof OF_FORMS;
type RecordField = keyof typeof OF_THE_RECORD;

/** Where the label of a field stands; null: its name in the API is all that is known. */
export function labelOf(field: string): `users:field.${FormField}` | `activity:field.${RecordField}` | null {
  if (field in OF_THE_RECORD) return `activity:field.${field as RecordField}`;
  return field in OF_FORMS ? `users:field.${field as FormField}` : null;
}

export function kindOf(field: string): FieldKind {
  const kinds: Readonly<Record<string, FieldKind>> = { ...OF_FORMS, ...OF_THE_RECORD };
  return kinds[field] ?? 'text';
}
