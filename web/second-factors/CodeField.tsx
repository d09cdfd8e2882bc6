import { TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useRef } from 'react';
import classes from './CodeField.module.css';

interface Props extends Omit<TextInputProps, 'value'> {
  value?: string;
  /** Six digits are there, typed or pasted; each code once. */
  onComplete?: () => void;
}

/** Six digits. A browser may fill them in from a message; a wrong code is marked, so that typing replaces it. */
export function CodeField({ value = '', onComplete, error, ...props }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const last = useRef('');
  const code = value.replaceAll(/[\s-]/g, '');

  useEffect(() => {
    if (!/^\d{6}$/.test(code) || last.current === code) return;
    last.current = code;
    onComplete?.();
  }, [code, onComplete]);

  useEffect(() => {
    if (error) input.current?.select();
  }, [error]);

  return (
    <TextInput
      ref={input}
      required
      autoComplete="one-time-code"
      inputMode="numeric"
      maxLength={12}
      spellCheck={false}
      classNames={{ input: classes.input }}
      value={value}
      error={error}
      {...props}
    />
  );
}
