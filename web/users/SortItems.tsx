import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { USER_SORTS } from '../../contract/users.ts';
import type { ChangeView } from './use-users-view.ts';
import type { UsersView } from './users-search.ts';

/** The order of the list, for windows too narrow for column headers. */
export function SortItems({ view, changeView }: { view: UsersView; changeView: ChangeView }) {
  const { t } = useTranslation('users');
  return (
    <>
      <Menu.Label>{t('viewMenu.sort')}</Menu.Label>
      {USER_SORTS.map((sort) => (
        <Menu.RadioItem key={sort} value={sort} checked={view.sort === sort} onChange={() => changeView({ sort })}>
          {t(`sort.${sort}`)}
        </Menu.RadioItem>
      ))}
      <Menu.Divider />
      <Menu.CheckboxItem checked={view.descending} onChange={() => changeView({ descending: !view.descending })}>
        {t('viewMenu.descending')}
      </Menu.CheckboxItem>
    </>
  );
}
