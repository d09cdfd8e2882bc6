import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SMALL_ICON } from '../theme.ts';
import { useShortcut } from '../ui/use-shortcut.ts';
import classes from './DepartmentSearch.module.css';

/** Narrows the list while typing; the text stands in the address. */
export function DepartmentSearch({ q, onChange }: { q: string; onChange: (q: string) => void }) {
  const { t } = useTranslation('departments');
  const input = useRef<HTMLInputElement>(null);
  useShortcut('/', t('search'), () => input.current?.focus());
  return (
    <search className={classes.search}>
      <TextInput
        ref={input}
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        maxLength={80}
        value={q}
        onChange={(event) => onChange(event.currentTarget.value)}
        leftSection={<IconSearch {...SMALL_ICON} />}
        rightSection={
          q ? (
            <CloseButton size="sm" aria-label={t('clearSearch')} onClick={() => onChange('')} />
          ) : (
            <Kbd size="xs" aria-hidden className={classes.key}>
              /
            </Kbd>
          )
        }
      />
    </search>
  );
}
