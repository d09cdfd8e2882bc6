import { useLocalStorage } from '@mantine/hooks';
import { useMemo } from 'react';
import { AGENT_COLUMNS, type AgentColumn, isAgentColumn, SHOWN_COLUMNS } from './agent-column-names.ts';
import type { AgentsView } from './agents-search.ts';
import type { ChangeView } from './use-agents-view.ts';

/** The columns that show: those of the address, else those that were chosen last in this browser. */
export function useColumns(view: AgentsView, changeView: ChangeView) {
  const [remembered, remember] = useLocalStorage<string>({
    key: 'rollcall.agents-columns',
    defaultValue: SHOWN_COLUMNS.join(),
    getInitialValueInEffect: false,
    deserialize: (value) => value ?? SHOWN_COLUMNS.join(),
    serialize: (value) => value,
  });
  const columns = useMemo(() => {
    if (view.columns) return view.columns;
    const names = remembered.split(',').filter(isAgentColumn);
    return AGENT_COLUMNS.filter((column) => names.includes(column));
  }, [view.columns, remembered]);

  function choose(chosen: AgentColumn[]) {
    remember(chosen.join());
    changeView({ columns: chosen });
  }
  return [columns, choose] as const;
}
