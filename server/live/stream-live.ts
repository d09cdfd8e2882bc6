import type { Streamed } from '../../contract/endpoint.ts';
import type { EndReason, LiveEvent } from '../../contract/live.ts';
import type { Feed } from '../platform/live-feed.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { Unsaid } from './unsaid.ts';

const QUIET_MS = 15_000;

interface Listening {
  readonly feed: Feed;
  readonly signedIn: SignedIn;
  /** The session as it is now. Throws a `Refusal` where it is not good for this stream any more. */
  readonly askAgain: () => Promise<SignedIn>;
  /** Those of these users whom the session sees. */
  readonly whoIsSeen: (signedIn: SignedIn, ids: readonly string[]) => Promise<readonly string[]>;
  readonly whyEnded: () => Promise<EndReason | null>;
}

/**
 * What one stream says, until its session or its feed ends. Before each event the session is asked for again, once for
 * all that came together. While the database cannot be asked everything waits, and nothing is lost.
 */
export async function* streamLive(listening: Listening): AsyncGenerator<Streamed<LiveEvent>> {
  const { feed, signedIn } = listening;
  const { sessionId, userId } = signedIn;
  const unsaid = new Unsaid(signedIn);
  let told = feed.start;
  yield { id: told, data: { kind: 'ready', sessionId, whole: feed.isWhole } };
  let saidAt = Date.now();

  for (;;) {
    const news = await feed.take(Math.min(unsaid.dueAt, saidAt + QUIET_MS) - Date.now());
    if (!news) return;
    unsaid.add(news.events);
    const answer = unsaid.dueAt <= Date.now() ? await ask(listening) : null;
    if (answer === 'gone') return;
    if (answer === 'unknown') unsaid.tryLater();
    else if (typeof answer === 'string') {
      yield { id: news.position, data: { kind: 'session.ended', sessionId, userId, because: answer } };
      return;
    }
    const events = answer && answer !== 'unknown' ? await say(unsaid, answer, listening) : [];
    const before = told;
    if (unsaid.isEmpty) told = news.position;
    if (events.length === 0 && Date.now() >= saidAt + QUIET_MS) events.push({ kind: 'position' });
    // Whoever is cut off between two events hears both again.
    for (const [n, data] of events.entries()) yield { id: n === events.length - 1 ? told : before, data };
    if (events.length > 0) saidAt = Date.now();
  }
}

/** What there is to say, of users only those whom the session sees. While nobody can tell, nothing is said and nothing lost. */
async function say(unsaid: Unsaid, signedIn: SignedIn, { whoIsSeen }: Listening): Promise<LiveEvent[]> {
  const now = Date.now();
  const users = await whoIsSeen(signedIn, unsaid.usersFor(signedIn, now)).catch(() => null);
  if (users) return unsaid.sayTo(signedIn, users, now);
  unsaid.tryLater();
  return [];
}

/** The session; or why it ended; or that the stream is refused for another reason, or that nobody knows at present. */
async function ask({ askAgain, whyEnded }: Listening): Promise<SignedIn | EndReason | 'gone' | 'unknown'> {
  try {
    return await askAgain();
  } catch (error) {
    if (!(error instanceof Refusal)) return 'unknown';
    if (error.code !== 'session.required') return 'gone';
    // Without a reason it goes on under a new token: the page comes back with that.
    return whyEnded().then(
      (reason) => reason ?? 'gone',
      () => 'unknown',
    );
  }
}
