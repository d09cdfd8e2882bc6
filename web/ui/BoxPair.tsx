import { Input, VisuallyHidden } from '@mantine/core';
import { useId } from '@mantine/hooks';
import type { CSSProperties, ReactNode } from 'react';
import classes from './TwoBoxes.module.css';

const FEWEST_LINES = 4;

interface Props {
  label: string;
  description?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  /** How many lines there are, so that the boxes are no higher than need be. */
  lines?: number;
  /** What happened last, for who does not see it. */
  said: string;
  /** The boxes; each refers to what describes the pair. */
  children: (describedBy: string | undefined) => ReactNode;
}

/** Two boxes under one label, beside each other where there is room. */
export function BoxPair({ label, description, error, required, lines, said, children }: Props) {
  const id = useId();
  const describedBy = [description && !error && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <fieldset className={classes.root} aria-labelledby={`${id}-label`} data-invalid={error ? true : undefined}>
      <Input.Label component="div" id={`${id}-label`} required={required}>
        {label}
      </Input.Label>
      {description && !error && <Input.Description id={`${id}-help`}>{description}</Input.Description>}
      <div className={classes.boxes} style={lines === undefined ? undefined : heightOf(lines)}>
        {children(describedBy)}
      </div>
      {error && <Input.Error id={`${id}-error`}>{error}</Input.Error>}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </fieldset>
  );
}

function heightOf(lines: number): CSSProperties {
  return { '--lines': Math.max(lines, FEWEST_LINES) } as CSSProperties;
}
