const GATHER_MS = 50;

export interface CommitBell {
  /** Something was committed. */
  ring(): void;
  /** Sends what is still to be told, and resolves then. */
  end(): Promise<void>;
}

/**
 * Tells at once that something was committed, and then at most every 50 ms, however many commits there were. `tell` may
 * fail: whoever listens also looks by themselves.
 */
export function commitBell(tell: () => Promise<unknown>): CommitBell {
  let isResting = true;
  let isDue = false;
  let timer: NodeJS.Timeout | undefined;
  let telling: Promise<unknown> = Promise.resolve();

  function ring(): void {
    isDue = true;
    if (isResting) tellNow();
  }

  function tellNow(): void {
    isDue = false;
    isResting = false;
    telling = tell().catch(() => undefined);
    timer = setTimeout(() => {
      isResting = true;
      if (isDue) tellNow();
    }, GATHER_MS);
    timer.unref();
  }

  return {
    ring,
    end: async () => {
      clearTimeout(timer);
      if (isDue) tellNow();
      clearTimeout(timer);
      await telling;
    },
  };
}
