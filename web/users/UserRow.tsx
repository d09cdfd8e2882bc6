import { FlexRender } from '@tanstack/react-table';
import { type KeyboardEvent, type MouseEvent, memo } from 'react';
import type { User } from '../../contract/users.ts';
import { isOnRow } from '../table/is-on-row.ts';
import { SpacerRow } from '../table/SpacerRow.tsx';
import classes from '../table/Table.module.css';
import { RowActions } from './RowActions.tsx';
import type { UsersTableRow } from './use-users-table.ts';

interface Props {
  row: UsersTableRow;
  index: number;
  /** Height of what is not in the document before this row. */
  gap: number;
  span: number;
  height: number;
  /** Which columns are hidden; others are another row to draw. */
  hidden: string;
  isActive: boolean;
  isOpen: boolean;
  onActivate: (index: number) => void;
  onOpen: (user: User) => void;
  onDelete: (user: User) => void;
}

export const UserRow = memo(function UserRow({ row, index, gap, span, height, isActive, isOpen, ...on }: Props) {
  const user = row.original;

  function open(event: MouseEvent | KeyboardEvent) {
    if (!isOnRow(event)) return;
    on.onActivate(index);
    on.onOpen(user);
  }

  return (
    <>
      {gap > 0 && <SpacerRow height={gap} span={span} />}
      <tr
        className={classes.row}
        style={{ height }}
        aria-rowindex={index + 2}
        data-index={index}
        data-status={user.status}
        data-open={isOpen || undefined}
        aria-current={isOpen || undefined}
        tabIndex={isActive ? 0 : -1}
        onFocus={() => on.onActivate(index)}
        onClick={open}
        onKeyDown={(event) => event.key === 'Enter' && open(event)}
      >
        {row.getVisibleCells().map((cell) => (
          <td key={cell.id} data-column={cell.column.id}>
            <FlexRender cell={cell} />
          </td>
        ))}
        <td data-column="actions">
          <RowActions user={user} tabIndex={isActive ? 0 : -1} onOpen={on.onOpen} onDelete={on.onDelete} />
        </td>
      </tr>
    </>
  );
});
