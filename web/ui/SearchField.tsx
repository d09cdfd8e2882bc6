import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SMALL_ICON } from '../theme.ts';
import classes from './SearchField.module.css';
import { useShortcut } from './use-shortcut.ts';

const PAUSE_MS = 200;

interface Props {
  q: string;
  onChange: (q: string) => void;
  label: string;
  /** What can be searched for. */
  hint: string;
}

/** The search box of a list; `/` goes there. What is typed counts after a short pause. */
export function SearchField({ q, onChange, label, hint }: Props) {
  const { t } = useTranslation('ui');
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

  useShortcut('/', label, () => input.current?.focus());

  function change(value: string) {
    setText(value);
    send(value.trim());
  }

  return (
    <TextInput
      ref={input}
      type="search"
      className={classes.search}
      aria-label={label}
      placeholder={hint}
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
