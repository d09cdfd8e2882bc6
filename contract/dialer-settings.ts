import { z } from 'zod';
import { ppqRatio, ppqSorting, sipDomain } from './dialer-values.ts';
import { endpoint } from './endpoint.ts';
import { decision } from './problem.ts';
import { id } from './text.ts';

const tag = 'Dialer settings';

/** What the account says for everybody who has nothing of their own, and no role that says something. */
const defaults = { ppq: z.boolean(), ppqRatio, ppqSorting, autoDial: z.boolean() };

const extensionNumber = z.int().min(10).max(9_999_999_999);
const extensionRange = {
  extensionFrom: extensionNumber.describe('*Generate available* begins here.'),
  extensionTo: extensionNumber.describe('The last number of the range.'),
};

const dialerSettings = z
  .strictObject({
    ...defaults,
    ...extensionRange,
    sipDomain: z.string().describe('What phones register with.'),
    isOwnSipDomain: z.boolean().describe('Whether the account chose it; else it is made of the account code.'),
    sipPasswords: z
      .int()
      .describe(
        'How many phones would need a new password with another domain; for who may not change it of those whom they see.',
      ),
    wouldChange: z
      .strictObject({ ppq: z.int(), ppqRatio: z.int(), ppqSorting: z.int(), autoDial: z.int() })
      .describe('For how many agents a change of this default counts; for who may not change it of those whom they see.'),
    version: z.int(),
    can: z.strictObject({ manage: decision, changeSipDomain: decision }),
  })
  .meta({ id: 'DialerSettings' });
export type DialerSettings = z.infer<typeof dialerSettings>;

export const getDialerSettings = endpoint({
  name: 'getDialerSettings',
  method: 'GET',
  path: '/api/v1/dialer-settings',
  access: 'agent.view',
  tag,
  summary: 'The account’s settings for the Dialer, and how many agents a change would reach',
  response: dialerSettings,
  status: 200,
  errors: [],
});

export const updateDialerSettings = endpoint({
  name: 'updateDialerSettings',
  method: 'PATCH',
  path: '/api/v1/dialer-settings',
  access: 'dialer_settings.manage',
  tag,
  summary: 'Change the account’s settings for the Dialer',
  body: z
    .strictObject({ ...defaults, ...extensionRange })
    .partial()
    .refine(
      ({ extensionFrom, extensionTo }) =>
        extensionFrom === undefined || extensionTo === undefined || extensionFrom <= extensionTo,
      { error: 'field.range', path: ['extensionTo'] },
    ),
  response: dialerSettings,
  status: 200,
  records: ['dialer_settings.changed'],
  errors: ['permission.not_for_all', 'dialer_settings.changed', 'dialer_settings.range'],
  versioned: true,
});

export const changeSipDomain = endpoint({
  name: 'changeSipDomain',
  method: 'PUT',
  path: '/api/v1/dialer-settings/sip-domain',
  access: 'dialer_settings.manage',
  tag,
  summary: 'Change the SIP domain, and make the new passwords that every phone then needs; they are shown once',
  description:
    'Passwords are kept only in a form that holds for one domain, so all of them end, those of deleted users for good. Whoever changes the domain sees them, so they must be allowed to make each. `passwords` must say how many there are, so that nobody ends more than they were told of.',
  body: z.strictObject({
    sipDomain: sipDomain.nullable().describe('Null: made of the account code.'),
    passwords: z.int().describe('How many phones get a new password, as the page said.'),
  }),
  response: z.strictObject({
    settings: dialerSettings,
    passwords: z.array(z.strictObject({ userId: id, name: z.string(), username: z.string(), password: z.string() })),
  }),
  status: 200,
  records: ['dialer_settings.sip_domain_changed'],
  errors: [
    'permission.not_for_all',
    'dialer_settings.changed',
    'dialer_settings.sip_domain_taken',
    'dialer_settings.sip_passwords',
    'user.is_owner',
    'user.is_admin',
    'user.outranks',
  ],
  versioned: true,
  stepUp: true,
});
