import type { LeadSort } from '../../contract/leads.ts';
import type { LeadColumn } from './leads-search.ts';

const SORTS: Readonly<Partial<Record<LeadColumn | 'name', LeadSort>>> = {
  name: 'name',
  phone: 'phone',
  status: 'status',
  weight: 'weight',
  callBackAt: 'callBackAt',
  group: 'group',
  createdAt: 'createdAt',
};

/** The sort of the API that belongs to a column. */
export function sortOf(column: LeadColumn | 'name'): LeadSort | undefined {
  return SORTS[column];
}

export const WIDTHS: Readonly<Record<LeadColumn, number>> = {
  phone: 148,
  status: 112,
  agent: 140,
  weight: 76,
  callBackAt: 136,
  language: 96,
  group: 120,
  createdAt: 108,
};
