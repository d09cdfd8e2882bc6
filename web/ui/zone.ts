import { useSyncExternalStore } from 'react';
import { timezoneNamed } from '../../contract/timezones.ts';

let zone: string | undefined;
const listeners = new Set<() => void>();

/** From now on all times are said in this timezone; in the browser's where it does not know that one. */
export function setZone(name: string): void {
  const next = timezoneNamed(name) ?? undefined;
  if (next === zone) return;
  zone = next;
  for (const listener of listeners) listener();
}

/** The timezone that times are said in; undefined: the browser's. */
export function zoneInForce(): string | undefined {
  return zone;
}

/** The same, for what stays on the page while it changes. */
export function useZone(): string | undefined {
  return useSyncExternalStore(subscribe, zoneInForce);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
