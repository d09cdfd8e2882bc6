import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { exportUsers, USER_SORTS } from '../../contract/users.ts';
import { addressOf } from '../api/client.ts';
import { ColumnItems, DensityItems, SortItems } from '../table/LookItems.tsx';
import classes from '../table/Toolbar.module.css';
import type { Density } from '../table/use-density.ts';
import { ICON, SMALL_ICON } from '../theme.ts';
import { useIsPhone } from '../ui/use-is-phone.ts';
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
  const isPhone = useIsPhone();
  const toggle = (column: HideableColumn) =>
    changeView({ hide: view.hide.includes(column) ? view.hide.filter((one) => one !== column) : [...view.hide, column] });
  const title = t(isPhone ? 'ui:list.order' : 'ui:list.look');
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Tooltip label={title}>
          <ActionIcon variant="default" size={36} className={classes.viewMenu} aria-label={title}>
            <IconAdjustmentsHorizontal {...ICON} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {isPhone ? (
          <SortItems
            sorts={USER_SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
            view={view}
            onChange={changeView}
          />
        ) : (
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
        )}
        <Menu.Divider />
        <Menu.Item
          component="a"
          href={addressOf(exportUsers, { query: listQueryOf(view) })}
          download="users.csv"
          leftSection={<IconDownload {...SMALL_ICON} />}
        >
          {t('ui:list.download')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
