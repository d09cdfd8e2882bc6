import { Button, Checkbox, Combobox, useCombobox, VisuallyHidden } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SMALL_ICON } from '../theme.ts';
import classes from './UsersToolbar.module.css';

export interface FilterOption<T extends string> {
  readonly value: T;
  readonly label: string;
}

interface Props<T extends string> {
  label: string;
  options: readonly FilterOption<T>[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
  /** Shows a field over the options, with this name, where there are many. */
  search?: string;
}

const MANY = 8;

/** A button that opens a list of which several can be chosen. */
export function FilterSelect<T extends string>({ label, options, chosen, onChange, search }: Props<T>) {
  const { t } = useTranslation('users');
  const [text, setText] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setText('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const hasSearch = search !== undefined && options.length > MANY;
  const shown = options.filter((option) => option.label.toLowerCase().includes(text.trim().toLowerCase()));

  function toggle(value: string) {
    const option = options.find((one) => one.value === value);
    if (!option) return;
    onChange(chosen.includes(option.value) ? chosen.filter((one) => one !== value) : [...chosen, option.value]);
  }

  return (
    <Combobox store={combobox} onOptionSubmit={toggle} width={260} position="bottom-start" shadow="md">
      <Combobox.Target targetType="button">
        <Button
          variant="default"
          className={classes.filter}
          data-chosen={chosen.length > 0 || undefined}
          rightSection={<IconChevronDown {...SMALL_ICON} />}
          onClick={() => combobox.toggleDropdown()}
        >
          {label}
          {chosen.length > 0 && (
            <>
              {' '}
              <span className={classes.number}>{chosen.length}</span> <VisuallyHidden>{t('filter.chosen')}</VisuallyHidden>
            </>
          )}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        {hasSearch && (
          <Combobox.Search
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            placeholder={search}
            aria-label={search}
          />
        )}
        <Combobox.Options aria-label={label} aria-multiselectable mah={300} className={classes.options}>
          {shown.map((option) => (
            <Combobox.Option key={option.value} value={option.value} active={chosen.includes(option.value)}>
              <span className={classes.option}>
                <Checkbox.Indicator checked={chosen.includes(option.value)} size="xs" aria-hidden />
                <span dir="auto">{option.label}</span>
              </span>
            </Combobox.Option>
          ))}
          {shown.length === 0 && <Combobox.Empty>{t('filter.nothing')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
