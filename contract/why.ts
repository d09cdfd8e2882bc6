import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { ERRORS, type ErrorCode } from './errors.ts';
import { canonicalAddress } from './ip-address.ts';
import { policySource } from './policy-in-force.ts';
import { id, moment, time } from './text.ts';

/** How a step of the chain comes out: fine; decides against it; asks for something more; is not for this reader's eyes. */
export const STEP_RESULTS = ['fine', 'stops', 'asks', 'hidden', 'info'] as const;
export type StepResult = (typeof STEP_RESULTS)[number];

/** Everything that a step may say; the page has a sentence for each. */
export const WHY_REASONS = [
  'status_active',
  'status_pending',
  'status_inactive',
  'status_deleted',
  'lock_none',
  'lock_wait',
  'lock_locked',
  'password_set',
  'password_none',
  'password_temporary',
  'password_used_up',
  'password_change',
  'address_unlimited',
  'address_listed',
  'address_not_listed',
  'address_hidden',
  'two_factor_none',
  'two_factor_email_code',
  'two_factor_app_code',
  'two_factor_set_up_app',
  'two_factor_hidden',
  'sessions_unlimited',
  'sessions_room',
  'sessions_full',
  'leads_on',
  'leads_off',
  'groups_served',
  'groups_none',
  'language',
  'load',
  'telephony',
  'sip_webrtc',
  'sip_uri',
  'sip_pbx',
  'sip_no_username',
  'sip_no_password',
] as const;
export type WhyReason = (typeof WHY_REASONS)[number];

const step = z
  .strictObject({
    result: z.enum(STEP_RESULTS),
    reason: z.enum(WHY_REASONS),
    values: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])).describe('What the sentence names.'),
    source: policySource.nullable().describe('Who set it, where several could.'),
  })
  .meta({ id: 'WhyStep' });
export type WhyStep = z.infer<typeof step>;

const chain = { steps: z.array(step) };

export const whyAnswer = z
  .strictObject({
    at: time,
    address: z.string(),
    signIn: z.strictObject({
      yes: z.boolean().describe('Whether they get in, with everything that is asked for.'),
      refusal: z
        .enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]])
        .nullable()
        .describe('What they are told if not.'),
      ...chain,
    }),
    leads: z
      .strictObject({ yes: z.boolean(), ...chain })
      .nullable()
      .describe('Null: no agent.'),
    calls: z.strictObject({ isComplete: z.boolean().describe('Whether the settings are.'), ...chain }).nullable(),
  })
  .meta({ id: 'WhyAnswer' });
export type WhyAnswer = z.infer<typeof whyAnswer>;

const address = z
  .string()
  .max(60)
  .refine((text) => canonicalAddress(text.trim()) !== null, 'field.address')
  .overwrite((text) => canonicalAddress(text.trim()) ?? text);

export const askWhy = endpoint({
  name: 'askWhy',
  method: 'POST',
  path: '/api/v1/users/{id}/why',
  access: ['user.view', 'agent.view'],
  tag: 'Users',
  summary: 'Whether somebody could sign in from an address at a time, take a lead, receive a call; and what decides',
  description:
    'Computed by what enforces it; no password is tested, and a browser is meant in which they have not signed in before. Addresses and second factors are named to those who may see them. Asking is recorded.',
  params: z.strictObject({ id }),
  body: z.strictObject({
    address: address.optional().describe('Default: where this request comes from.'),
    at: moment.optional().describe('Default: now. What happens until then is not known, only what runs out.'),
  }),
  response: whyAnswer,
  status: 200,
  records: ['user.asked_why'],
  errors: ['user.not_found', 'agent.not_reached'],
});
