import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Toolbar.module.css';

export interface Chip {
  readonly key: string;
  readonly label: string;
  readonly remove: () => void;
}

interface Props {
  chips: readonly Chip[];
  /** How many match, in words; empty where nothing narrows the list. Without it nobody counts. */
  matching?: string;
  onClear: () => void;
}

/** Each filter in force as a chip that can be taken away, and how many match. */
export function FilterChips({ chips, matching, onClear }: Props) {
  const { t } = useTranslation();
  return (
    <div className={classes.chips} data-empty={chips.length === 0 || undefined}>
      {matching !== undefined && (
        <span role="status" className={classes.matching}>
          {matching}
        </span>
      )}
      <ul className={classes.chipList} aria-label={t('filter.chips')}>
        {chips.map(({ key, label, remove }) => (
          <li key={key} className={classes.chip}>
            <span className={classes.chipText} title={label}>
              {label}
            </span>
            <CloseButton
              size="xs"
              className={classes.chipRemove}
              aria-label={t('filter.remove', { filter: label })}
              onClick={remove}
            />
          </li>
        ))}
      </ul>
      {chips.length > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={onClear}>
          {t('filter.clearAll')}
        </Button>
      )}
    </div>
  );
}
