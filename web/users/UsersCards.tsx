import { useTranslation } from 'react-i18next';
import { CardList } from '../table/CardList.tsx';
import { UserCard } from './UserCard.tsx';
import type { ListProps } from './users-list.ts';

/** The users as cards, for narrow windows. */
export function UsersCards({ users, query, view, matching, onScreen, onOpen, onDelete }: ListProps) {
  const { t } = useTranslation('users');
  return (
    <CardList
      name={t('table.name')}
      items={users}
      query={query}
      count={matching ?? -1}
      onScreen={onScreen}
      card={(user, place) => (
        <UserCard key={user.id} user={user} isOpen={view.user === user.id} onOpen={onOpen} onDelete={onDelete} place={place} />
      )}
    />
  );
}
