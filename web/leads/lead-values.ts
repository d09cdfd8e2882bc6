import type { Lead, LeadStatus } from '../../contract/leads.ts';
import { instantIn, wallClockIn } from '../../contract/zoned-time.ts';
import { zoneInForce } from '../ui/zone.ts';

/** What the form of a lead holds. Times as clocks in the reader's timezone show them. */
export type LeadValues = {
  firstName: string;
  lastName: string;
  phone: string;
  status: LeadStatus;
  weight: number | '';
  callBackAt: string;
  language: string;
  group: string;
};

export const NEW_LEAD: LeadValues = {
  firstName: '',
  lastName: '',
  phone: '',
  status: 'new',
  weight: 0,
  callBackAt: '',
  language: '',
  group: '',
};

const zone = () => zoneInForce() ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

export function valuesOf(lead: Lead): LeadValues {
  const { firstName, lastName, phone, status, weight, language, group } = lead;
  const callBackAt = lead.callBackAt ? wallClockIn(zone(), new Date(lead.callBackAt)).slice(0, 16) : '';
  return { firstName, lastName, phone, status, weight, callBackAt, language: language ?? '', group };
}

/** The request's body of the values. */
export function bodyOf(values: LeadValues) {
  const { weight, callBackAt, language } = values;
  return {
    ...values,
    weight: weight === '' ? 0 : weight,
    callBackAt: callBackAt === '' ? null : (instantIn(zone(), callBackAt)?.toISOString() ?? callBackAt),
    language: language === '' ? null : language,
  };
}

/** The request that makes the one state of the other: only what differs. */
export function changesOf(before: LeadValues, after: LeadValues): Partial<ReturnType<typeof bodyOf>> {
  const [old, now] = [bodyOf(before), bodyOf(after)];
  return Object.fromEntries(Object.entries(now).filter(([key, value]) => old[key as keyof typeof old] !== value));
}
