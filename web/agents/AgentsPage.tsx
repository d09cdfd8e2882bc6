import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../table/ListPage.module.css';
import { useActiveRow } from '../table/use-active-row.ts';
import { useDensity } from '../table/use-density.ts';
import { useSelection } from '../table/use-selection.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { AgentFilterChips } from './AgentFilterChips.tsx';
import { AgentsBody } from './AgentsBody.tsx';
import { AgentsSelection } from './AgentsSelection.tsx';
import { AgentsToolbar } from './AgentsToolbar.tsx';
import { listQueryOf, useAgentCounts, useAgentsList } from './agents-queries.ts';
import { CreateAgentButton } from './CreateAgentButton.tsx';
import { useAgentKeys } from './use-agent-keys.ts';
import { useAgentsLive } from './use-agents-live.ts';
import { useAgentsView } from './use-agents-view.ts';
import { useColumns } from './use-columns.ts';

/** Dialer › Users: the agents whom one may see. */
export function AgentsPage() {
  const { t } = useTranslation('agents');
  const { view, changeView } = useAgentsView();
  const viewKey = JSON.stringify(listQueryOf(view));
  const [columns, chooseColumns] = useColumns(view, changeView);
  const [density, setDensity] = useDensity();
  const [isExact, setExact] = useState(false);
  const { query, agents } = useAgentsList(view);
  const selection = useSelection(agents, viewKey);
  const { total, matching } = useAgentCounts(view, { total: isExact, matching: isExact || selection.isAll });
  const rows = useActiveRow(agents.length);
  const onOpen = useAgentKeys({ agents, rows, selection });
  useAgentsLive(view);

  const list = { view, viewKey, changeView, agents, query, matching, columns, density, rows, selection, onOpen };
  return (
    <div className={classes.page}>
      <PageHeader title={t('title')} count={total?.count} isMore={total?.isMore}>
        {(total?.isMore || matching?.isMore) && (
          <Button variant="subtle" size="compact-sm" onClick={() => setExact(true)}>
            {t('countExactly')}
          </Button>
        )}
        <CreateAgentButton withShortcut />
      </PageHeader>
      <div className={classes.controls}>
        <AgentsToolbar {...{ view, changeView, columns, density }} onColumns={chooseColumns} onDensity={setDensity} />
        <AgentFilterChips view={view} changeView={changeView} matching={matching} />
      </div>
      <AgentsBody list={list} error={query.error} onRetry={() => void query.refetch()} />
      <AgentsSelection view={view} selection={selection} matching={matching} />
    </div>
  );
}
