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
  /** Of things that nobody knows by id: how many. */
  | 'ids'
  | 'kind'
  | 'time'
  /** Roles, departments, languages and timezones: as forms say them. */
  | 'form';

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
    'lost',
  ],
  reason: ['reason'],
  person: ['mainUser', 'users', 'members', 'actor'],
  form: ['formerMainUser'],
  duration: ['sessionSeconds'],
  secondFactor: ['secondFactor', 'factor'],
  id: ['device', 'session', 'target', 'massAction'],
  count: ['devices', 'count', 'rows', 'recoveryCodesLeft'],
  refusal: ['code'],
  time: ['from', 'to', 'lockedUntil', 'provedAt', 'resetAllowedUntil', 'temporaryUntil', 'at'],
  ids: ['sessions', 'links', 'leads'],
  kind: ['action'],
} as const satisfies Fields;

type FieldOf<F extends Fields> = NonNullable<F[keyof F & FieldKind]>[number];
type FormField = FieldOf<typeof OF_FORMS>;
type RecordField = FieldOf<typeof OF_THE_RECORD>;

const FORM_FIELDS = new Map(kindsByField(OF_FORMS));
const RECORD_FIELDS = new Map(kindsByField(OF_THE_RECORD));

/** Where the label of a field stands; null: its name in the API is all that is known. */
export function labelOf(field: string): `users:field.${FormField}` | `activity:field.${RecordField}` | null {
  if (RECORD_FIELDS.has(field)) return `activity:field.${field as RecordField}`;
  return FORM_FIELDS.has(field) ? `users:field.${field as FormField}` : null;
}

export function kindOf(field: string): FieldKind {
  return RECORD_FIELDS.get(field) ?? FORM_FIELDS.get(field) ?? 'text';
}

function kindsByField(fields: Fields): [field: string, kind: FieldKind][] {
  return Object.entries(fields).flatMap(([kind, names]) => names.map((name): [string, FieldKind] => [name, kind as FieldKind]));
}
