import { Checkbox, Combobox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FilterButton } from './FilterButton.tsx';
import type { FilterProps } from './FilterSelect.tsx';
import classes from './Toolbar.module.css';
import { useFindBox } from './use-find-box.ts';

interface Props extends FilterProps<string> {
  /** It was pressed before it was there. */
  startsOpen: boolean;
}

const MANY = 8;

/** The button of a filter with its list of options. */
export function FilterList({ label, options, chosen, onChange, search, startsOpen }: Props) {
  const { t } = useTranslation();
  const { combobox, text, setText } = useFindBox({ startsOpen });
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
        <FilterButton label={label} count={chosen.length} onClick={() => combobox.toggleDropdown()} />
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
