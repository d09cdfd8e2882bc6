import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SMALL_ICON } from '../theme.ts';
import { useShortcut } from '../ui/use-shortcut.ts';
import classes from './UsersToolbar.module.css';

const PAUSE_MS = 200;

/** The search box. What is typed counts after a short pause. */
export function UserSearch({ q, onChange }: { q: string; onChange: (q: string) => void }) {
  const { t } = useTranslation('users');
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(q);
  const sent = useRef(q);
  const send = useDebouncedCallback((value: string) => {
    sent.current = value;
    onChange(value);
  }, PAUSE_MS);

  // The address may change by itself: a link, the back button, Clear all.
  useEffect(() => {
    if (q !== sent.current) {
      sent.current = q;
      setText(q);
    }
  }, [q]);

  useShortcut('/', t('filter.search'), () => input.current?.focus());

  function change(value: string) {
    setText(value);
    send(value.trim());
  }

  return (
    <TextInput
      ref={input}
      type="search"
      className={classes.search}
      aria-label={t('filter.search')}
      placeholder={t('filter.searchHint')}
      maxLength={200}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      leftSection={<IconSearch {...SMALL_ICON} />}
      rightSection={
        text ? (
          <CloseButton size="sm" aria-label={t('filter.clearSearch')} onClick={() => change('')} />
        ) : (
          <Kbd size="xs" aria-hidden className={classes.key}>
            /
          </Kbd>
        )
      }
    />
  );
}
