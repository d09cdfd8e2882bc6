import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { exportUsers } from '../../contract/users.ts';
import { addressOf } from '../api/client.ts';
import { ICON, SMALL_ICON } from '../theme.ts';
import { HIDEABLE_COLUMNS, type HideableColumn } from './column-names.ts';
import { SortItems } from './SortItems.tsx';
import classes from './UsersToolbar.module.css';
import type { Density } from './use-density.ts';
import { useIsPhone } from './use-is-phone.ts';
import type { ChangeView } from './use-users-view.ts';
import { listQueryOf } from './users-queries.ts';
import type { UsersView } from './users-search.ts';

interface Props {
  view: UsersView;
  changeView: ChangeView;
  density: Density;
  onDensity: (density: Density) => void;
}

const DENSITIES: readonly Density[] = ['comfortable', 'compact'];

/** How the list looks: columns and density, or the order where there are no columns to press. And the list as a file. */
export function ViewMenu({ view, changeView, density, onDensity }: Props) {
  const { t } = useTranslation('users');
  const isPhone = useIsPhone();
  const title = t(isPhone ? 'viewMenu.phoneTitle' : 'viewMenu.title');
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
          <SortItems view={view} changeView={changeView} />
        ) : (
          <>
            <ColumnItems hide={view.hide} onHide={(hide) => changeView({ hide })} />
            <Menu.Divider />
            <Menu.Label>{t('viewMenu.density')}</Menu.Label>
            {DENSITIES.map((one) => (
              <Menu.RadioItem key={one} value={one} checked={density === one} onChange={() => onDensity(one)}>
                {t(`viewMenu.${one}`)}
              </Menu.RadioItem>
            ))}
          </>
        )}
        <Menu.Divider />
        <Menu.Item
          component="a"
          href={addressOf(exportUsers, { query: listQueryOf(view) })}
          download="users.csv"
          leftSection={<IconDownload {...SMALL_ICON} />}
        >
          {t('viewMenu.download')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface ColumnProps {
  hide: readonly HideableColumn[];
  onHide: (hide: HideableColumn[]) => void;
}

function ColumnItems({ hide, onHide }: ColumnProps) {
  const { t } = useTranslation('users');
  const toggle = (column: HideableColumn) =>
    onHide(hide.includes(column) ? hide.filter((one) => one !== column) : [...hide, column]);
  return (
    <>
      <Menu.Label>{t('viewMenu.columns')}</Menu.Label>
      {HIDEABLE_COLUMNS.map((column) => (
        <Menu.CheckboxItem key={column} checked={!hide.includes(column)} onChange={() => toggle(column)}>
          {t(`column.${column}`)}
        </Menu.CheckboxItem>
      ))}
      {hide.length > 0 && (
        <Menu.Item closeMenuOnClick={false} onClick={() => onHide([])}>
          {t('viewMenu.showAll')}
        </Menu.Item>
      )}
    </>
  );
}
