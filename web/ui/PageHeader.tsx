import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from './format.ts';
import classes from './PageHeader.module.css';

interface Props {
  title: string;
  /** How many there are; undefined while it is not known. */
  count?: number;
  /** There are more than `count`. */
  isMore?: boolean | undefined;
  /** What the page is for, in one sentence. */
  lead?: ReactNode;
  /** The main action, at the right of the title. */
  action?: ReactNode;
  /** Further controls, at the end of the line. */
  children?: ReactNode;
}

/** The title of a page with its count and its one main action. */
export function PageHeader({ title, count, isMore = false, lead, action, children }: Props) {
  const { t } = useTranslation('ui');
  const words = count === undefined ? '' : t(isMore ? 'countMore' : 'count', { count: formatNumber(count) });
  return (
    <div className={classes.header}>
      <div className={classes.line}>
        <h1 className={classes.title}>
          {title}
          {count !== undefined && (
            <>
              {' '}
              <span className={classes.count} aria-label={words} role="note">
                {isMore ? t('moreThan', { number: formatNumber(count) }) : formatNumber(count)}
              </span>
            </>
          )}
        </h1>
        {action}
        {children && <div className={classes.end}>{children}</div>}
      </div>
      {lead && <p className={classes.lead}>{lead}</p>}
    </div>
  );
}
