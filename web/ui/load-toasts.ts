import { useSyncExternalStore } from 'react';

let isWanted = false;
const listeners = new Set<() => void>();

/** The code that shows toasts. It is fetched for the first one, since most visits show none. */
export function loadToasts() {
  isWanted = true;
  for (const listener of listeners) listener();
  return import('@mantine/notifications');
}

/** Whether a toast was ever shown. */
export function areToastsWanted(): boolean {
  return isWanted;
}

/** The same, for a component that appears then. */
export function useAreToastsWanted(): boolean {
  return useSyncExternalStore(subscribe, areToastsWanted);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
