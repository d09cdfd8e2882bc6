import { useState } from 'react';

/** What was there last. So the words of a dialog stay while it fades out, and those of a drawer while it slides out. */
export function useLast<T>(value: T): T {
  const [last, setLast] = useState(value);
  if (value && value !== last) setLast(value);
  return last;
}
