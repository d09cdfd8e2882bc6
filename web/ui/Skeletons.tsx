import { Skeleton, Stack } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Skeletons.module.css';

const WORDS_AFTER_MS = 2_000;
const WIDTHS = ['72%', '58%', '81%', '64%', '76%', '52%'];

/** Lines of text to come. */
export function SkeletonLines({ lines = 3 }: { lines?: number }) {
  return (
    <Stack gap="sm" aria-hidden>
      {widths(lines).map(([key, width]) => (
        <Skeleton key={key} height={14} radius="sm" width={width} />
      ))}
    </Stack>
  );
}

/** Rows of a list to come, 40 px each. */
export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  return (
    <div aria-hidden>
      {widths(rows).map(([key, width]) => (
        <div key={key} className={classes.row}>
          <Skeleton height={12} radius="sm" width={width} />
        </div>
      ))}
    </div>
  );
}

/** Uneven, as text is. */
function widths(count: number): [key: string, width: string | undefined][] {
  return Array.from({ length: count }, (_, index) => [`line-${index}`, WIDTHS[index % WIDTHS.length]]);
}

/** Says in words that something is coming: to assistive technology at once, to the eye after two seconds. */
export function Waiting() {
  const { t } = useTranslation('ui');
  const [isLong, setLong] = useState(false);
  useTimeout(() => setLong(true), WORDS_AFTER_MS, { autoInvoke: true });
  return (
    <p role="status" className={classes.waiting} data-long={isLong || undefined}>
      {isLong ? t('stillLoading') : t('loading')}
    </p>
  );
}

/** A list that is on its way, in words and by its shape. */
export function RowsToCome({ rows }: { rows: number }) {
  return (
    <>
      <Waiting />
      <SkeletonRows rows={rows} />
    </>
  );
}
