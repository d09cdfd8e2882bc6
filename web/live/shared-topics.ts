import { TOPICS, type Topic } from '../../contract/live.ts';
import { onWantedTopics, wantedTopics } from './topics.ts';

/** A page that follows another keeps its topics. */
const SETTLE_MS = 100;

/**
 * What all tabs want to hear of together. Each tab holds a shared lock for each of its topics, which the browser gives back
 * when the tab is closed, or dies. `onMine` is called when those of this tab have changed.
 */
export function shareTopics(name: string, onMine: () => void) {
  const lockOf = (topic: Topic) => `${name}.topic.${topic}`;
  const held = new Map<Topic, () => void>();
  let timer: number | undefined;

  function hold(topic: Topic) {
    const waiting = new AbortController();
    held.set(topic, () => waiting.abort());
    const untilReleased = new Promise<void>((resolve) => {
      navigator.locks
        .request(lockOf(topic), { mode: 'shared', signal: waiting.signal }, () => {
          held.set(topic, resolve);
          onMine();
          return untilReleased;
        })
        .then(onMine, () => undefined);
    });
  }

  function settle() {
    const mine = wantedTopics();
    if (!('locks' in navigator)) return onMine();
    for (const topic of mine) if (!held.has(topic)) hold(topic);
    for (const [topic, release] of held) {
      if (mine.includes(topic)) continue;
      held.delete(topic);
      release();
    }
    return undefined;
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(settle, SETTLE_MS) as unknown as number;
  }

  const forget = onWantedTopics(later);
  later();
  return {
    /** Of all tabs; where the browser has no locks, of this one. */
    ofAllTabs: async (): Promise<Topic[]> => {
      const mine = wantedTopics();
      if (!('locks' in navigator)) return mine;
      const names = new Set((await navigator.locks.query()).held?.map((lock) => lock.name));
      return TOPICS.filter((topic) => mine.includes(topic) || names.has(lockOf(topic)));
    },
    leave: () => {
      clearTimeout(timer);
      forget();
      for (const release of held.values()) release();
    },
  };
}
