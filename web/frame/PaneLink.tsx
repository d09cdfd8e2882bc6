import { Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ICON } from '../theme.ts';
import type { Entry } from './navigation.ts';
import classes from './Pane.module.css';

/** One entry of the pane: the icon and the name, or the icon with the name beside it on hover. */
export function PaneLink({ entry, collapsed, nested = false }: { entry: Entry; collapsed: boolean; nested?: boolean }) {
  const { t } = useTranslation('frame');
  const name = t(`pages.${entry.page}`);
  return (
    <Tooltip label={name} position="right" disabled={!collapsed}>
      <Link
        to={entry.to}
        activeOptions={{ exact: entry.to === '/', includeSearch: false }}
        className={classes.link}
        data-nested={nested || undefined}
        aria-label={collapsed ? name : undefined}
      >
        <entry.icon {...ICON} />
        {!collapsed && <span>{name}</span>}
      </Link>
    </Tooltip>
  );
}
