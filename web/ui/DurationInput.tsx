import { Group, Input, Select } from '@mantine/core';
import { useId } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DURATION_UNITS, type DurationUnit, unitOf } from './duration.ts';
import { WholeNumberInput } from './WholeNumberInput.tsx';

interface Props {
  label: string;
  description?: string;
  error?: string;
  disabled?: boolean;
  /** In seconds; null where nothing, or nothing that is a number, stands there. */
  value: number | null;
  onChange: (seconds: number | null) => void;
}

/** A length of time as a number and its unit; the product counts in seconds. */
export function DurationInput({ label, description, error, disabled, value, onChange }: Props) {
  const { t } = useTranslation('ui');
  const id = useId();
  const [unit, setUnit] = useState<DurationUnit>(() => unitOf(value ?? 3600));
  const units = Object.keys(DURATION_UNITS) as DurationUnit[];

  function choose(next: DurationUnit) {
    if (value !== null) onChange(Math.round(value / DURATION_UNITS[unit]) * DURATION_UNITS[next]);
    setUnit(next);
  }

  return (
    <Input.Wrapper id={id} label={label} description={error ? undefined : description} error={error}>
      <Group gap="xs" wrap="nowrap" mt={4}>
        <WholeNumberInput
          id={id}
          data-path="sessionSeconds"
          disabled={disabled}
          error={Boolean(error)}
          value={value === null ? '' : value / DURATION_UNITS[unit]}
          onChange={(typed) => onChange(typed === '' ? null : typed * DURATION_UNITS[unit])}
          style={{ flex: 1 }}
        />
        <Select
          aria-label={t('duration.unit', { field: label })}
          data={units.map((one) => ({ value: one, label: t(`duration.${one}`) }))}
          value={unit}
          onChange={(next) => next && choose(next as DurationUnit)}
          allowDeselect={false}
          disabled={disabled}
          w={130}
          comboboxProps={{ withinPortal: true }}
        />
      </Group>
    </Input.Wrapper>
  );
}
