import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../contract/agents.ts';
import classes from '../table/ListPage.module.css';
import { useActiveRow } from '../table/use-active-row.ts';
import { useDensity } from '../table/use-density.ts';
import { usePickKeys } from '../table/use-pick-keys.ts';
import { useSelection } from '../table/use-selection.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { AgentFilterChips } from './AgentFilterChips.tsx';
import { AgentsBody } from './AgentsBody.tsx';
import { AgentsToolbar } from './AgentsToolbar.tsx';
import { listQueryOf, useAgentCounts, useAgentsList } from './agents-queries.ts';
import { CreateAgentButton } from './CreateAgentButton.tsx';
import { useAgentsLive } from './use-agents-live.ts';
import { useAgentsView } from './use-agents-view.ts';
import { useColumns } from './use-columns.ts';

// Loaded when somebody is picked: the list comes first.
const AgentsSelection = lazy(() => import('./AgentsSelection.tsx').then((module) => ({ default: module.AgentsSelection })));

/** Dialer › Users: the agents whom one may see. */
export function AgentsPage() {
  const { t } = useTranslation('agents');
  const navigate = useNavigate();
  const { view, changeView } = useAgentsView();
  const viewKey = JSON.stringify(listQueryOf(view));
  const [columns, chooseColumns] = useColumns(view, changeView);
  const [density, setDensity] = useDensity();
  const [isExact, setExact] = useState(false);
  const { query, agents } = useAgentsList(view);
  const selection = useSelection(agents, viewKey);
  const { total, matching } = useAgentCounts(view, { total: isExact, matching: isExact || selection.isAll });
  const rows = useActiveRow(agents.length);
  const onOpen = useCallback(({ id }: Agent) => void navigate({ to: '/dialer/users/$id', params: { id } }), [navigate]);
  usePickKeys({ items: agents, rows, selection, onOpen, wordsOf: (key) => t(`shortcut.${key}`) });
  useAgentsLive(view);

  const list = { view, viewKey, changeView, items: agents, query, matching, columns, density, rows, selection, onOpen };
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('title')}
        count={total?.count}
        onCountExactly={total?.isMore ? () => setExact(true) : undefined}
        action={<CreateAgentButton withShortcut />}
      />
      <div className={classes.controls}>
        <AgentsToolbar {...{ view, changeView, columns, density }} onColumns={chooseColumns} onDensity={setDensity} />
        <AgentFilterChips view={view} changeView={changeView} matching={matching} />
      </div>
      <AgentsBody list={list} error={query.error} onRetry={() => void query.refetch()} />
      <Suspense>{(selection.isAll || selection.ids.size > 0) && <AgentsSelection {...{ view, selection, matching }} />}</Suspense>
    </div>
  );
}
