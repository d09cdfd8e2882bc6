import type { ReactNode } from 'react';
import type { ListItem, ListQuery } from './list-query.ts';
import type { ActiveRow } from './use-active-row.ts';
import type { Density } from './use-density.ts';
import type { Selection } from './use-selection.ts';

/** How many; `isMore` where it was not counted to the end. */
export interface Count {
  readonly count: number;
  readonly isMore: boolean;
}

/** What table and cards need to show a list of which rows can be picked. */
export interface PickList<Item extends ListItem, Column extends string, View> {
  readonly view: View;
  readonly viewKey: string;
  readonly changeView: (change: Partial<View>) => void;
  readonly items: readonly Item[];
  readonly query: ListQuery;
  /** How many match in all; not known at first. */
  readonly matching: Count | undefined;
  readonly columns: readonly Column[];
  readonly density: Density;
  readonly rows: ActiveRow;
  readonly selection: Selection;
  readonly onOpen: (item: Item) => void;
}

/** What a row says. The same at every drawing: rows are drawn again only when something about them changes. */
export interface RowParts<Item, Column> {
  readonly name: (item: Item) => ReactNode;
  readonly cell: (item: Item, column: Column) => ReactNode;
  /** What can be done to it, at the end. */
  readonly actions?: (item: Item, tabIndex: number) => ReactNode;
  readonly statusOf?: (item: Item) => string;
}
