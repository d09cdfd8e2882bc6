import { useTranslation } from 'react-i18next';
import { MoreRows } from '../table/MoreRows.tsx';
import { SkeletonRows } from '../table/SkeletonRows.tsx';
import { SpacerRow } from '../table/SpacerRow.tsx';
import classes from '../table/Table.module.css';
import { ROW_HEIGHT } from '../table/use-density.ts';
import { useVirtualRows } from '../table/use-virtual-rows.ts';
import { UserRow } from './UserRow.tsx';
import { UsersTableHead } from './UsersTableHead.tsx';
import { useUsersTable } from './use-users-table.ts';
import type { ListProps } from './users-list.ts';
import { listQueryOf } from './users-queries.ts';

const ACTIONS_WIDTH = 71;
const HEAD_HEIGHT = 36;

/** The users as a table with its own scroll. Only the rows on the screen exist. */
export function UsersTable(props: ListProps) {
  const { view, changeView, users, density, rows, query, matching } = props;
  const { t } = useTranslation('users');
  const table = useUsersTable(props);
  const height = ROW_HEIGHT[density];
  const { scroller, items, after, gapBefore } = useVirtualRows({
    ...props,
    items: users,
    height,
    headHeight: HEAD_HEIGHT,
    viewKey: JSON.stringify(listQueryOf(view)),
  });
  const shown = table.getRowModel().rows;
  const width = table.getVisibleLeafColumns().reduce((sum, column) => sum + column.getSize(), ACTIONS_WIDTH);
  const columnIds = [...table.getVisibleLeafColumns().map(({ id }) => id), 'actions'];
  const span = columnIds.length;

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      data-stale={query.isPlaceholderData || undefined}
      data-covered={view.user !== null || undefined}
    >
      <table
        className={classes.table}
        style={{ minWidth: width }}
        aria-label={t('table.name')}
        aria-rowcount={matching === undefined ? -1 : matching + 1}
        aria-busy={query.isPending || query.isPlaceholderData}
      >
        <colgroup>
          {table.getVisibleLeafColumns().map((column) => (
            <col key={column.id} style={{ width: column.getSize() }} />
          ))}
          <col style={{ width: ACTIONS_WIDTH }} />
        </colgroup>
        <UsersTableHead table={table} view={view} changeView={changeView} />
        <tbody>
          {query.isPending && <SkeletonRows columns={columnIds} height={height} />}
          {items.map((item) => {
            const row = shown[item.index];
            return (
              row && (
                <UserRow
                  key={row.id}
                  row={row}
                  index={item.index}
                  gap={gapBefore(item)}
                  span={span}
                  height={height}
                  hidden={view.hide.join()}
                  isActive={rows.active === item.index}
                  isOpen={view.user === row.id}
                  onActivate={rows.activate}
                  onOpen={props.onOpen}
                  onDelete={props.onDelete}
                />
              )
            );
          })}
          {after > 0 && <SpacerRow height={after} span={span} />}
          {users.length > 0 && <MoreRows query={query} columns={columnIds} height={height} />}
        </tbody>
      </table>
    </div>
  );
}
