import { Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './QuickFind.module.css';

/** What stands on the key, in every language. */
const ESCAPE = 'Esc';

/** Which keys do what, for those who have keys. */
export function QuickFindKeys() {
  const { t } = useTranslation('quick-find');
  return (
    <div className={classes.keys} aria-hidden>
      <span>
        <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> {t('keys.choose')}
      </span>
      <span>
        <Kbd size="xs">↵</Kbd> {t('keys.open')}
      </span>
      <span>
        <Kbd size="xs">{ESCAPE}</Kbd> {t('keys.close')}
      </span>
    </div>
  );
}
