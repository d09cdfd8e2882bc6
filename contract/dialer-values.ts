import { z } from 'zod';

// Values that settings of the Dialer take, wherever they stand: at an agent, a role, the account.

/** How leads that are due are served to their agent (D-8). */
export const PPQ_SORTINGS = ['call_back_time', 'weight'] as const;
export const ppqSorting = z.enum(PPQ_SORTINGS).meta({ id: 'PpqSorting' });
export type PpqSorting = z.infer<typeof ppqSorting>;

/** What people read for each of them. */
export const PPQ_SORTING_NAMES = {
  call_back_time: 'Call Back Time Ascending',
  weight: 'Weight Descending, Then Call Back Time Ascending',
} as const satisfies Record<PpqSorting, string>;

/** Leads that are dialled for each free agent, 1.0 to 10.0. */
export const ppqRatio = z
  .number()
  .min(1)
  .max(10)
  .refine((value) => Math.abs(value * 10 - Math.round(value * 10)) < 1e-9, 'field.tenths')
  .meta({ description: '1.0 to 10.0, in steps of 0.1.', example: 2 });

/** How calls reach an agent (D-4). */
export const SIP_OPTIONS = ['uri', 'webrtc', 'pbx'] as const;
export const sipOption = z.enum(SIP_OPTIONS).meta({ id: 'SipOption' });
export type SipOption = z.infer<typeof sipOption>;

export const SIP_OPTION_NAMES = {
  uri: 'Use custom URI',
  webrtc: 'Use WebRTC',
  pbx: 'Use PBXs',
} as const satisfies Record<SipOption, string>;

/** What others dial to reach an agent. */
export const virtualExtension = z
  .string()
  .regex(/^[0-9]{2,10}$/, 'field.extension')
  .meta({ description: '2 to 10 digits.', example: '1001' });

/** A number as ITU-T E.164 writes it. Whether there is such a number: `phone-number.ts`. */
export const e164 = z
  .string()
  .regex(/^\+[1-9][0-9]{4,14}$/, 'field.phone')
  .meta({ description: 'A phone number in E.164.', example: '+4930123456' });

/** How well an agent does what the group is about. */
export const skillLevel = z.int().min(1).max(10);

/** The level of those who belong to every skill group, where none of their own is said. */
export const DEFAULT_SKILL_LEVEL = 5;

const SIP_URI =
  /^sips?:(?:[\w.!~*'()&=+$,;?/-]|%[0-9a-f]{2})+@(?:\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*)(?::\d{1,5})?(?:;[\w.!%*_+`'~-]+(?:=[\w.!%*_+`'~[\]:-]+)?)*$/i;

/** A SIP or SIPS URI with a user part (RFC 3261, 19.1), without headers. */
export const sipUri = z
  .string()
  .max(255)
  .refine((value) => SIP_URI.test(value) && portOf(value) <= 65_535, 'field.sip_uri')
  .meta({ example: 'sip:ana@pbx.example.com' });

function portOf(uri: string): number {
  return Number(/:(\d{1,5})(?:;|$)/.exec(uri.slice(uri.indexOf('@')))?.[1] ?? 0);
}

/** The name that a phone registers with: what no SIP server has to escape. */
export const sipUsername = z.string().regex(/^[\w.-]{1,64}$/, 'field.sip_username');

/** A domain name in lower case (RFC 1123). Those below `sip.internal` are given out by Rollcall itself. */
export const sipDomain = z
  .string()
  .toLowerCase()
  .max(253)
  .refine((value) => /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(value), 'field.domain')
  .refine((value) => !value.endsWith('.sip.internal'), 'field.domain');
