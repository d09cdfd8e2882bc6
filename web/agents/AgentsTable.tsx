import { useTranslation } from 'react-i18next';
import type { Agent } from '../../contract/agents.ts';
import { AgentActions } from '../agent-actions/AgentActions.tsx';
import { agentName } from '../agent-form/agent-name.ts';
import { type ColumnHead, PickTable } from '../table/PickTable.tsx';
import type { RowParts } from '../table/pick-list.ts';
import { directionOf } from '../table/SortButton.tsx';
import { AgentCell } from './AgentCell.tsx';
import { AgentName } from './AgentName.tsx';
import { type AgentColumn, sortOf, widthOf } from './agent-column-names.ts';
import type { ListProps } from './agents-list.ts';
import { useColumnNames } from './use-column-names.ts';

const PARTS: RowParts<Agent, AgentColumn> = {
  name: (agent) => <AgentName agent={agent} tabIndex={-1} />,
  cell: (agent, column) => <AgentCell agent={agent} column={column} />,
  actions: (agent, tabIndex) => <AgentActions agent={agent} tabIndex={tabIndex} />,
  statusOf: ({ status }) => status,
};

/** The agents as a table. */
export function AgentsTable(props: ListProps) {
  const { t } = useTranslation('agents');
  const titleOf = useColumnNames();
  const { view, changeView } = props;

  function headOf(column: AgentColumn | 'name'): ColumnHead {
    const sort = sortOf(column);
    if (!sort) return { title: titleOf(column) };
    // One looks for the latest first.
    const onSort = () => changeView({ sort, descending: view.sort === sort ? !view.descending : sort === 'lastSeenAt' });
    return { title: titleOf(column), direction: directionOf(sort, view), onSort };
  }

  return (
    <PickTable
      {...props}
      {...{ widthOf, headOf }}
      label={t('table.name')}
      selectAllLabel={t('table.selectAll')}
      selectLabel={(agent) => t('table.select', { name: agentName(agent) })}
      actionsLabel={t('column.actions')}
      parts={PARTS}
    />
  );
}
