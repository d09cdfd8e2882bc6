import { Tooltip, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from './format.ts';
import classes from './PageHeader.module.css';

interface Props {
  title: string;
  /** How many there are; undefined while it is not known. */
  count?: number;
  /** There are more than `count`; how to have them all counted. */
  onCountExactly?: (() => void) | undefined;
  /** What the page is for, in one sentence. */
  lead?: ReactNode;
  /** The main action, at the right of the title. */
  action?: ReactNode;
  /** Further controls, at the end of the line. */
  children?: ReactNode;
}

/** The title of a page with its count and its one main action. */
export function PageHeader({ title, count, onCountExactly, lead, action, children }: Props) {
  const { t } = useTranslation('ui');
  return (
    <div className={classes.header}>
      <div className={classes.line}>
        <h1 className={classes.title}>
          {title}
          {count !== undefined && ' '}
          {count !== undefined && !onCountExactly && (
            <span className={classes.count} aria-label={t('count', { count: formatNumber(count) })} role="note">
              {formatNumber(count)}
            </span>
          )}
          {count !== undefined && onCountExactly && (
            <Tooltip label={t('countExactly')}>
              <UnstyledButton
                className={classes.more}
                onClick={onCountExactly}
                aria-label={t('countMore', { count: formatNumber(count) })}
              >
                {t('moreThan', { number: formatNumber(count) })}
              </UnstyledButton>
            </Tooltip>
          )}
        </h1>
        {action}
        {children && <div className={classes.end}>{children}</div>}
      </div>
      {lead && <p className={classes.lead}>{lead}</p>}
    </div>
  );
}
