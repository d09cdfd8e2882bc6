import { Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { exportUsers, USER_SORTS } from '../../contract/users.ts';
import { addressOf } from '../api/client.ts';
import { ColumnItems, DensityItems, SortItems } from '../table/LookItems.tsx';
import { LookMenu } from '../table/LookMenu.tsx';
import type { Density } from '../table/use-density.ts';
import { SMALL_ICON } from '../theme.ts';
import { HIDEABLE_COLUMNS, type HideableColumn } from './column-names.ts';
import type { ChangeView } from './use-users-view.ts';
import { listQueryOf } from './users-queries.ts';
import type { UsersView } from './users-search.ts';

interface Props {
  view: UsersView;
  changeView: ChangeView;
  density: Density;
  onDensity: (density: Density) => void;
}

/** How the list looks: columns and density, or the order where there are no columns to press. And the list as a file. */
export function ViewMenu({ view, changeView, density, onDensity }: Props) {
  const { t } = useTranslation(['users', 'ui']);
  const toggle = (column: HideableColumn) =>
    changeView({ hide: view.hide.includes(column) ? view.hide.filter((one) => one !== column) : [...view.hide, column] });
  const sorts = USER_SORTS.map((value) => ({ value, label: t(`sort.${value}`) }));
  return (
    <LookMenu
      width={220}
      order={<SortItems sorts={sorts} view={view} onChange={changeView} />}
      look={
        <>
          <ColumnItems
            columns={HIDEABLE_COLUMNS.map((value) => ({ value, label: t(`column.${value}`) }))}
            shown={HIDEABLE_COLUMNS.filter((column) => !view.hide.includes(column))}
            onToggle={toggle}
          />
          {view.hide.length > 0 && (
            <Menu.Item closeMenuOnClick={false} onClick={() => changeView({ hide: [] })}>
              {t('ui:list.showAll')}
            </Menu.Item>
          )}
          <Menu.Divider />
          <DensityItems density={density} onDensity={onDensity} />
        </>
      }
    >
      <Menu.Divider />
      <Menu.Item
        component="a"
        href={addressOf(exportUsers, { query: listQueryOf(view) })}
        download="users.csv"
        leftSection={<IconDownload {...SMALL_ICON} />}
      >
        {t('ui:list.download')}
      </Menu.Item>
    </LookMenu>
  );
}
