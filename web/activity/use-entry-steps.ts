import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../ui/use-shortcut.ts';
import type { EntryRow } from './entry-rows.ts';

/** j and k go from entry to entry; Enter unfolds the one with the focus. */
export function useEntrySteps(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly EntryRow[],
  scrollTo: (index: number) => void,
): void {
  const { t } = useTranslation('activity');
  const enabled = rows.length > 0;

  function step(by: 1 | -1) {
    const focused = document.activeElement?.closest<HTMLElement>('[data-entries] [data-index]');
    let index = focused ? Number(focused.dataset.index) + by : (firstOnScreen() ?? 0);
    while (rows[index] && rows[index]?.kind !== 'entry') index += by;
    if (!rows[index]) return;
    scrollTo(index);
    if (!focus(index)) requestAnimationFrame(() => focus(index));
  }

  function firstOnScreen(): number | undefined {
    const top = scroller.current?.getBoundingClientRect().top ?? 0;
    const items = [...(scroller.current?.querySelectorAll<HTMLElement>('[data-kind="entry"]') ?? [])];
    const first = items.find((item) => item.getBoundingClientRect().top >= top);
    return first && Number(first.dataset.index);
  }

  function focus(index: number): boolean {
    const button = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] button[aria-expanded]`);
    button?.focus({ preventScroll: true });
    return button !== undefined && button !== null;
  }

  useShortcut('j', t('shortcut.next'), () => step(1), { enabled });
  useShortcut('k', t('shortcut.previous'), () => step(-1), { enabled });
}
