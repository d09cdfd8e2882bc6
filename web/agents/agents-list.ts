import type { Agent } from '../../contract/agents.ts';
import type { PickList } from '../table/pick-list.ts';
import type { AgentColumn } from './agent-column-names.ts';
import type { AgentsView } from './agents-search.ts';

/** What the table and the cards need to show the list. */
export type ListProps = PickList<Agent, AgentColumn, AgentsView>;
