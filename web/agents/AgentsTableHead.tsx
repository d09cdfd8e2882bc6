import { Checkbox, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AgentSort } from '../../contract/agents.ts';
import { directionOf, SortButton } from '../table/SortButton.tsx';
import { type AgentColumn, sortOf } from './agent-column-names.ts';
import type { ListProps } from './agents-list.ts';
import { useColumnNames } from './use-column-names.ts';

export function AgentsTableHead(props: ListProps) {
  const { t } = useTranslation('agents');
  const { agents, columns, selection } = props;
  const isAll = selection.isAll || (agents.length > 0 && agents.every(({ id }) => selection.has(id)));
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" data-column="select">
          <Checkbox
            size="xs"
            aria-label={t('table.selectAll')}
            checked={isAll}
            indeterminate={!isAll && selection.ids.size > 0}
            disabled={agents.length === 0}
            onChange={() => selection.setAllLoaded(!isAll)}
          />
        </th>
        {(['name', ...columns] as const).map((column) => (
          <ColumnHead key={column} column={column} {...props} />
        ))}
        <th scope="col" data-column="actions">
          <VisuallyHidden>{t('column.actions')}</VisuallyHidden>
        </th>
      </tr>
    </thead>
  );
}

function ColumnHead({ column, view, changeView }: Pick<ListProps, 'view' | 'changeView'> & { column: AgentColumn | 'name' }) {
  const title = useColumnNames()(column);
  const sort = sortOf(column);
  const direction = sort && directionOf(sort, view);
  const press = (by: AgentSort) =>
    // One looks for the latest first.
    changeView({ sort: by, descending: view.sort === by ? !view.descending : by === 'lastSeenAt' });
  return (
    <th scope="col" data-column={column} aria-sort={direction}>
      {sort && direction ? <SortButton title={title} direction={direction} onClick={() => press(sort)} /> : title}
    </th>
  );
}
