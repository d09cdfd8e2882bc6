import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './SkipLink.module.css';

/** The first stop of the Tab key: past the navigation. */
export function SkipLink() {
  const { t } = useTranslation('frame');
  return (
    <UnstyledButton className={classes.link} onClick={focusContent}>
      {t('skip')}
    </UnstyledButton>
  );
}

/** Puts the focus on the page, so that Tab and a screen reader continue there. */
export function focusContent(): void {
  document.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true });
}
