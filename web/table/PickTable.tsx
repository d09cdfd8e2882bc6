import { Checkbox, VisuallyHidden } from '@mantine/core';
import type { ListItem } from './list-query.ts';
import { MoreRows } from './MoreRows.tsx';
import { PickRow } from './PickRow.tsx';
import type { PickList, RowParts } from './pick-list.ts';
import { SkeletonRows } from './SkeletonRows.tsx';
import { type Direction, SortButton } from './SortButton.tsx';
import { SpacerRow } from './SpacerRow.tsx';
import classes from './Table.module.css';
import { ROW_HEIGHT } from './use-density.ts';
import { useVirtualRows } from './use-virtual-rows.ts';

const SELECT_WIDTH = 52;
const NAME_WIDTH = 180;
const ACTIONS_WIDTH = 56;
const HEAD_HEIGHT = 36;

/** What stands over a column; with a direction where the list can be sorted by it. */
export interface ColumnHead {
  readonly title: string;
  readonly direction?: Direction | undefined;
  readonly onSort?: (() => void) | undefined;
}

interface Props<Item extends ListItem, Column extends string, View> extends PickList<Item, Column, View> {
  label: string;
  /** The box over all boxes. */
  selectAllLabel: string;
  selectLabel: (item: Item) => string;
  actionsLabel?: string;
  widthOf: (column: Column) => number;
  headOf: (column: Column | 'name') => ColumnHead;
  parts: RowParts<Item, Column>;
  /** The one that is open beside the list. */
  openId?: string | null;
}

/** A list as a table with its own scroll, of which rows can be picked. Only the rows on the screen exist. */
export function PickTable<Item extends ListItem, Column extends string, View>(props: Props<Item, Column, View>) {
  const { items: all, columns, density, rows, query, matching, selection, parts } = props;
  const height = ROW_HEIGHT[density];
  const { scroller, items, after, gapBefore } = useVirtualRows({ ...props, height, headHeight: HEAD_HEIGHT });
  const columnIds = ['select', 'name', ...columns, ...(parts.actions ? ['actions'] : [])];
  const widths = [SELECT_WIDTH, NAME_WIDTH, ...columns.map(props.widthOf), ...(parts.actions ? [ACTIONS_WIDTH] : [])];
  const span = columnIds.length;
  return (
    <div ref={scroller} className={classes.scroller} data-stale={query.isPlaceholderData || undefined}>
      <table
        className={classes.table}
        style={{ minWidth: widths.reduce((sum, width) => sum + width, 0) }}
        aria-label={props.label}
        aria-rowcount={matching && !matching.isMore ? matching.count + 1 : -1}
        aria-busy={query.isPending || query.isPlaceholderData}
        data-selectable
      >
        <colgroup>
          {widths.map((width, index) => (
            // What is left over is the name's.
            <col key={columnIds[index]} style={columnIds[index] === 'name' ? undefined : { width }} />
          ))}
        </colgroup>
        <Head {...props} />
        <tbody>
          {query.isPending && <SkeletonRows columns={columnIds} height={height} />}
          {items.map((place) => {
            const item = all[place.index];
            return (
              item && (
                <PickRow
                  key={item.id}
                  item={item}
                  parts={parts}
                  columns={columns}
                  selectLabel={props.selectLabel(item)}
                  index={place.index}
                  gap={gapBefore(place)}
                  span={span}
                  height={height}
                  isActive={rows.active === place.index}
                  isSelected={selection.has(item.id)}
                  isOpen={props.openId === item.id}
                  onActivate={rows.activate}
                  onOpen={props.onOpen}
                  onToggle={selection.toggle}
                />
              )
            );
          })}
          {after > 0 && <SpacerRow height={after} span={span} />}
          {all.length > 0 && <MoreRows query={query} columns={columnIds} height={height} />}
        </tbody>
      </table>
    </div>
  );
}

function Head<Item extends ListItem, Column extends string, View>(props: Props<Item, Column, View>) {
  const { items, columns, selection, headOf, actionsLabel } = props;
  const isAll = selection.isAll || (items.length > 0 && items.every(({ id }) => selection.has(id)));
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" data-column="select">
          <Checkbox
            size="xs"
            aria-label={props.selectAllLabel}
            checked={isAll}
            indeterminate={!isAll && selection.ids.size > 0}
            disabled={items.length === 0}
            onChange={() => selection.setAllLoaded(!isAll)}
          />
        </th>
        {(['name', ...columns] as const).map((column) => {
          const { title, direction, onSort } = headOf(column);
          return (
            <th key={column} scope="col" data-column={column} aria-sort={direction}>
              {direction && onSort ? <SortButton title={title} direction={direction} onClick={onSort} /> : title}
            </th>
          );
        })}
        {actionsLabel && (
          <th scope="col" data-column="actions">
            <VisuallyHidden>{actionsLabel}</VisuallyHidden>
          </th>
        )}
      </tr>
    </thead>
  );
}
