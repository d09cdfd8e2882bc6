import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../ui/format.ts';
import classes from './AgentSets.module.css';

const LEVELS = Array.from({ length: 10 }, (_, n) => n + 1);

interface Props {
  /** Whose level it is. */
  name: string;
  value: number;
  isFixed: boolean;
  onChange: (level: number) => void;
}

/** How well an agent does what the skill group is about. */
export function LevelSelect({ name, value, isFixed, onChange }: Props) {
  const { t } = useTranslation('tags');
  return (
    <NativeSelect
      size="xs"
      className={classes.level}
      aria-label={t('levelOf', { name })}
      value={value}
      disabled={isFixed}
      data={LEVELS.map((level) => ({ value: String(level), label: formatNumber(level) }))}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    />
  );
}
