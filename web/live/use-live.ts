import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { meQuery, useMe } from '../api/use-me.ts';
import { leaveForSignIn } from '../sessions/leave.ts';
import { passOn, useLiveEvents } from './live-events.ts';
import { joinStream } from './shared-stream.ts';

/** Keeps the page in touch with the server while somebody is signed in, and leaves it at once when their session ends. */
export function useLive(): void {
  const client = useQueryClient();
  const router = useRouter();
  const { id, session } = useMe();
  const sessionId = session.id;

  useEffect(() => {
    const stream = joinStream({
      sessionId,
      onEvent: (event) => {
        // The browser's cookie has become another session's, signed in to in another tab.
        if (event.kind === 'ready' && event.sessionId !== sessionId) location.reload();
        else if (event.kind === 'session.ended') void leaveForSignIn(router, client, event.because);
        else passOn(event);
        // When the session ends there may be no line to fetch the page over.
        if (event.kind === 'ready') void router.preloadRoute({ to: '/sign-in' });
      },
      // Whatever is refused to the stream is refused to this question too, and answered as everywhere.
      onRefused: () => void client.fetchQuery({ ...meQuery, staleTime: 0 }).catch(() => undefined),
    });
    return stream.leave;
  }, [sessionId, client, router]);

  useLiveEvents((event) => {
    const isAboutMe = event.kind === 'users.changed' && (event.ids.length === 0 || event.ids.includes(id));
    if (isAboutMe) void client.invalidateQueries({ queryKey: meQuery.queryKey, exact: true });
  });
}
