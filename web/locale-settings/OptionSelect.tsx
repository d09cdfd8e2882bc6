import { type OptionsFilter, Select } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './OptionSelect.module.css';
import type { Option } from './options.ts';

/** Stands for "nothing of one's own" in the list, which holds no empty values. */
const DEFAULT = 'default';

interface Props {
  label: ReactNode;
  readOnly?: boolean;
  description?: ReactNode;
  error?: ReactNode;
  value?: string;
  onChange?: (value: string) => void;
  onBlur?: () => void;
  'data-path'?: string;
  optionOf: (value: string) => Option;
  /** Asked when the list opens for the first time. */
  allOptions: () => Option[];
  /** The value that counts where none is chosen; undefined where one must be. */
  defaultValue?: string;
}

/** A list that is searched by typing. Its first line takes the account's default, and names it. */
export function OptionSelect({ optionOf, allOptions, defaultValue, value = '', onChange, error, description, ...input }: Props) {
  const { t } = useTranslation('locale-settings');
  const [wasOpened, setOpened] = useState(false);
  const list = useMemo(() => (wasOpened ? allOptions() : []), [wasOpened, allOptions]);
  const byDefault: Option[] =
    defaultValue === undefined ? [] : [{ value: DEFAULT, label: t('default', { name: optionOf(defaultValue).label }) }];
  const present = value === '' || list.some((one) => one.value === value) ? [] : [optionOf(value)];
  const options = [...byDefault, ...present, ...list];
  return (
    <Select
      {...input}
      value={value === '' && defaultValue !== undefined ? DEFAULT : value}
      onChange={(chosen) => chosen !== null && onChange?.(chosen === DEFAULT ? '' : chosen)}
      data={options.map((one) => ({ value: one.value, label: one.label }))}
      filter={filterBy(options)}
      renderOption={({ option }) => <Line option={options.find((one) => one.value === option.value)} />}
      onDropdownOpen={() => setOpened(true)}
      // What is typed replaces the name that stands there.
      onFocus={({ currentTarget }) => currentTarget.select()}
      onClick={({ currentTarget }) => currentTarget.select()}
      description={error ? undefined : description}
      error={error}
      aria-disabled={input.readOnly || undefined}
      searchable
      allowDeselect={false}
      selectFirstOptionOnChange
      nothingFoundMessage={t('nothing')}
      maxDropdownHeight={280}
    />
  );
}

function Line({ option }: { option: Option | undefined }) {
  return (
    <div className={classes.line}>
      <span>{option?.label}</span>
      {option?.detail && <span className={classes.detail}>{option.detail}</span>}
    </div>
  );
}

/** Every word that is typed must stand somewhere in the line. */
function filterBy(options: readonly Option[]): OptionsFilter {
  const texts = new Map(options.map(({ value, label, detail, words }) => [value, `${label} ${detail} ${words}`.toLowerCase()]));
  return ({ options: shown, search }) => {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    return shown.filter((one) => 'value' in one && words.every((word) => texts.get(String(one.value))?.includes(word)));
  };
}
