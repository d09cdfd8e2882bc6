import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ICON } from '../theme.ts';
import { useIsPhone } from '../ui/use-is-phone.ts';
import classes from './Toolbar.module.css';

interface Props {
  width: number;
  className?: string | undefined;
  /** The order of the list, where there are no columns to press. */
  order: ReactNode;
  /** Columns and density. */
  look: ReactNode;
  /** What else the menu offers. */
  children?: ReactNode;
}

/** How a list looks. */
export function LookMenu({ width, className, order, look, children }: Props) {
  const { t } = useTranslation();
  const isPhone = useIsPhone();
  const title = t(isPhone ? 'list.order' : 'list.look');
  return (
    <Menu position="bottom-end" width={width}>
      <Menu.Target>
        <Tooltip label={title}>
          <ActionIcon variant="default" size={36} className={classes.viewMenu} aria-label={title}>
            <IconAdjustmentsHorizontal {...ICON} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown className={className}>
        {isPhone ? order : look}
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
