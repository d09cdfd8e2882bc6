import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach } from 'vitest';

const QUARTER_MS = 900_000;
const LAST_MS = 4000;

// Limits count by the quarter of an hour: what a test counts must not fall into two of them.
beforeEach(async () => {
  const left = QUARTER_MS - (Date.now() % QUARTER_MS);
  if (left < LAST_MS) await sleep(left + 50);
});
