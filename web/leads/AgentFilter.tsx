import { Popover } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterButton } from '../table/FilterButton.tsx';
import classes from './Leads.module.css';
import type { LeadsView } from './leads-search.ts';
import type { ChangeView } from './use-leads-view.ts';

// The list of leads comes first.
const AgentSelect = lazy(() => import('./AgentSelect.tsx').then((module) => ({ default: module.AgentSelect })));

/** Narrows the list to the leads of some agents. */
export function AgentFilter({ view, changeView }: { view: LeadsView; changeView: ChangeView }) {
  const { t } = useTranslation('leads');
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" width={280} trapFocus>
      <Popover.Target>
        <FilterButton label={t('column.agent')} count={view.agent.length} onClick={() => setOpen(!isOpen)} />
      </Popover.Target>
      <Popover.Dropdown className={classes.filterPanel}>
        <Suspense>
          <AgentSelect
            label={t('filter.agent')}
            value={null}
            withinPortal={false}
            onChange={(id) => {
              if (id && !view.agent.includes(id)) changeView({ agent: [...view.agent, id] });
              setOpen(false);
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
