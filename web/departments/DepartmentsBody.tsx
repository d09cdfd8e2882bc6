import { Button } from '@mantine/core';
import { IconBuildingCommunity, IconZoomQuestion } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { nameKey } from '../../contract/text.ts';
import { ApiError } from '../api/client.ts';
import { useMe } from '../api/use-me.ts';
import { AddButton } from '../ui/AddButton.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows, Waiting } from '../ui/Skeletons.tsx';
import { DepartmentSearch } from './DepartmentSearch.tsx';
import classes from './DepartmentsPage.module.css';
import { DepartmentsTable, type RowSteps } from './DepartmentsTable.tsx';
import { type DepartmentsSearch, sorted } from './departments-search.ts';
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
  const { can } = useMe();
  const { q = '', sort = 'name' } = view;
  const shown = useMemo(() => {
    const key = nameKey(q.trim());
    return sorted(departments, sort).filter(({ name }) => nameKey(name).includes(key));
  }, [departments, q, sort]);

  if (query.error && !query.data) {
    return (
      <ErrorState
        error={query.error}
        title={t('listFailed')}
        onRetry={isRefused(query.error) ? undefined : () => void query.refetch()}
      />
    );
  }
  if (query.isPending) return <Pending />;
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
      <DepartmentSearch q={q} onChange={(text) => changeView({ q: text })} />
      <div className={classes.scroller}>
        <DepartmentsTable {...{ view, changeView }} departments={shown} {...steps} />
      </div>
      {shown.length === 0 && (
        <EmptyState
          icon={IconZoomQuestion}
          title={t('noMatch.title')}
          action={
            <Button variant="default" onClick={() => changeView({ q: '' })}>
              {t('clearSearch')}
            </Button>
          }
        >
          {t('noMatch.text', { q })}
        </EmptyState>
      )}
    </>
  );
}

/** Asking again does not help. */
function isRefused(error: Error): boolean {
  return error instanceof ApiError && error.problem !== null && error.problem.status < 500;
}

function Pending() {
  return (
    <>
      <Waiting />
      <SkeletonRows rows={6} />
    </>
  );
}
