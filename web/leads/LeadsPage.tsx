import { Button } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../contract/leads.ts';
import { useMe } from '../api/use-me.ts';
import classes from '../table/ListPage.module.css';
import { useActiveRow } from '../table/use-active-row.ts';
import { useDensity } from '../table/use-density.ts';
import { usePickKeys } from '../table/use-pick-keys.ts';
import { useSelection } from '../table/use-selection.ts';
import { SMALL_ICON } from '../theme.ts';
import { AddButton } from '../ui/AddButton.tsx';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ImportButton } from './ImportButton.tsx';
import { LeadChips } from './LeadChips.tsx';
import own from './Leads.module.css';
import { LeadsBody } from './LeadsBody.tsx';
import { LeadsOverview } from './LeadsOverview.tsx';
import { LeadsToolbar } from './LeadsToolbar.tsx';
import { listQueryOf, useLeadCounts, useLeadsList, useLeadsLive } from './leads-queries.ts';
import { LEAD_COLUMNS, NEW } from './leads-search.ts';
import { useLeadsView } from './use-leads-view.ts';

// Loaded when first opened: the list comes first.
const LeadDrawer = lazy(() => import('./LeadDrawer.tsx').then((module) => ({ default: module.LeadDrawer })));
const DistributeDialog = lazy(() => import('./DistributeDialog.tsx').then((module) => ({ default: module.DistributeDialog })));
const LeadsSelection = lazy(() => import('./LeadsSelection.tsx').then((module) => ({ default: module.LeadsSelection })));
const ImportDialog = lazy(() => import('./ImportDialog.tsx').then((module) => ({ default: module.ImportDialog })));

/** Dialer › Leads: who is to be called, and by whom. */
export function LeadsPage() {
  const { t } = useTranslation('leads');
  const { can } = useMe();
  const { view, changeView } = useLeadsView();
  const viewKey = JSON.stringify(listQueryOf(view));
  const { query, leads } = useLeadsList(view);
  const { statuses, total, matching } = useLeadCounts(view);
  const [density, setDensity] = useDensity();
  const [opened, setOpened] = useState<'distribute' | 'import' | null>(null);
  const rows = useActiveRow(leads.length);
  const selection = useSelection(leads, viewKey);
  const onOpen = useCallback(({ id }: Lead) => changeView({ lead: id }), [changeView]);
  usePickKeys({ items: leads, rows, selection, onOpen, wordsOf: (key) => t(`shortcut.${key}`) });
  useLeadsLive(view);

  const columns = LEAD_COLUMNS.filter((column) => !view.hidden.includes(column));
  const onCreate = () => changeView({ lead: NEW });
  const onImport = () => setOpened('import');
  const list = { view, viewKey, changeView, items: leads, query, matching, columns, density, rows, selection, onOpen };
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('title')}
        count={total}
        action={<AddButton label={t('create')} decision={can.createLead} onClick={onCreate} withShortcut />}
      >
        <div className={own.headerButtons}>
          <ImportButton onClick={onImport} />
          <DisabledReason decision={can.distributeLeads}>
            <Button variant="default" leftSection={<IconArrowsSplit2 {...SMALL_ICON} />} onClick={() => setOpened('distribute')}>
              {t('distribute.open')}
            </Button>
          </DisabledReason>
        </div>
      </PageHeader>
      <div className={classes.controls}>
        {statuses && total !== undefined && total > 0 && (
          <LeadsOverview statuses={statuses} view={view} changeView={changeView} />
        )}
        <LeadsToolbar view={view} changeView={changeView} density={density} onDensity={setDensity} />
        <LeadChips view={view} changeView={changeView} matching={matching} />
      </div>
      <LeadsBody list={list} error={query.error} onRetry={() => void query.refetch()} onCreate={onCreate} onImport={onImport} />
      <Suspense>{selection.ids.size > 0 && <LeadsSelection leads={leads} selection={selection} />}</Suspense>
      <Suspense>
        {view.lead !== null && (
          <LeadDrawer key={view.lead} id={view.lead} leads={leads} onClose={(how) => changeView({ lead: null }, how)} />
        )}
        {opened === 'distribute' && <DistributeDialog onClose={() => setOpened(null)} />}
        {opened === 'import' && <ImportDialog onClose={() => setOpened(null)} />}
      </Suspense>
    </div>
  );
}
