import { useTranslation } from 'react-i18next';
import { SavedViewsMenu } from '../saved-views/SavedViewsMenu.tsx';
import { FilterSelect } from '../table/FilterSelect.tsx';
import classes from '../table/Toolbar.module.css';
import { SearchField } from '../ui/SearchField.tsx';
import { AgentsLook, type LookProps } from './AgentsLook.tsx';
import { type FilterKey, searchOf, stateOf, viewOf } from './agents-search.ts';
import { MoreFilters } from './MoreFilters.tsx';
import { useFilterWords } from './use-filter-words.ts';

const FIRST: readonly FilterKey[] = ['status', 'dialerRole', 'skillGroup', 'tag'];

/** Search, filters, saved views, and how the list looks. */
export function AgentsToolbar({ view, changeView, ...look }: LookProps) {
  const { t } = useTranslation('agents');
  const { nameOf, optionsOf } = useFilterWords();
  return (
    <search className={classes.toolbar} aria-label={t('filter.search')}>
      <SearchField q={view.q} onChange={(q) => changeView({ q })} label={t('filter.search')} hint={t('filter.searchHint')} />
      {FIRST.map((key) => (
        <FilterSelect
          key={key}
          label={nameOf(key)}
          options={optionsOf(key)}
          chosen={view.filters[key] ?? []}
          onChange={(chosen) => changeView({ filters: { ...view.filters, [key]: chosen } })}
          search={t('filter.find')}
        />
      ))}
      <MoreFilters view={view} changeView={changeView} />
      <SavedViewsMenu
        list="agents"
        chosen={view.view}
        state={stateOf(searchOf({ ...view, columns: look.columns }))}
        onChoose={(chosen) => changeView({ ...viewOf(chosen?.state ?? {}), view: chosen?.id ?? null })}
      />
      <AgentsLook view={view} changeView={changeView} {...look} />
    </search>
  );
}
