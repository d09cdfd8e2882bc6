import { useEffect } from 'react';
import { TOPICS, type Topic } from '../../contract/live.ts';

const wanted = new Map<Topic, number>();
const listeners = new Set<() => void>();

/** Hears of a topic too while the component is there. */
export function useTopic(topic: Topic): void {
  useEffect(() => {
    count(topic, 1);
    return () => count(topic, -1);
  }, [topic]);
}

/** What this page wants to hear of. */
export function wantedTopics(): Topic[] {
  return TOPICS.filter((topic) => (wanted.get(topic) ?? 0) > 0);
}

/** Calls when that changes, until the returned function is called. */
export function onWantedTopics(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function count(topic: Topic, by: 1 | -1): void {
  wanted.set(topic, (wanted.get(topic) ?? 0) + by);
  for (const listener of listeners) listener();
}
