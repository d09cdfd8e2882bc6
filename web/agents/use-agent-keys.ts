import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../contract/agents.ts';
import type { ActiveRow } from '../table/use-active-row.ts';
import type { Selection } from '../table/use-selection.ts';
import { useShortcut } from '../ui/use-shortcut.ts';

interface Description {
  agents: readonly Agent[];
  rows: ActiveRow;
  selection: Selection;
}

/** Moving through the rows by keyboard, picking them, and opening one. Answers how a row is opened. */
export function useAgentKeys({ agents, rows, selection }: Description): (agent: Agent) => void {
  const { t } = useTranslation('agents');
  const navigate = useNavigate();
  const open = (agent: Agent) => void navigate({ to: '/dialer/users/$id', params: { id: agent.id } });
  const current = agents[rows.active];
  const enabled = agents.length > 0;
  // The first step shows where one is.
  const step = (by: 1 | -1) => rows.moveTo(rows.step === 0 ? rows.active : rows.active + by);
  const toggle = () => current && selection.toggle(current.id);
  useShortcut('j', t('shortcut.next'), () => step(1), { enabled });
  useShortcut('k', t('shortcut.previous'), () => step(-1), { enabled });
  useShortcut('ArrowDown', t('shortcut.next'), () => step(1), { enabled });
  useShortcut('ArrowUp', t('shortcut.previous'), () => step(-1), { enabled });
  useShortcut('x', t('shortcut.select'), toggle, { enabled });
  useShortcut(' ', t('shortcut.select'), toggle, { enabled });
  useShortcut('e', t('shortcut.edit'), () => current && open(current), { enabled });
  useShortcut('Escape', t('shortcut.clear'), selection.clear, { enabled: selection.isAll || selection.ids.size > 0 });
  return open;
}
