import { Button, CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './SelectionBar.module.css';

interface Props {
  /** How many, in words. */
  label: string;
  /** Offered where more match than are picked: how many that would be, in words. */
  all?: string | undefined;
  onAll: () => void;
  onClear: () => void;
  /** What can be done to them. */
  children: ReactNode;
}

/** Rises from the bottom of a list while rows are picked. */
export function SelectionBar({ label, all, onAll, onClear, children }: Props) {
  const { t } = useTranslation();
  return (
    <section className={classes.bar} aria-label={t('list.selection')}>
      <CloseButton onClick={onClear} aria-label={t('list.clearSelection')} />
      <span className={classes.label} role="status">
        {label}
      </span>
      {all && (
        <Button variant="subtle" size="compact-sm" onClick={onAll}>
          {all}
        </Button>
      )}
      <span className={classes.actions}>{children}</span>
    </section>
  );
}
