import { settingOf } from '../../../contract/agent-settings.ts';
import type { DefaultableName } from '../../../contract/agent-settings-shapes.ts';
import { OptionSelect } from '../../locale-settings/OptionSelect.tsx';
import {
  interfaceLanguageOption,
  interfaceLanguageOptions,
  spokenLanguageOption,
  spokenLanguageOptions,
  zoneOption,
  zoneOptions,
} from '../../locale-settings/options.ts';
import { type FieldProps, useAgentForm } from '../agent-form-state.ts';
import { kindOf } from '../kind-of.ts';

const LISTS = {
  timezone: { optionOf: zoneOption, allOptions: zoneOptions },
  language: { optionOf: spokenLanguageOption, allOptions: spokenLanguageOptions },
  interfaceLanguage: { optionOf: interfaceLanguageOption, allOptions: interfaceLanguageOptions },
} as const;

/** A timezone or a language, of all that there are, found by typing. */
export function LocaleField({ name, required: _, fieldOf: _of, ...props }: FieldProps) {
  const { form, standingOf } = useAgentForm();
  const kind = kindOf(settingOf(name)) as keyof typeof LISTS;
  const { onChange: __, value, ...input } = form.getInputProps(name);
  return (
    <OptionSelect
      {...input}
      {...LISTS[kind]}
      {...props}
      value={typeof value === 'string' ? value : ''}
      onChange={(chosen) => form.setFieldValue(name, chosen === '' ? null : chosen)}
      defaultValue={String(standingOf(name as DefaultableName)?.inherited.value ?? '') || undefined}
    />
  );
}
