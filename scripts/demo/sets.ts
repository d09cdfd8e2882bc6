import type { DialerPermission, Scope } from '../../contract/dialer-permissions.ts';
import type { LeadFilter } from '../../contract/leads.ts';

// What the sample account's agents are sorted into.

export const DEPARTMENTS = ['Inbound', 'Outbound', 'Back office', 'Quality', 'Operations', 'Training', 'Planning', 'Night desk'];

export const PLACES =
  'Berlin Hamburg München Wien Zürich Paris Lyon Madrid Barcelona Lisboa Milano Αθήνα Θεσσαλονίκη Kraków Praha Київ Одеса القاهرة تونس دبي חיפה 北京 上海 東京 大阪 서울 मुंबई दिल्ली London Dublin'.split(
    ' ',
  );

const SHIFTS = ['Early shift', 'Late shift', 'Night shift', 'Weekend', 'Home office', 'New hires', 'Part-time', 'Coaching'];
export const TAGS = [...PLACES, ...SHIFTS, 'Pilot 2026', 'Works council'];

export const SKILL_GROUPS = [
  ...[
    'Billing',
    'Contracts',
    'Retention',
    'Complaints',
    'Technical support',
    'Device swap',
    'Porting',
    'Roaming',
    'Business customers',
  ],
  ...['Key accounts', 'Outbound sales', 'Win-back', 'Surveys', 'Appointments', 'Payment reminders', 'Emergency desk'],
  ...['Deutsch', 'Français', 'Español', 'Polski', 'Ελληνικά', 'Українська', 'العربية', '中文', 'English'],
];

export interface DemoRole {
  readonly name: string;
  readonly permissions: readonly DialerPermission[];
  readonly scope: Scope;
  readonly twoFactor?: 'email' | 'app';
  readonly sessionSeconds?: number;
  readonly sessionLimit?: number;
  readonly autoDial?: boolean;
}

const WORKING: readonly DialerPermission[] = ['agent.view', 'lead.view'];

/** Beside *Agents*, which every account begins with. */
export const ROLES: readonly DemoRole[] = [
  { name: 'Senior agents', permissions: [...WORKING, 'lead.edit'], scope: 'shared_tags', autoDial: true },
  {
    name: 'Team leaders',
    permissions: [
      ...WORKING,
      ...(['agent.edit', 'agent.create', 'agent.delete', 'agent.reset_password', 'agent.sessions', 'agent.limits'] as const),
      ...(['agent.security_view', 'agent.activity', 'lead.edit', 'lead.assign', 'view.share', 'agent_role.give'] as const),
    ],
    scope: 'shared_tags',
    sessionSeconds: 36_000,
    sessionLimit: 3,
  },
  { name: 'Quality', permissions: [...WORKING, 'agent.activity', 'agent.export'], scope: 'all', sessionLimit: 2 },
  { name: 'Trainers', permissions: ['agent.view', 'agent.edit', 'skill_group.manage'], scope: 'shared_tags' },
  {
    name: 'Lead managers',
    permissions: [...WORKING, 'lead.edit', 'lead.assign', 'lead.import', 'user_group.manage'],
    scope: 'all',
  },
  { name: 'Phone desk', permissions: ['agent.view', 'agent.sip_password'], scope: 'all', twoFactor: 'email' },
  {
    name: 'Planners',
    permissions: [
      ...WORKING,
      'agent.edit',
      'tag.manage',
      'skill_group.manage',
      'user_group.manage',
      'agent.activity',
      'view.share',
    ],
    scope: 'all',
    twoFactor: 'email',
    sessionSeconds: 28_800,
  },
];

/** Lists that leads came with. */
export const CAMPAIGNS = [
  ...[
    'Spring tariff 2026',
    'Fibre Berlin',
    'Fibre Lyon',
    'Contract renewals',
    'Win-back Q3',
    'Business fleet',
    'Trade fair Hannover',
  ],
  ...['Web call-backs', 'Handset upgrade', 'Ελλάδα Νοέμβριος', 'تجديد العقود', '年末キャンペーン'],
];

export interface DemoUserGroup {
  readonly name: string;
  readonly weight: number;
  readonly filter: LeadFilter;
  readonly tags: readonly string[];
  readonly skillGroups: readonly (readonly [string, number])[];
}

export const USER_GROUPS: readonly DemoUserGroup[] = [
  { name: 'Call-backs first', weight: 900, filter: { statuses: ['call_back'] }, tags: [], skillGroups: [['Appointments', 3]] },
  {
    name: 'Renewals in German',
    weight: 600,
    filter: { groups: ['Contract renewals'], languages: ['de'] },
    tags: ['Berlin', 'Wien'],
    skillGroups: [['Deutsch', 5]],
  },
  {
    name: 'French fibre',
    weight: 500,
    filter: { groups: ['Fibre Lyon'], languages: ['fr'] },
    tags: ['Lyon', 'Paris'],
    skillGroups: [],
  },
  {
    name: 'Business',
    weight: 450,
    filter: { groups: ['Business fleet'] },
    tags: [],
    skillGroups: [
      ['Business customers', 6],
      ['Key accounts', 4],
    ],
  },
  {
    name: 'Win-back',
    weight: 300,
    filter: { groups: ['Win-back Q3'], minimumWeight: 200 },
    tags: [],
    skillGroups: [['Win-back', 1]],
  },
  {
    name: 'العربية',
    weight: 250,
    filter: { languages: ['ar'] },
    tags: ['القاهرة', 'تونس', 'دبي'],
    skillGroups: [['العربية', 4]],
  },
  { name: 'Everything else', weight: 0, filter: {}, tags: ['Early shift', 'Late shift'], skillGroups: [] },
];
