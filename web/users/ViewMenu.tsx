import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ICON } from '../theme.ts';
import { HIDEABLE_COLUMNS, type HideableColumn } from './column-names.ts';
import classes from './UsersToolbar.module.css';
import type { Density } from './use-density.ts';

interface Props {
  hide: readonly HideableColumn[];
  onHide: (hide: HideableColumn[]) => void;
  density: Density;
  onDensity: (density: Density) => void;
}

const DENSITIES: readonly Density[] = ['comfortable', 'compact'];

/** Which columns show, and how close the rows stand. */
export function ViewMenu({ hide, onHide, density, onDensity }: Props) {
  const { t } = useTranslation('users');
  const toggle = (column: HideableColumn) =>
    onHide(hide.includes(column) ? hide.filter((one) => one !== column) : [...hide, column]);

  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Tooltip label={t('viewMenu.title')}>
          <ActionIcon variant="default" size={36} className={classes.viewMenu} aria-label={t('viewMenu.title')}>
            <IconAdjustmentsHorizontal {...ICON} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
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
        <Menu.Divider />
        <Menu.Label>{t('viewMenu.density')}</Menu.Label>
        {DENSITIES.map((one) => (
          <Menu.RadioItem key={one} value={one} checked={density === one} onChange={() => onDensity(one)}>
            {t(`viewMenu.${one}`)}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
