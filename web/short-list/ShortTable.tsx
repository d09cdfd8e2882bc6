import { ActionIcon, UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import type { Decision } from '../../contract/problem.ts';
import { type Direction, SortButton } from '../table/SortButton.tsx';
import { ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import classes from './ShortTable.module.css';
import type { ShortSort } from './short-list-search.ts';
import { useRowKeys } from './use-row-keys.ts';

interface Column {
  readonly id: string;
  readonly title: string;
  readonly sort?: Sorting;
}

interface Sorting {
  readonly direction: Direction;
  readonly onClick: () => void;
}

interface Props<Item> {
  label: string;
  columns: readonly Column[];
  /** What the keys do that walk through the rows, and what stands in the last column. */
  words: { next: string; previous: string; actions: string };
  /** The widths of the columns, where they are others than name and number. */
  className?: string | undefined;
  items: readonly Item[];
  row: (item: Item) => ReactNode;
}

/** A list that is always there as a whole, as a table with its own scroll; `j`, `k` and the arrows walk through it. */
export function ShortTable<Item>({ label, columns, words, className = '', items, row }: Props<Item>) {
  const list = useRef<HTMLTableElement>(null);
  useRowKeys(list, { enabled: items.length > 0, next: words.next, previous: words.previous });
  return (
    <div className={classes.scroller}>
      <table ref={list} className={`${classes.table} ${className}`} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ id, title, sort }) => (
              <th key={id} scope="col" data-column={id} aria-sort={sort?.direction}>
                {sort ? <SortButton title={title} className={classes.sort} {...sort} /> : title}
              </th>
            ))}
            <th scope="col">
              <VisuallyHidden>{words.actions}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>{items.map(row)}</tbody>
      </table>
    </div>
  );
}

/** How the list stands to its name or its number, and how a press sorts it: names from the first, numbers from the highest. */
export function sortingOf<Count extends string>(
  column: 'name' | Count,
  { sort = 'name' }: { sort?: ShortSort<Count> },
  changeView: (change: { sort: ShortSort<Count> }) => void,
): Sorting {
  const isSorted = sort.endsWith(column);
  const isDescending = sort.startsWith('-');
  const first = column === 'name' ? 'name' : (`-${column}` as const);
  const next = !isSorted ? first : isDescending ? column : (`-${column}` as const);
  const direction = !isSorted ? 'none' : isDescending ? 'descending' : 'ascending';
  return { direction, onClick: () => changeView({ sort: next as ShortSort<Count> }) };
}

interface RowProps {
  name: string;
  isOpen: boolean;
  onOpen: () => void;
  /** The other cells. */
  children: ReactNode;
  /** What else can be done to it. */
  actions: ReactNode;
}

/** One of them: a press anywhere on the row opens it, except on what can be pressed itself. */
export function ShortRow({ name, isOpen, onOpen, children, actions }: RowProps) {
  return (
    <tr data-open={isOpen || undefined}>
      <th scope="row" data-column="name">
        <UnstyledButton className={classes.name} data-row onClick={onOpen} aria-haspopup="dialog">
          <bdi>{name}</bdi>
        </UnstyledButton>
      </th>
      {children}
      <td data-column="actions">
        <span className={classes.actions}>{actions}</span>
      </td>
    </tr>
  );
}

interface ActionProps {
  label: string;
  decision: Decision;
  icon: Icon;
  onClick: () => void;
}

/** One thing that can be done to a row, where the policy allows it. */
export function RowAction({ label, decision, icon: Picture, onClick }: ActionProps) {
  return (
    <DisabledReason decision={decision} label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
        <Picture {...ICON} />
      </ActionIcon>
    </DisabledReason>
  );
}
