import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { LiveEvent } from '../../contract/live.ts';
import { gather } from './gather.ts';
import { useLiveEvents } from './live-events.ts';

const isAboutUsers = (event: LiveEvent): boolean => event.kind === 'users.changed';

/** Asks the server again for this when users change, once a second at most, and for what was missed while there was no line. */
export function useRenewedWithUsers(keys: readonly QueryKey[], concerns = isAboutUsers): void {
  const client = useQueryClient();
  const gathering = useRef<ReturnType<typeof gather>>(null);

  useEffect(() => {
    const work = gather(async () => {
      await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
    });
    gathering.current = work;
    return work.stop;
  }, [client, keys]);

  useLiveEvents((event) => {
    if (concerns(event) || (event.kind === 'ready' && !event.whole)) gathering.current?.add(null);
  });
}
