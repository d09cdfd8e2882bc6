import { useShortcut } from '../ui/use-shortcut.ts';
import type { ListItem } from './list-query.ts';
import type { ActiveRow } from './use-active-row.ts';
import type { Selection } from './use-selection.ts';

interface Description<Item extends ListItem> {
  items: readonly Item[];
  rows: ActiveRow;
  selection: Selection;
  onOpen: (item: Item) => void;
  /** What each key does, in words. */
  wordsOf: (key: 'next' | 'previous' | 'select' | 'edit' | 'clear') => string;
}

/** Moving through the rows by keyboard, picking them, and opening one. */
export function usePickKeys<Item extends ListItem>({ items, rows, selection, onOpen, wordsOf }: Description<Item>): void {
  const current = items[rows.active];
  const enabled = items.length > 0;
  // The first step shows where one is.
  const step = (by: 1 | -1) => rows.moveTo(rows.step === 0 ? rows.active : rows.active + by);
  const toggle = () => current && selection.toggle(current.id);
  useShortcut('j', wordsOf('next'), () => step(1), { enabled });
  useShortcut('k', wordsOf('previous'), () => step(-1), { enabled });
  useShortcut('ArrowDown', wordsOf('next'), () => step(1), { enabled });
  useShortcut('ArrowUp', wordsOf('previous'), () => step(-1), { enabled });
  useShortcut('x', wordsOf('select'), toggle, { enabled });
  useShortcut(' ', wordsOf('select'), toggle, { enabled });
  useShortcut('e', wordsOf('edit'), () => current && onOpen(current), { enabled });
  useShortcut('Escape', wordsOf('clear'), selection.clear, { enabled: selection.isAll || selection.ids.size > 0 });
}
