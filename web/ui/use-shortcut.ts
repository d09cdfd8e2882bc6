import { useEffect, useRef } from 'react';
import { addShortcut } from './shortcuts.ts';

interface Options {
  /** Without effect, and not in the dialog, while false. */
  enabled?: boolean;
  /** Also while a dialog or a drawer is open. */
  inDialogs?: boolean;
}

/**
 * Runs an action when the key (`KeyboardEvent.key`, such as `c`, `/`, `?` or `ArrowDown`) is pressed outside of text
 * fields. The label stands in the dialog of all shortcuts.
 */
export function useShortcut(
  key: string,
  label: string,
  run: () => void,
  { enabled = true, inDialogs = false }: Options = {},
): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    return addShortcut({ key, label, inDialogs, run: () => latest.current() });
  }, [key, label, enabled, inDialogs]);
}
