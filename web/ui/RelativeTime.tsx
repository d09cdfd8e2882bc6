import { useInterval } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatExact, formatRelative } from './format.ts';
import { useZone } from './zone.ts';

const EVERY_MS = 30_000;

/** How long ago, kept up to date; the exact time on hover. */
export function RelativeTime({ at }: { at: string }) {
  useTranslation(); // another language writes it in another way
  const [now, setNow] = useState(() => Date.now());
  useZone();
  useInterval(() => setNow(Date.now()), EVERY_MS, { autoInvoke: true });
  return (
    <time dateTime={at} title={formatExact(at)}>
      {formatRelative(at, now)}
    </time>
  );
}
