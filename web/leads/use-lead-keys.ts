import { useTranslation } from 'react-i18next';
import type { Lead } from '../../contract/leads.ts';
import type { ActiveRow } from '../table/use-active-row.ts';
import type { Selection } from '../table/use-selection.ts';
import { useShortcut } from '../ui/use-shortcut.ts';

interface Description {
  leads: readonly Lead[];
  rows: ActiveRow;
  selection: Selection;
  onOpen: (lead: Lead) => void;
}

/** Moving through the rows by keyboard, picking them, and opening one. */
export function useLeadKeys({ leads, rows, selection, onOpen }: Description): void {
  const { t } = useTranslation('leads');
  const current = leads[rows.active];
  const enabled = leads.length > 0;
  // The first step shows where one is.
  const step = (by: 1 | -1) => rows.moveTo(rows.step === 0 ? rows.active : rows.active + by);
  const toggle = () => current && selection.toggle(current.id);
  useShortcut('j', t('shortcut.next'), () => step(1), { enabled });
  useShortcut('k', t('shortcut.previous'), () => step(-1), { enabled });
  useShortcut('ArrowDown', t('shortcut.next'), () => step(1), { enabled });
  useShortcut('ArrowUp', t('shortcut.previous'), () => step(-1), { enabled });
  useShortcut('x', t('shortcut.select'), toggle, { enabled });
  useShortcut(' ', t('shortcut.select'), toggle, { enabled });
  useShortcut('e', t('shortcut.edit'), () => current && onOpen(current), { enabled });
  useShortcut('Escape', t('shortcut.clear'), selection.clear, { enabled: selection.ids.size > 0 });
}
