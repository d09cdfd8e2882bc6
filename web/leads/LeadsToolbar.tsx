import { Menu } from '@mantine/core';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LEAD_SORTS, LEAD_STATUSES } from '../../contract/leads.ts';
import { spokenLanguageOptions } from '../locale-settings/options.ts';
import { FilterSelect } from '../table/FilterSelect.tsx';
import { ColumnItems, DensityItems, SortItems } from '../table/LookItems.tsx';
import { LookMenu } from '../table/LookMenu.tsx';
import classes from '../table/Toolbar.module.css';
import type { Density } from '../table/use-density.ts';
import { SearchField } from '../ui/SearchField.tsx';
import { AgentFilter } from './AgentFilter.tsx';
import { useLeadGroups } from './leads-queries.ts';
import { LEAD_COLUMNS, type LeadColumn, type LeadsView, NONE, stateOf, viewOf } from './leads-search.ts';
import type { ChangeView } from './use-leads-view.ts';

// The list of leads comes first.
const SavedViewsMenu = lazy(() =>
  import('../saved-views/SavedViewsMenu.tsx').then((module) => ({ default: module.SavedViewsMenu })),
);

interface Props {
  view: LeadsView;
  changeView: ChangeView;
  density: Density;
  onDensity: (density: Density) => void;
}

/** Search, filters, and how the list looks. */
export function LeadsToolbar({ view, changeView, ...look }: Props) {
  const { t } = useTranslation('leads');
  const groups = useLeadGroups() ?? [];
  const none = { value: NONE, label: t('filter.none') };
  const languages = useMemo(spokenLanguageOptions, []);
  return (
    <search className={classes.toolbar} aria-label={t('filter.search')}>
      <SearchField q={view.q} onChange={(q) => changeView({ q })} label={t('filter.search')} hint={t('filter.searchHint')} />
      <FilterSelect
        label={t('column.status')}
        options={LEAD_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
        chosen={view.status}
        onChange={(status) => changeView({ status })}
      />
      <AgentFilter view={view} changeView={changeView} />
      <FilterSelect
        label={t('column.group')}
        options={[none, ...groups.map((value) => ({ value, label: value }))]}
        chosen={view.group}
        onChange={(group) => changeView({ group })}
        search={t('filter.find')}
      />
      <FilterSelect
        label={t('column.language')}
        options={[none, ...languages]}
        chosen={view.language}
        onChange={(language) => changeView({ language })}
        search={t('filter.find')}
      />
      <FilterSelect
        label={t('filter.due')}
        options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`due.${value}`) }))}
        chosen={view.due ? [view.due] : []}
        onChange={(chosen) => changeView({ due: chosen.find((one) => one !== view.due) ?? null })}
      />
      <Suspense>
        <SavedViewsMenu
          list="leads"
          chosen={view.view}
          state={stateOf(view)}
          onChoose={(chosen) => changeView({ ...viewOf(chosen?.state ?? {}), lead: view.lead, view: chosen?.id ?? null })}
        />
      </Suspense>
      <LeadsLook view={view} changeView={changeView} {...look} />
    </search>
  );
}

function LeadsLook({ view, changeView, density, onDensity }: Props) {
  const { t } = useTranslation('leads');
  const toggle = (column: LeadColumn) =>
    changeView({ hidden: LEAD_COLUMNS.filter((one) => view.hidden.includes(one) !== (one === column)) });
  const sorts = LEAD_SORTS.map((value) => ({ value, label: t(`column.${value}`) }));
  return (
    <LookMenu
      width={260}
      order={<SortItems sorts={sorts} view={view} onChange={changeView} />}
      look={
        <>
          <DensityItems density={density} onDensity={onDensity} />
          <Menu.Divider />
          <ColumnItems
            columns={LEAD_COLUMNS.map((value) => ({ value, label: t(`column.${value}`) }))}
            shown={LEAD_COLUMNS.filter((column) => !view.hidden.includes(column))}
            onToggle={toggle}
          />
        </>
      }
    />
  );
}
