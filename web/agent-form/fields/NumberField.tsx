import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { settingOf } from '../../../contract/agent-settings.ts';
import { formatDecimal } from '../../ui/format.ts';
import { useDurationWords } from '../../ui/use-duration-words.ts';
import { type FieldProps, useAgentForm } from '../agent-form-state.ts';
import { kindOf } from '../kind-of.ts';
import { numberIn, stepped } from '../numbers.ts';

/** A number; empty is the default. Seconds have the same in words beside them; the arrow keys go up and down by a step. */
export function NumberField({ name, readOnly, fieldOf: _of, ...props }: FieldProps) {
  const { t } = useTranslation('agent-form');
  const { form } = useAgentForm();
  const duration = useDurationWords();
  const [typed, setTyped] = useState<string | null>(null);
  const { onChange: _, onBlur, value, ...input } = form.getInputProps(name);
  const setting = settingOf(name);
  const kind = kindOf(setting);
  const inWords = kind === 'seconds' && typeof value === 'number' && value > 0 ? `= ${duration(value)}` : '';
  const shown = typeof value === 'number' ? (kind === 'tenths' ? formatDecimal(value, 1) : String(value)) : (value ?? '');

  function change(text: string) {
    setTyped(text);
    form.setFieldValue(name, numberIn(text));
  }

  function step(event: KeyboardEvent) {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by === undefined || readOnly) return;
    event.preventDefault();
    setTyped(null);
    form.setFieldValue(name, stepped(typeof value === 'number' ? value : 0, by * (kind === 'tenths' ? 0.1 : 1)));
  }

  return (
    <TextInput
      {...input}
      {...props}
      value={typed ?? String(shown)}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={step}
      onBlur={() => {
        setTyped(null);
        onBlur?.();
      }}
      inputMode={kind === 'tenths' ? 'decimal' : 'numeric'}
      placeholder={setting.empty === 'default' ? t('placeholder') : undefined}
      rightSection={inWords && <span data-in-words>{inWords}</span>}
      rightSectionWidth={inWords ? 132 : undefined}
      rightSectionPointerEvents="none"
      autoComplete="off"
      maxLength={12}
      readOnly={readOnly}
      aria-disabled={readOnly || undefined}
    />
  );
}
