import { lazy, Suspense } from 'react';
import { loadToasts, useAreToastsWanted } from './load-toasts.ts';

const Notifications = lazy(async () => ({ default: (await loadToasts()).Notifications }));

/** Where toasts appear. */
export function Toasts() {
  if (!useAreToastsWanted()) return null;
  return (
    <Suspense>
      <Notifications position="bottom-left" limit={3} containerWidth={380} />
    </Suspense>
  );
}
