import type { Listener } from './listener.ts';

/** Lets many hear what one connection hears: it is opened for the first, and closed with the last. */
export function shareListener(open: (heard: () => void) => Listener): (heard: () => void) => Listener {
  const hearers = new Set<() => void>();
  let listener: Listener | undefined;
  return (heard) => {
    const mine = () => heard();
    hearers.add(mine);
    // Who joins later may have missed something, as after each connection.
    if (listener) queueMicrotask(() => hearers.has(mine) && mine());
    else {
      listener = open(() => {
        for (const one of hearers) one();
      });
    }
    return {
      close: async () => {
        if (!hearers.delete(mine) || hearers.size > 0) return;
        const last = listener;
        listener = undefined;
        await last?.close();
      },
    };
  };
}
