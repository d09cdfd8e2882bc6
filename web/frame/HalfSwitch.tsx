import { Tooltip } from '@mantine/core';
import { IconBuildingSkyscraper, IconPhoneCall } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { SMALL_ICON } from '../theme.ts';
import classes from './HalfSwitch.module.css';
import { entriesFor, HALVES, halfOf } from './navigation.ts';

const ICONS = { portal: IconBuildingSkyscraper, dialer: IconPhoneCall };

/** Portal or Dialer, for who has both: each leads to the first page that this person may open there. */
export function HalfSwitch({ collapsed }: { collapsed: boolean }) {
  const { t } = useTranslation('frame');
  const me = useMe();
  const here = halfOf(useLocation().pathname);
  const ways = HALVES.flatMap((half) => {
    const first = entriesFor(me, half)[0];
    return first ? [{ half, to: first.to, Icon: ICONS[half] }] : [];
  });
  if (ways.length < 2) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div role="group" aria-label={t('half.label')} className={classes.switch} data-collapsed={collapsed || undefined}>
      {ways.map(({ half, to, Icon }) => (
        <Tooltip key={half} label={t(`half.${half}`)} position="right" disabled={!collapsed}>
          <Link
            to={to}
            activeOptions={{ exact: true, includeSearch: false }}
            className={classes.half}
            data-here={half === here || undefined}
            aria-label={collapsed ? t(`half.${half}`) : undefined}
            aria-current={half === here ? 'true' : undefined}
          >
            <Icon {...SMALL_ICON} />
            {!collapsed && t(`half.${half}`)}
          </Link>
        </Tooltip>
      ))}
    </div>
  );
}
