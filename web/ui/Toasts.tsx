import { useDirection } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { loadToasts, useAreToastsWanted } from './load-toasts.ts';

const Notifications = lazy(async () => ({ default: (await loadToasts()).Notifications }));

/** Where toasts appear: below the pane, where no drawer comes. */
export function Toasts() {
  const { dir } = useDirection();
  if (!useAreToastsWanted()) return null;
  return (
    <Suspense>
      <Notifications position={dir === 'rtl' ? 'bottom-right' : 'bottom-left'} limit={3} containerWidth={380} />
    </Suspense>
  );
}
