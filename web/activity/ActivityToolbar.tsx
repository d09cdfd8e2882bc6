import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import bar from '../table/Toolbar.module.css';
import { SearchField } from '../ui/SearchField.tsx';
import type { Scope } from './activity-queries.ts';
import type { ActivityView } from './activity-search.ts';
import classes from './Filters.module.css';
import type { ChangeView } from './use-activity-view.ts';

// The entries come first; what narrows them follows while they are read.
const Filters = lazy(async () => ({ default: (await import('./Filters.tsx')).Filters }));

interface Props {
  scope: Scope;
  view: ActivityView;
  changeView: ChangeView;
}

/** Search, filters, and the entries as a file. */
export function ActivityToolbar({ scope, view, changeView }: Props) {
  const { t } = useTranslation('activity');
  return (
    <search className={bar.toolbar} aria-label={t('filter.search')}>
      <SearchField q={view.q} onChange={(q) => changeView({ q })} label={t('filter.search')} hint={t('filter.searchHint')} />
      <Suspense fallback={<span className={classes.toCome} />}>
        <Filters scope={scope} view={view} changeView={changeView} />
      </Suspense>
    </search>
  );
}
