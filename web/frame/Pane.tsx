import { ActionIcon, CloseButton, Tooltip, UnstyledButton } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { ICON } from '../theme.ts';
import { HalfSwitch } from './HalfSwitch.tsx';
import { halfFor, isGroup, navigationFor } from './navigation.ts';
import classes from './Pane.module.css';
import { PaneGroup } from './PaneGroup.tsx';
import { PaneLink } from './PaneLink.tsx';

interface Props {
  collapsed?: boolean;
  onToggle?: () => void;
  onClose?: () => void;
}

/** The account, the switch of the two halves, and everything that this person may open in the one that is open. */
export function Pane({ collapsed = false, onToggle, onClose }: Props) {
  const { t } = useTranslation('frame');
  const me = useMe();
  const { account } = me;
  const items = navigationFor(me, halfFor(me, useLocation().pathname));

  return (
    <div className={classes.pane} data-collapsed={collapsed || undefined}>
      <div className={classes.account}>
        <span className={classes.tile} aria-hidden>
          {account.name.slice(0, 1).toUpperCase()}
        </span>
        <div className={classes.accountText}>
          <div className={classes.accountName} title={account.name}>
            <bdi>{account.name}</bdi>
          </div>
          <div className={classes.accountCode} aria-label={t('accountCode', { code: account.code })} role="note">
            <bdi>{account.code}</bdi>
          </div>
        </div>
        {onClose && <CloseButton onClick={onClose} aria-label={t('closeNavigation')} />}
      </div>
      <HalfSwitch collapsed={collapsed} />
      <nav aria-label={t('mainNavigation')} className={classes.entries}>
        {items.map((item) => {
          if (!isGroup(item)) return <PaneLink key={item.page} entry={item} collapsed={collapsed} />;
          return <PaneGroup key={item.page} group={item} collapsed={collapsed} />;
        })}
      </nav>
      {onToggle && <PaneToggle collapsed={collapsed} onToggle={onToggle} />}
    </div>
  );
}

function PaneToggle({ collapsed, onToggle }: { collapsed: boolean; onToggle: () => void }) {
  const { t } = useTranslation('frame');
  if (collapsed) {
    return (
      <Tooltip label={t('expandPane')} position="right">
        <ActionIcon
          className={classes.expand}
          variant="subtle"
          color="gray"
          size={36}
          onClick={onToggle}
          aria-label={t('expandPane')}
        >
          <IconLayoutSidebarLeftExpand {...ICON} />
        </ActionIcon>
      </Tooltip>
    );
  }
  return (
    <UnstyledButton className={classes.toggle} onClick={onToggle}>
      <IconLayoutSidebarLeftCollapse {...ICON} />
      {t('collapsePane')}
    </UnstyledButton>
  );
}
