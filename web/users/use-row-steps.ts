import { useWindowEvent } from '@mantine/hooks';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import type { ActiveRow } from '../table/use-active-row.ts';
import { useShortcut } from '../ui/use-shortcut.ts';
import type { ChangeView } from './use-users-view.ts';
import type { UsersView } from './users-search.ts';

interface Description {
  view: UsersView;
  changeView: ChangeView;
  users: readonly User[];
  rows: ActiveRow;
}

/** Moving through the rows by keyboard. With the panel open, the panel follows. */
export function useRowSteps({ view, changeView, users, rows }: Description) {
  const { t } = useTranslation('users');
  const isOpen = view.user !== null && view.user !== 'new';
  const opened = isOpen ? users.findIndex(({ id }) => id === view.user) : -1;
  const current = opened >= 0 ? opened : rows.active;

  const open = useCallback((user: User) => changeView({ user: user.id }, { push: !isOpen }), [changeView, isOpen]);

  function step(by: 1 | -1) {
    const index = rows.step === 0 && opened < 0 ? rows.active : current + by;
    const user = users[index];
    if (!user) return;
    rows.moveTo(index);
    if (isOpen) changeView({ user: user.id });
  }

  function close() {
    changeView({ user: null });
    if (opened >= 0) rows.moveTo(opened);
  }

  /** The row is gone: the one that follows takes its place. */
  function leaveRow(gone: User) {
    if (view.user === gone.id) changeView({ user: null }, { leaveForm: true });
    const index = users.findIndex(({ id }) => id === gone.id);
    rows.moveTo(index >= 0 ? index : rows.active);
  }

  useWindowEvent('keydown', (event) => {
    if (event.key === 'Escape' && isOpen && !event.defaultPrevented && isInView(event.target)) close();
  });

  const isHere = view.user !== 'new' && users.length > 0;
  useShortcut('j', t('shortcut.next'), () => step(1), { enabled: isHere });
  useShortcut('k', t('shortcut.previous'), () => step(-1), { enabled: isHere });
  useShortcut('ArrowDown', t('shortcut.next'), () => step(1), { enabled: isHere });
  useShortcut('ArrowUp', t('shortcut.previous'), () => step(-1), { enabled: isHere });

  return {
    open,
    close,
    leaveRow,
    previous: opened > 0 ? () => step(-1) : undefined,
    next: opened >= 0 && opened < users.length - 1 ? () => step(1) : undefined,
  };
}

/** In the list or the panel, rather than in a dialog or a menu over them. */
function isInView(target: EventTarget | null): boolean {
  if (target === document.body) return document.querySelector('[aria-modal="true"]:not([data-panel])') === null;
  return target instanceof Element && target.closest('[data-panel], [data-list]') !== null;
}
