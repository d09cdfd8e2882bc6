import { IconBuildingCommunity, IconZoomQuestion } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { useFound } from '../short-list/use-found.ts';
import { AddButton } from '../ui/AddButton.tsx';
import { EmptyState, NoMatch } from '../ui/EmptyState.tsx';
import { ListFailed } from '../ui/ErrorState.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { RowsToCome } from '../ui/Skeletons.tsx';
import classes from './DepartmentsBody.module.css';
import { DepartmentsTable, type RowSteps } from './DepartmentsTable.tsx';
import type { DepartmentsSearch } from './departments-search.ts';
import type { Department } from './use-departments.ts';
import type { ChangeView } from './use-departments-view.ts';

interface Props extends RowSteps {
  view: DepartmentsSearch;
  changeView: ChangeView;
  query: Pick<UseQueryResult, 'isPending' | 'error' | 'data' | 'refetch'>;
  departments: readonly Department[];
  onAdd: () => void;
}

/** The list, or what stands in its place. */
export function DepartmentsBody({ view, changeView, query, departments, onAdd, ...steps }: Props) {
  const { t } = useTranslation('departments');
  const { t: tUi } = useTranslation('ui');
  const { can } = useMe();
  const { q = '' } = view;
  const shown = useFound(departments, 'users', view);

  if (query.error && !query.data) {
    return <ListFailed error={query.error} title={t('listFailed')} onRetry={() => void query.refetch()} />;
  }
  if (query.isPending) return <RowsToCome rows={6} />;
  if (departments.length === 0) {
    return (
      <EmptyState
        icon={IconBuildingCommunity}
        title={t('empty.title')}
        action={<AddButton label={t('add')} decision={can.createDepartment} onClick={onAdd} withLabel />}
      >
        {t('empty.text')}
      </EmptyState>
    );
  }
  return (
    <>
      <search className={classes.search}>
        <SearchField q={q} onChange={(text) => changeView({ q: text })} label={t('search')} hint={t('search')} />
      </search>
      <DepartmentsTable {...{ view, changeView }} departments={shown} {...steps} />
      {shown.length === 0 && (
        <NoMatch
          icon={IconZoomQuestion}
          title={t('noMatch.title')}
          clear={tUi('filter.clearSearch')}
          onClear={() => changeView({ q: '' })}
        >
          {t('noMatch.text', { q })}
        </NoMatch>
      )}
    </>
  );
}
