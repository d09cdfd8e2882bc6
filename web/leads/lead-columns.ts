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
  phone: 150,
  status: 124,
  agent: 160,
  weight: 84,
  callBackAt: 150,
  language: 110,
  group: 140,
  createdAt: 124,
};
