import { NativeSelect } from '@mantine/core';
import { formatNumber } from '../ui/format.ts';
import classes from './AgentSets.module.css';

const LEVELS = Array.from({ length: 10 }, (_, n) => n + 1);

interface Props {
  /** Says whose level it is, or in what. */
  label: string;
  value: number;
  isFixed?: boolean;
  onChange: (level: number) => void;
  /** What a level is called, where the number alone does not say what it is. */
  wordsOf?: (level: number) => string;
}

/** How well an agent does what the skill group is about. */
export function LevelSelect({ label, value, isFixed = false, onChange, wordsOf = formatNumber }: Props) {
  return (
    <NativeSelect
      size="xs"
      className={classes.level}
      aria-label={label}
      value={value}
      disabled={isFixed}
      data={LEVELS.map((level) => ({ value: String(level), label: wordsOf(level) }))}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    />
  );
}
