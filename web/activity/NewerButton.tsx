import { Button } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveEvents } from '../live/live-events.ts';
import { useTopic } from '../live/topics.ts';
import { SMALL_ICON } from '../theme.ts';
import classes from './ActivityView.module.css';

interface Props {
  /** The newest entry of the list. */
  newest: string | undefined;
  onShow: () => Promise<unknown>;
}

/** Says how many entries came since the list was read; a press shows them, so that nothing moves under the reader. */
export function NewerButton({ newest = '', onShow }: Props) {
  const { t } = useTranslation('activity');
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [uncounted, setUncounted] = useState(0);
  const [isLoading, setLoading] = useState(false);
  useTopic('activity');
  useLiveEvents((event) => {
    if (event.kind !== 'activity.recorded') return;
    setIds((before) => new Set([...before, ...event.entries.map(({ id }) => id)].filter((id) => id > newest).slice(-MOST)));
    setUncounted((before) => before + event.more);
  });

  // Ids rise with time.
  const count = [...ids].filter((id) => id > newest).length;
  if (count === 0) return null;
  const show = async () => {
    setLoading(true);
    setUncounted(0);
    await onShow();
    setLoading(false);
  };
  return (
    <Button
      className={classes.newer}
      radius="xl"
      size="compact-md"
      leftSection={<IconArrowUp {...SMALL_ICON} />}
      loading={isLoading}
      onClick={() => void show()}
    >
      {t('newer', { count: count + uncounted })}
    </Button>
  );
}

/** Whoever leaves the page open overnight. */
const MOST = 1000;
