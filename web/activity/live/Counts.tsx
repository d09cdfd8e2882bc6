import { SegmentedControl, Skeleton, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../contract/activity.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { formatNumber } from '../../ui/format.ts';
import { kindsOf } from '../activity-kinds.ts';
import { type ActivityView, KIND_GROUPS } from '../activity-search.ts';
import { actionsOf, toggled } from '../kind-choices.ts';
import type { ChangeView } from '../use-activity-view.ts';
import { GROUP_ICONS } from './group-icons.ts';
import classes from './Live.module.css';
import { MinuteChart } from './MinuteChart.tsx';
import { type Minute, useSummary } from './use-summary.ts';

const SPANS = [5, 15, 60] as const;

interface Props {
  view: ActivityView;
  changeView: ChangeView;
}

/** How much of what kind happened lately, minute by minute; a press on a kind follows only that. */
export function Counts({ view, changeView }: Props) {
  const { t } = useTranslation('activity');
  const [span, setSpan] = useState<number>(15);
  const { query, minutes } = useSummary();
  if (query.isError && !minutes) {
    return <ErrorState error={query.error} title={t('live.countsFailed')} onRetry={() => void query.refetch()} />;
  }
  const shown = minutes?.slice(-span);
  const chosen = new Set(actionsOf(view.action));
  return (
    <section className={classes.counts} aria-label={t('live.counts')}>
      <div className={classes.countsHead}>
        <h2 className={classes.total}>
          <span className={classes.number}>{shown ? formatNumber(sumOf(shown)) : '–'}</span>{' '}
          <span className={classes.lately}>{t('live.inLastMinutes', { count: shown ? sumOf(shown) : 0, minutes: span })}</span>
        </h2>
        <SegmentedControl
          size="xs"
          aria-label={t('live.window')}
          value={String(span)}
          onChange={(value) => setSpan(Number(value))}
          data={SPANS.map((one) => ({ value: String(one), label: t('live.minutes', { count: one }) }))}
        />
      </div>
      {shown ? <MinuteChart minutes={shown} chosen={chosen} /> : <Skeleton height={96} aria-hidden />}
      <ul className={classes.groups}>
        {KIND_GROUPS.map((group) => {
          const Picture = GROUP_ICONS[group];
          const kinds = kindsOf(group);
          return (
            <li key={group}>
              <UnstyledButton
                className={classes.group}
                aria-pressed={kinds.every((kind) => chosen.has(kind))}
                onClick={() => changeView({ action: toggled(view.action, group) })}
              >
                <Picture size={16} stroke={1.5} aria-hidden />
                <span className={classes.groupName}>{t(`group.${group}`)}</span>
                <span className={classes.groupCount}>{shown ? formatNumber(sumOf(shown, kinds)) : '–'}</span>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** How many entries there were, of these kinds or of all. */
function sumOf(minutes: readonly Minute[], kinds?: readonly Activity[]): number {
  let sum = 0;
  for (const { counts } of minutes) for (const [kind, count] of counts) if (!kinds || kinds.includes(kind)) sum += count;
  return sum;
}
