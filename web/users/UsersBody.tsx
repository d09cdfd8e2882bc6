import { IconUserSearch, IconUsersPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { ListBody } from '../table/ListBody.tsx';
import { AddButton } from '../ui/AddButton.tsx';
import { EmptyState, NoMatch } from '../ui/EmptyState.tsx';
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
  const { query, users, view, changeView } = list;
  const isAlone = total === 1 && users.length === 1 && !isFiltered(view);
  const noMatch = (
    <NoMatch icon={IconUserSearch} title={t('noMatch.title')} clear={t('noMatch.action')} onClear={() => changeView(NO_FILTERS)}>
      {t('noMatch.text')}
    </NoMatch>
  );
  const alone = isAlone && (
    <EmptyState
      icon={IconUsersPlus}
      title={t('empty.title')}
      action={<AddButton label={t('create')} decision={can.createUser} onClick={onCreate} withLabel />}
    >
      {t('empty.text')}
    </EmptyState>
  );
  return (
    <ListBody
      error={query.error}
      onRetry={() => void query.refetch()}
      failed={t('listFailed')}
      isPending={query.isPending}
      isEmpty={users.length === 0}
      table={<UsersTable {...list} />}
      cards={<UsersCards {...list} />}
      nothing={noMatch}
      below={alone}
    />
  );
}
