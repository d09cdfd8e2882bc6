import type { HandlersOf } from '../http/mount.ts';
import { streamLive } from './stream-live.ts';
import { whoIsSeen } from './who-is-seen.ts';
import { whyEnded } from './why-ended.ts';

export const liveHandlers: HandlersOf<'streamLive'> = {
  streamLive: async ({ db, live, signedIn, askAgain, gone }, { query }) => {
    const { accountId, userId, sessionId } = signedIn;
    const hearsActivity = query.topics?.includes('activity') ?? false;
    const feed = await live.follow({ accountId, userId, sessionId, hearsActivity, after: query.after, gone });
    // What happened while the feed was opened came before it: so the session is asked for once more.
    const now = await askAgain();
    return streamLive({ feed, signedIn: now, askAgain, whyEnded: () => whyEnded(db, signedIn), whoIsSeen: whoIsSeen(db) });
  },
};
