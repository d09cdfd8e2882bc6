const SOONEST_MS = 1_000;
/** Work that takes long is done less often. */
const REST = 5;

/** What came together; null where it is not known what. */
type Ids = ReadonlySet<string> | null;

/** Does the work for all ids that come together: for the first at once, then once a second at most. Answers how to add, and to stop. */
export function gather(work: (ids: Ids) => Promise<void>) {
  let waiting: Set<string> | null = new Set();
  let timer: number | undefined;
  let mayRunAt = 0;
  let isRunning = false;

  async function run() {
    const ids = waiting;
    waiting = new Set();
    const startedAt = Date.now();
    isRunning = true;
    await work(ids);
    isRunning = false;
    mayRunAt = Date.now() + Math.max(SOONEST_MS, (Date.now() - startedAt) * REST);
    if (waiting === null || waiting.size > 0) later();
  }

  function later() {
    if (isRunning) return;
    clearTimeout(timer);
    timer = setTimeout(() => void run(), Math.max(0, mayRunAt - Date.now())) as unknown as number;
  }

  return {
    add: (ids: readonly string[] | null) => {
      waiting = ids && waiting ? waiting.union(new Set(ids)) : null;
      later();
    },
    stop: () => clearTimeout(timer),
  };
}
