import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { settingOf } from '../../../contract/agent-settings.ts';
import { formatNumber } from '../../ui/format.ts';
import { useDurationWords } from '../../ui/use-duration-words.ts';
import { type FieldProps, useAgentForm } from '../agent-form-state.ts';
import { kindOf } from '../kind-of.ts';

/** A number; empty is the default. Seconds have the same in words beside them; tenths go up and down by 0.1. */
export function NumberField({ name, readOnly, fieldOf: _of, ...props }: FieldProps) {
  const { t } = useTranslation('agent-form');
  const { form } = useAgentForm();
  const duration = useDurationWords();
  const { onChange: _, value, ...input } = form.getInputProps(name);
  const setting = settingOf(name);
  const kind = kindOf(setting);
  const inWords = kind === 'seconds' && typeof value === 'number' && value > 0 ? duration(value) : '';
  return (
    <NumberInput
      {...input}
      {...props}
      value={typeof value === 'number' || typeof value === 'string' ? value : ''}
      onChange={(typed) => form.setFieldValue(name, typed === '' ? null : typed)}
      placeholder={setting.empty === 'default' ? t('placeholder') : undefined}
      step={kind === 'tenths' ? 0.1 : kind === 'seconds' ? 900 : 1}
      decimalScale={kind === 'tenths' ? 1 : 0}
      fixedDecimalScale={kind === 'tenths'}
      decimalSeparator={kind === 'tenths' ? decimalSign() : undefined}
      allowNegative={false}
      hideControls={kind !== 'tenths' || readOnly}
      rightSection={inWords ? <span aria-hidden>{`= ${inWords}`}</span> : undefined}
      rightSectionWidth={inWords ? 132 : undefined}
      rightSectionPointerEvents={inWords ? 'none' : undefined}
      autoComplete="off"
      readOnly={readOnly}
      aria-disabled={readOnly || undefined}
    />
  );
}

function decimalSign(): string {
  return formatNumber(1.5).replaceAll(/[\d\u0660-\u0669]/g, '') || '.';
}
