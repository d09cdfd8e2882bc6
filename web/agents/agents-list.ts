import type { Agent } from '../../contract/agents.ts';
import type { ListQuery } from '../table/list-query.ts';
import type { ActiveRow } from '../table/use-active-row.ts';
import type { Density } from '../table/use-density.ts';
import type { Selection } from '../table/use-selection.ts';
import type { AgentColumn } from './agent-column-names.ts';
import type { Count } from './agents-queries.ts';
import type { AgentsView } from './agents-search.ts';
import type { ChangeView } from './use-agents-view.ts';

/** What the table and the cards need to show the list. */
export interface ListProps {
  readonly view: AgentsView;
  readonly viewKey: string;
  readonly changeView: ChangeView;
  readonly agents: readonly Agent[];
  readonly query: ListQuery;
  /** How many match in all; not known at first. */
  readonly matching: Count | undefined;
  readonly columns: readonly AgentColumn[];
  readonly density: Density;
  readonly rows: ActiveRow;
  readonly selection: Selection;
  readonly onOpen: (agent: Agent) => void;
}
