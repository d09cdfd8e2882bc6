import type { RefObject } from 'react';
import { useShortcut } from '../ui/use-shortcut.ts';

/** `j`, `k` and the arrows walk through the rows: the focus goes to what is marked `data-row` in each. */
export function useRowKeys(
  list: RefObject<HTMLElement | null>,
  { enabled, next, previous }: { enabled: boolean; next: string; previous: string },
): void {
  function step(by: 1 | -1) {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const row = document.activeElement?.closest('tr');
    const now = rows.findIndex((one) => row?.contains(one));
    const next = now < 0 ? 0 : Math.max(0, Math.min(now + by, rows.length - 1));
    rows[next]?.focus();
  }

  useShortcut('j', next, () => step(1), { enabled });
  useShortcut('k', previous, () => step(-1), { enabled });
  useShortcut('ArrowDown', next, () => step(1), { enabled });
  useShortcut('ArrowUp', previous, () => step(-1), { enabled });
}
