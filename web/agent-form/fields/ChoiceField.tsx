import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { settingOf } from '../../../contract/agent-settings.ts';
import { type FieldProps, useAgentForm } from '../agent-form-state.ts';
import { choicesOf } from '../kind-of.ts';
import { useValueWords } from '../use-value-words.ts';

/** One of a few; the first is the default where there is one. */
export function ChoiceField({ name, readOnly, fieldOf: _of, ...props }: FieldProps) {
  const { t } = useTranslation(['agent-form', 'settings']);
  const { form } = useAgentForm();
  const words = useValueWords();
  const setting = settingOf(name);
  const choices = choicesOf(setting);
  const { onChange: _, value, ...input } = form.getInputProps(name);
  const byDefault = name === 'twoFactor' ? t('settings:choice.twoFactor.default') : t(`default.${setting.default ?? 'account'}`);
  return (
    <Select
      {...input}
      {...props}
      value={String(value)}
      onChange={(chosen) => form.setFieldValue(name, choices.find((one) => String(one) === chosen) ?? null)}
      data={choices.map((one) => ({ value: String(one), label: one === null ? byDefault : words(name, one) }))}
      allowDeselect={false}
      readOnly={readOnly}
      aria-disabled={readOnly || undefined}
    />
  );
}
