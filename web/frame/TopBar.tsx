import { ActionIcon, Burger, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHelpCircle } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { QuickFind } from '../quick-find/QuickFind.tsx';
import { ICON } from '../theme.ts';
import { useShortcut } from '../ui/use-shortcut.ts';
import { Breadcrumb } from './Breadcrumb.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import classes from './TopBar.module.css';

const ShortcutsDialog = lazy(async () => ({ default: (await import('./ShortcutsDialog.tsx')).ShortcutsDialog }));

/** Where one is, quick find, help, and the person's own menu. */
export function TopBar({ onOpenNavigation }: { onOpenNavigation: () => void }) {
  const { t } = useTranslation('frame');
  const [help, { open, close }] = useDisclosure(false);
  useShortcut('?', t('showShortcuts'), open);

  return (
    <header className={classes.bar}>
      <Burger
        className={classes.burger}
        size="sm"
        onClick={onOpenNavigation}
        aria-label={t('openNavigation')}
        aria-haspopup="dialog"
      />
      <Breadcrumb />
      <QuickFind />
      <Tooltip label={t('keyboard')}>
        <ActionIcon variant="subtle" color="gray" size={36} onClick={open} aria-label={t('keyboard')} className={classes.help}>
          <IconHelpCircle {...ICON} />
        </ActionIcon>
      </Tooltip>
      <PersonMenu onShowShortcuts={open} />
      <Suspense>{help && <ShortcutsDialog onClose={close} />}</Suspense>
    </header>
  );
}
