import type { Input } from '../../contract/endpoint.ts';
import { fieldErrorAt } from '../../contract/field-errors.ts';
import type { createLead } from '../../contract/leads.ts';
import { isPhoneNumber } from '../../contract/phone-number.ts';
import { nameKey } from '../../contract/text.ts';
import type { Change } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import type { ListedLead } from './queries.ts';

/** What somebody says of a lead. */
export type LeadContent = Input<typeof createLead>['body'];

const FIELDS = ['firstName', 'lastName', 'phone', 'status', 'weight', 'callBackAt', 'language', 'group'] as const;

/** The columns of a lead, with those that it is sorted and searched by. */
export function columnsOf(lead: LeadContent) {
  const name_key = nameKey(`${lead.firstName} ${lead.lastName}`.trim());
  return {
    first_name: lead.firstName,
    last_name: lead.lastName,
    name_key,
    search_key: `${name_key} ${lead.phone}`,
    phone: lead.phone,
    status: lead.status,
    weight: lead.weight,
    call_back_at: lead.callBackAt === null ? null : new Date(lead.callBackAt),
    language: lead.language,
    group_name: lead.group,
    group_key: nameKey(lead.group),
  };
}

/** What a lead that was read says. */
export function contentOf(row: ListedLead): LeadContent {
  return {
    firstName: row.first_name,
    lastName: row.last_name,
    phone: row.phone,
    status: row.status,
    weight: row.weight,
    callBackAt: row.call_back_at?.toISOString() ?? null,
    language: row.language,
    group: row.group_name,
  };
}

/** Old and new value of each field that differs; without `after` of a lead that goes, without `before` of one that comes. */
export function changesBetween(before: LeadContent | null, after: LeadContent | null): Record<string, Change> {
  const changed = FIELDS.filter((name) => written(name, before) !== written(name, after));
  return Object.fromEntries(
    changed.map((name) => [name, { ...(before ? { old: before[name] } : {}), ...(after ? { new: after[name] } : {}) }]),
  );
}

/** Times as instants. A name may look like one. */
function written(name: (typeof FIELDS)[number], lead: LeadContent | null): string {
  const value = lead?.[name] ?? '';
  return name === 'callBackAt' && value !== '' ? new Date(value).toISOString() : String(value);
}

/** E.164 is the form; whether the country gives out such a number is looked up here. */
export function demandPhone(phone: string): void {
  if (!isPhoneNumber(phone)) throw new Refusal('request.invalid', { errors: [fieldErrorAt('phone', 'field.phone')] });
}
