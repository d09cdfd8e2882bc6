import type { Lead } from '../../contract/leads.ts';
import type { PickList } from '../table/pick-list.ts';
import type { LeadColumn, LeadsView } from './leads-search.ts';

/** What the table and the cards need to show the list. */
export type ListProps = PickList<Lead, LeadColumn, LeadsView>;
