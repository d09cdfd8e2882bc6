import { useCallback, useMemo, useState } from 'react';

export interface ActiveRow {
  /** The row that the keyboard stands on. */
  readonly active: number;
  /** Changes with every step, so that the list scrolls there and moves the focus. */
  readonly step: number;
  readonly moveTo: (index: number) => void;
  /** Stands on the row without moving anything, as when it was clicked. */
  readonly activate: (index: number) => void;
}

/** Which row the keyboard stands on, in a list of so many. */
export function useActiveRow(count: number): ActiveRow {
  const [state, setState] = useState({ active: 0, step: 0 });
  const activate = useCallback((active: number) => setState(({ step }) => ({ active, step })), []);
  const moveTo = useCallback(
    (index: number) => setState(({ step }) => ({ active: Math.max(0, Math.min(index, count - 1)), step: step + 1 })),
    [count],
  );
  const active = Math.max(0, Math.min(state.active, count - 1));
  return useMemo(() => ({ active, step: state.step, moveTo, activate }), [active, state.step, moveTo, activate]);
}
