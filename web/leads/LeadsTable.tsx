import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MoreRows } from '../table/MoreRows.tsx';
import { SkeletonRows } from '../table/SkeletonRows.tsx';
import { directionOf, SortButton } from '../table/SortButton.tsx';
import { SpacerRow } from '../table/SpacerRow.tsx';
import classes from '../table/Table.module.css';
import { ROW_HEIGHT } from '../table/use-density.ts';
import { useVirtualRows } from '../table/use-virtual-rows.ts';
import { LeadRow } from './LeadRow.tsx';
import { sortOf, WIDTHS } from './lead-columns.ts';
import type { ListProps } from './leads-list.ts';
import type { LeadColumn } from './leads-search.ts';

const SELECT_WIDTH = 52;
const NAME_WIDTH = 180;
const HEAD_HEIGHT = 36;

/** The leads as a table with its own scroll. Only the rows on the screen exist. */
export function LeadsTable(props: ListProps) {
  const { leads, columns, density, rows, query, matching, selection, view } = props;
  const { t } = useTranslation('leads');
  const height = ROW_HEIGHT[density];
  const { scroller, items, after, gapBefore } = useVirtualRows({ ...props, items: leads, height, headHeight: HEAD_HEIGHT });
  const widths = [SELECT_WIDTH, NAME_WIDTH, ...columns.map((column) => WIDTHS[column])];
  const columnIds = ['select', 'name', ...columns];
  const total = matching && !matching.isMore ? matching.count + 1 : -1;

  return (
    <div ref={scroller} className={classes.scroller} data-stale={query.isPlaceholderData || undefined}>
      <table
        className={classes.table}
        style={{ minWidth: widths.reduce((sum, width) => sum + width, 0) }}
        aria-label={t('table.name')}
        aria-rowcount={total}
        aria-busy={query.isPending || query.isPlaceholderData}
        data-selectable
      >
        <colgroup>
          {widths.map((width, index) => (
            <col key={columnIds[index]} style={{ width }} />
          ))}
        </colgroup>
        <TableHead {...props} />
        <tbody>
          {query.isPending && <SkeletonRows columns={columnIds} height={height} />}
          {items.map((item) => {
            const lead = leads[item.index];
            return (
              lead && (
                <LeadRow
                  key={lead.id}
                  lead={lead}
                  columns={columns}
                  index={item.index}
                  gap={gapBefore(item)}
                  span={columnIds.length}
                  height={height}
                  isActive={rows.active === item.index}
                  isSelected={selection.has(lead.id)}
                  isOpen={view.lead === lead.id}
                  onActivate={rows.activate}
                  onOpen={props.onOpen}
                  onToggle={selection.toggle}
                />
              )
            );
          })}
          {after > 0 && <SpacerRow height={after} span={columnIds.length} />}
          {leads.length > 0 && <MoreRows query={query} columns={columnIds} height={height} />}
        </tbody>
      </table>
    </div>
  );
}

function TableHead(props: ListProps) {
  const { t } = useTranslation('leads');
  const { leads, columns, selection } = props;
  const isAll = leads.length > 0 && leads.every(({ id }) => selection.has(id));
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" data-column="select">
          <Checkbox
            size="xs"
            aria-label={t('table.selectAll')}
            checked={isAll}
            indeterminate={!isAll && selection.ids.size > 0}
            disabled={leads.length === 0}
            onChange={() => selection.setAllLoaded(!isAll)}
          />
        </th>
        {(['name', ...columns] as const).map((column) => (
          <ColumnHead key={column} column={column} {...props} />
        ))}
      </tr>
    </thead>
  );
}

/** Of these one looks for the highest first. */
const FROM_THE_TOP = ['weight', 'createdAt'];

function ColumnHead({ column, view, changeView }: Pick<ListProps, 'view' | 'changeView'> & { column: LeadColumn | 'name' }) {
  const { t } = useTranslation('leads');
  const sort = sortOf(column);
  const direction = sort && directionOf(sort, view);
  const title = t(`column.${column}`);
  function press() {
    if (!sort) return;
    changeView({ sort, descending: view.sort === sort ? !view.descending : FROM_THE_TOP.includes(sort) });
  }
  return (
    <th scope="col" data-column={column} aria-sort={direction}>
      {direction ? <SortButton title={title} direction={direction} onClick={press} /> : title}
    </th>
  );
}
