import { Drawer } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { useLive } from '../live/use-live.ts';
import { useMyLocale } from '../me/use-my-locale.ts';
import { StepUpDialog } from '../sessions/step-up.tsx';
import classes from './Frame.module.css';
import { NotAllowed } from './NotAllowed.tsx';
import { isPageOpen } from './navigation.ts';
import { Pane } from './Pane.tsx';
import { focusContent, SkipLink } from './SkipLink.tsx';
import { TopBar } from './TopBar.tsx';
import { usePageName } from './use-page-name.ts';

/** Left pane, top bar, and the page. On phones the pane is a sheet. */
export function Frame() {
  const { t } = useTranslation('frame');
  useMyLocale();
  useLive();
  const [collapsed, setCollapsed] = useLocalStorage({
    key: 'rollcall.pane-collapsed',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const [sheet, { open, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  const [me, page] = [useMe(), usePageName()];
  useOnArrival(pathname, () => {
    close();
    focusContent();
  });

  return (
    <div className={classes.frame} data-collapsed={collapsed || undefined}>
      <SkipLink />
      <aside className={classes.pane} aria-label={t('pane')}>
        <Pane collapsed={collapsed} onToggle={() => setCollapsed(!collapsed)} />
      </aside>
      <Drawer
        opened={sheet}
        onClose={close}
        position="left"
        size={280}
        withCloseButton={false}
        attributes={{ content: { 'aria-label': t('mainNavigation') } }}
        classNames={{ body: classes.sheet, content: classes.sheetContent }}
      >
        <Pane onClose={close} />
      </Drawer>
      <TopBar onOpenNavigation={open} />
      <main id="content" className={classes.content} tabIndex={-1}>
        {page === undefined || isPageOpen(me, page) ? <Outlet /> : <NotAllowed page={page} />}
      </main>
      <StepUpDialog />
    </div>
  );
}

/** Runs after each step to another page, but not on the page that was loaded first. */
function useOnArrival(pathname: string, run: () => void) {
  const arrived = useRef(pathname);
  useEffect(() => {
    if (arrived.current === pathname) return;
    arrived.current = pathname;
    run();
  });
}
