import { MultiSelect } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { spokenLanguageOption, spokenLanguageOptions } from './options.ts';

interface Props {
  label?: ReactNode;
  description?: ReactNode;
  readOnly?: boolean;
  value?: string[];
  onChange?: (codes: string[]) => void;
  onBlur?: () => void;
  error?: ReactNode;
  'data-path'?: string;
}

/** Further languages that somebody speaks. */
export function MoreLanguages({ value = [], error, label, description, ...input }: Props) {
  const { t } = useTranslation('locale-settings');
  const [wasOpened, setOpened] = useState(false);
  const list = useMemo(() => (wasOpened ? spokenLanguageOptions() : []), [wasOpened]);
  const present = value.filter((code) => !list.some((one) => one.value === code)).map(spokenLanguageOption);
  return (
    <MultiSelect
      {...input}
      label={label ?? t('moreSpokenLanguages')}
      description={error ? undefined : (description ?? t('moreSpokenLanguagesHelp'))}
      error={error}
      value={value}
      data={[...present, ...list].map((one) => ({ value: one.value, label: one.label }))}
      onDropdownOpen={() => setOpened(true)}
      placeholder={value.length === 0 ? t('morePlaceholder') : undefined}
      aria-disabled={input.readOnly || undefined}
      searchable
      hidePickedOptions
      maxValues={20}
      nothingFoundMessage={t('nothing')}
      maxDropdownHeight={280}
    />
  );
}
