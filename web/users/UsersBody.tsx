import { Button } from '@mantine/core';
import { IconUserSearch, IconUsersPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { useMe } from '../api/use-me.ts';
import classes from '../table/ListPage.module.css';
import { AddButton } from '../ui/AddButton.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Waiting } from '../ui/Skeletons.tsx';
import { useIsPhone } from '../ui/use-is-phone.ts';
import { UsersCards } from './UsersCards.tsx';
import { UsersTable } from './UsersTable.tsx';
import { isFiltered, NO_FILTERS } from './use-users-view.ts';
import type { ListProps } from './users-list.ts';

interface Props extends ListProps {
  total: number | undefined;
  onCreate: () => void;
}

/** The list, or what stands in its place. */
export function UsersBody({ total, onCreate, ...list }: Props) {
  const { t } = useTranslation('users');
  const { can } = useMe();
  const isPhone = useIsPhone();
  const { query, users, view, changeView } = list;
  if (query.isError && users.length === 0) {
    return (
      <ErrorState
        error={query.error}
        title={t('listFailed')}
        onRetry={isRefused(query.error) ? undefined : () => void query.refetch()}
      />
    );
  }

  const isNoMatch = query.isSuccess && users.length === 0;
  const isAlone = total === 1 && users.length === 1 && !isFiltered(view);
  return (
    <div className={classes.body} data-short={isNoMatch || isAlone || undefined} data-users-list>
      {query.isPending && <Waiting />}
      {isPhone ? <UsersCards {...list} /> : <UsersTable {...list} />}
      {isNoMatch && (
        <EmptyState
          icon={IconUserSearch}
          title={t('noMatch.title')}
          action={
            <Button variant="default" onClick={() => changeView(NO_FILTERS)}>
              {t('noMatch.action')}
            </Button>
          }
        >
          {t('noMatch.text')}
        </EmptyState>
      )}
      {isAlone && (
        <EmptyState
          icon={IconUsersPlus}
          title={t('empty.title')}
          action={<AddButton label={t('create')} decision={can.createUser} onClick={onCreate} withLabel />}
        >
          {t('empty.text')}
        </EmptyState>
      )}
    </div>
  );
}

function isRefused(error: Error): boolean {
  return error instanceof ApiError && error.problem !== null && error.problem.status < 500;
}
