import page from '../table/ListPage.module.css';
import { ActiveFilters } from './ActiveFilters.tsx';
import { ActivityToolbar } from './ActivityToolbar.tsx';
import classes from './ActivityView.module.css';
import type { Scope } from './activity-queries.ts';
import { Entries } from './Entries.tsx';
import { useActivityView } from './use-activity-view.ts';

/** Filters over the entries of an account or of one user. */
export function ActivityView({ scope }: { scope: Scope }) {
  const { view, changeView } = useActivityView();
  return (
    <div className={`${page.page} ${classes.view}`}>
      <div className={page.controls}>
        <ActivityToolbar scope={scope} view={view} changeView={changeView} />
        <ActiveFilters view={view} changeView={changeView} />
      </div>
      <Entries scope={scope} view={view} changeView={changeView} />
    </div>
  );
}
