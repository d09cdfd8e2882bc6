import type { Lead } from '../../contract/leads.ts';
import type { ListQuery } from '../table/list-query.ts';
import type { ActiveRow } from '../table/use-active-row.ts';
import type { Density } from '../table/use-density.ts';
import type { Selection } from '../table/use-selection.ts';
import type { Count } from './leads-queries.ts';
import type { LeadColumn, LeadsView } from './leads-search.ts';
import type { ChangeView } from './use-leads-view.ts';

/** What the table and the cards need to show the list. */
export interface ListProps {
  readonly view: LeadsView;
  readonly viewKey: string;
  readonly changeView: ChangeView;
  readonly leads: readonly Lead[];
  readonly query: ListQuery;
  /** How many match in all; not known at first. */
  readonly matching: Count | undefined;
  readonly columns: readonly LeadColumn[];
  readonly density: Density;
  readonly rows: ActiveRow;
  readonly selection: Selection;
  readonly onOpen: (lead: Lead) => void;
}
