import { VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../contract/activity.ts';
import { formatNumber, formatTime } from '../../ui/format.ts';
import { kindsOf } from '../activity-kinds.ts';
import { KIND_GROUPS } from '../activity-search.ts';
import classes from './MinuteChart.module.css';
import type { Minute } from './use-summary.ts';

const HEIGHT = 72;
/** Of the width of a minute. */
const GAP = 0.24;
const LEAST_PX = 3;

interface Props {
  minutes: readonly Minute[];
  /** The kinds that are followed; none: all. */
  chosen: ReadonlySet<Activity>;
}

/** A bar for each minute. By pointer or arrow keys each says its numbers; for who hears the page they are a table. */
export function MinuteChart({ minutes, chosen }: Props) {
  const { t } = useTranslation('activity');
  const [at, setAt] = useState<number | null>(null);
  const sums = minutes.map(({ counts }) => sumOf(counts));
  const most = Math.max(1, ...sums.map(({ all }) => all));
  const last = minutes.length - 1;
  const pointed = at === null ? null : Math.min(at, last);
  const words = (index: number) => {
    const minute = minutes[index];
    return minute ? `${formatTime(minute.at)}: ${t('live.entryCount', { count: sums[index]?.all ?? 0 })}` : '';
  };

  function sumOf(counts: Minute['counts']) {
    let [all, followed] = [0, 0];
    for (const [kind, count] of counts) {
      all += count;
      if (chosen.size === 0 || chosen.has(kind)) followed += count;
    }
    return { all, followed };
  }

  function point(event: PointerEvent<HTMLElement>) {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - left) / width;
    const isMirrored = document.documentElement.dir === 'rtl';
    setAt(Math.max(0, Math.min(last, Math.floor((isMirrored ? 1 - share : share) * minutes.length))));
  }

  function step(event: KeyboardEvent) {
    const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const steps: Readonly<Record<string, number>> = { [forward]: 1, Home: -last, End: last };
    const by = steps[event.key] ?? (event.key.startsWith('Arrow') ? -1 : null);
    if (by === null) return;
    event.preventDefault();
    event.stopPropagation();
    setAt(Math.max(0, Math.min(last, (pointed ?? last) + by)));
  }

  return (
    <div className={classes.chart}>
      <div
        className={classes.plot}
        role="slider"
        tabIndex={0}
        aria-label={t('live.chart')}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={pointed ?? last}
        aria-valuetext={words(pointed ?? last)}
        onPointerMove={point}
        onPointerLeave={() => setAt(null)}
        onFocus={() => setAt((before) => before ?? last)}
        onBlur={() => setAt(null)}
        onKeyDown={step}
      >
        <svg className={classes.bars} width="100%" height={HEIGHT} aria-hidden="true">
          <line x1="0" x2="100%" y1="0.5" y2="0.5" className={classes.line} />
          <line x1="0" x2="100%" y1={HEIGHT / 2} y2={HEIGHT / 2} className={classes.line} />
          {sums.map(({ all, followed }, index) => {
            const [tall, dark] = [heightOf(all, most), heightOf(followed, most)];
            const place = {
              x: `${((index + GAP / 2) / minutes.length) * 100}%`,
              width: `${((1 - GAP) / minutes.length) * 100}%`,
            };
            return (
              <g key={minutes[index]?.at} data-pointed={index === pointed || undefined} className={classes.bar}>
                <rect {...place} y={HEIGHT - tall} height={tall} rx={1.5} className={classes.rest} />
                <rect {...place} y={HEIGHT - dark} height={dark} rx={1.5} className={classes.followed} />
              </g>
            );
          })}
        </svg>
        <span className={classes.most} aria-hidden>
          {formatNumber(most)}
        </span>
        {pointed !== null && <Tip minute={minutes[pointed]} share={(pointed + 0.5) / minutes.length} />}
      </div>
      <div className={classes.axis} aria-hidden>
        <span>{formatTime(minutes[0]?.at ?? new Date())}</span>
        <span>{t('live.now')}</span>
      </div>
      <VisuallyHidden>
        <Numbers minutes={minutes} />
      </VisuallyHidden>
    </div>
  );
}

function heightOf(count: number, most: number): number {
  return count === 0 ? 0 : Math.max(LEAST_PX, Math.round((count / most) * (HEIGHT - 2)));
}

/** What happened in one minute, by kind. */
function Tip({ minute, share }: { minute: Minute | undefined; share: number }) {
  const { t } = useTranslation('activity');
  if (!minute) return null;
  const groups = countsOf(minute).filter(({ count }) => count > 0);
  // On the side where there is more room.
  const place = share > 0.5 ? { insetInlineEnd: `${(1 - share) * 100}%` } : { insetInlineStart: `${share * 100}%` };
  return (
    <div className={classes.tip} style={place} aria-hidden>
      <b>{formatTime(minute.at)}</b>
      {groups.length === 0 && <div>{t('live.entryCount', { count: 0 })}</div>}
      {groups.map(({ group, count }) => (
        <div key={group} className={classes.tipLine}>
          <span>{t(`group.${group}`)}</span>
          <span>{formatNumber(count)}</span>
        </div>
      ))}
    </div>
  );
}

/** The same as a table. */
function Numbers({ minutes }: { minutes: readonly Minute[] }) {
  const { t } = useTranslation('activity');
  return (
    <table>
      <caption>{t('live.chart')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('live.minute')}</th>
          {KIND_GROUPS.map((group) => (
            <th key={group} scope="col">
              {t(`group.${group}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {minutes.map((minute) => (
          <tr key={minute.at}>
            <th scope="row">{formatTime(minute.at)}</th>
            {countsOf(minute).map(({ group, count }) => (
              <td key={group}>{formatNumber(count)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function countsOf({ counts }: Minute) {
  return KIND_GROUPS.map((group) => ({
    group,
    count: kindsOf(group).reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0),
  }));
}
