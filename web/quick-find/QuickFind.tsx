import { Kbd, UnstyledButton } from '@mantine/core';
import { useDisclosure, useWindowEvent } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SMALL_ICON } from '../theme.ts';
import classes from './QuickFindButton.module.css';
import { isQuickFindKey, QUICK_FIND_KEYS } from './quick-find-key.ts';
import { catchTyping, takeTyped } from './typed-ahead.ts';

const load = () => import('./QuickFindDialog.tsx');
const QuickFindDialog = lazy(async () => ({ default: (await load()).QuickFindDialog }));

/** What looks like a field in the top bar and opens quick find, as `Ctrl K` or `⌘ K` does from anywhere. */
export function QuickFind() {
  const { t } = useTranslation('quick-find');
  const [opened, { open, close }] = useDisclosure(false, { onOpen: catchTyping, onClose: takeTyped });
  const [wasOpened, setWasOpened] = useState(opened);
  if (opened && !wasOpened) setWasOpened(true);

  useWindowEvent('keydown', (event) => {
    if (!isQuickFindKey(event)) return;
    event.preventDefault();
    if (opened) close();
    // A dialog is answered first.
    else if (!document.querySelector('[aria-modal="true"]')) open();
  });

  return (
    <>
      <UnstyledButton
        className={classes.button}
        onClick={open}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
      >
        <IconSearch {...SMALL_ICON} />
        <span className={classes.text}>{t('button')}</span>
        <Kbd size="xs" className={classes.key} aria-hidden>
          {QUICK_FIND_KEYS}
        </Kbd>
      </UnstyledButton>
      <Suspense>{wasOpened && <QuickFindDialog opened={opened} onClose={close} />}</Suspense>
    </>
  );
}
