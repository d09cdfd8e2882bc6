import { Checkbox } from '@mantine/core';
import { type KeyboardEvent, type MouseEvent, memo } from 'react';
import { isOnRow } from './is-on-row.ts';
import type { ListItem } from './list-query.ts';
import type { RowParts } from './pick-list.ts';
import { SpacerRow } from './SpacerRow.tsx';
import classes from './Table.module.css';

interface Props<Item extends ListItem, Column extends string> {
  item: Item;
  parts: RowParts<Item, Column>;
  columns: readonly Column[];
  /** What its box is called. */
  selectLabel: string;
  index: number;
  /** Height of what is not in the document before this row. */
  gap: number;
  span: number;
  height: number;
  isActive: boolean;
  isSelected: boolean;
  isOpen: boolean;
  onActivate: (index: number) => void;
  onOpen: (item: Item) => void;
  onToggle: (id: string, toThere?: boolean) => void;
}

/** A row that can be picked with its box or with Shift, and opened with a press anywhere else. */
function Row<Item extends ListItem, Column extends string>(props: Props<Item, Column>) {
  const { item, parts, columns, selectLabel, index, gap, span, height, isActive, isSelected, isOpen, ...on } = props;
  const tabIndex = isActive ? 0 : -1;

  function press(event: MouseEvent | KeyboardEvent) {
    if (!isOnRow(event)) return;
    on.onActivate(index);
    if (event.shiftKey) on.onToggle(item.id, true);
    else on.onOpen(item);
  }

  return (
    <>
      {gap > 0 && <SpacerRow height={gap} span={span} />}
      <tr
        className={classes.row}
        style={{ height }}
        aria-rowindex={index + 2}
        aria-selected={isSelected}
        data-index={index}
        data-status={parts.statusOf?.(item)}
        data-selected={isSelected || undefined}
        data-open={isOpen || undefined}
        tabIndex={tabIndex}
        onFocus={() => on.onActivate(index)}
        onMouseDown={(event) => event.shiftKey && event.preventDefault()}
        onClick={press}
        onKeyDown={(event) => event.key === 'Enter' && press(event)}
      >
        <td data-column="select">
          <Checkbox
            size="xs"
            aria-label={selectLabel}
            tabIndex={tabIndex}
            checked={isSelected}
            onChange={(event) => on.onToggle(item.id, (event.nativeEvent as unknown as { shiftKey?: boolean }).shiftKey)}
          />
        </td>
        <td data-column="name">{parts.name(item)}</td>
        {columns.map((column) => (
          <td key={column} data-column={column}>
            {parts.cell(item, column)}
          </td>
        ))}
        {parts.actions && <td data-column="actions">{parts.actions(item, tabIndex)}</td>}
      </tr>
    </>
  );
}

export const PickRow = memo(Row) as typeof Row;
