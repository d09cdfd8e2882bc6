import { useEffect, useEffectEvent } from 'react';
import type { LiveEvent } from '../../contract/live.ts';

type Hear = (event: LiveEvent) => void;

const hearers = new Set<Hear>();

/** Passes an event on to whatever of this page wants to know. */
export function passOn(event: LiveEvent): void {
  for (const hear of hearers) hear(event);
}

/** Calls `hear` with each live event while the component is there. `ready` that is not whole: look at everything anew. */
export function useLiveEvents(hear: Hear): void {
  const latest = useEffectEvent(hear);
  useEffect(() => {
    const mine: Hear = (event) => latest(event);
    hearers.add(mine);
    return () => {
      hearers.delete(mine);
    };
  }, []);
}
