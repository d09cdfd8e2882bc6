import { useMemo, useState } from 'react';
import type { ListItem } from './list-query.ts';

interface State {
  /** The view in which the rows were picked; another one begins anew. */
  readonly viewKey: string;
  readonly ids: ReadonlySet<string>;
  /** Everything that matches, loaded or not. */
  readonly isAll: boolean;
  /** Where the next range begins. */
  readonly anchor: string | null;
}

export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly isAll: boolean;
  readonly has: (id: string) => boolean;
  /** `toThere`: all rows from the one that was picked last. */
  readonly toggle: (id: string, toThere?: boolean) => void;
  readonly setAllLoaded: (isSelected: boolean) => void;
  readonly selectAll: () => void;
  readonly clear: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** Which rows are picked: some of those that are loaded, or all that match the view. */
export function useSelection(items: readonly ListItem[], viewKey: string): Selection {
  const [held, setHeld] = useState<State>({ viewKey, ids: NONE, isAll: false, anchor: null });
  return useMemo(() => {
    const state = held.viewKey === viewKey ? held : { viewKey, ids: NONE, isAll: false, anchor: null };
    const loaded = items.map(({ id }) => id);
    const set = (ids: Iterable<string>, anchor: string | null = null) =>
      setHeld({ viewKey, ids: new Set(ids), isAll: false, anchor });
    const has = (id: string) => state.isAll || state.ids.has(id);
    const picked = () => (state.isAll ? loaded : [...state.ids]);

    function toggle(id: string, toThere = false) {
      const [from, to] = [loaded.indexOf(state.anchor ?? id), loaded.indexOf(id)];
      if (toThere && from >= 0 && to >= 0) {
        const range = loaded.slice(Math.min(from, to), Math.max(from, to) + 1);
        return set([...picked(), ...range], state.anchor ?? id);
      }
      return set(has(id) ? picked().filter((one) => one !== id) : [...picked(), id], id);
    }

    return {
      ids: state.ids,
      isAll: state.isAll,
      has,
      toggle,
      setAllLoaded: (isSelected) => set(isSelected ? loaded : NONE),
      selectAll: () => setHeld({ viewKey, ids: NONE, isAll: true, anchor: null }),
      clear: () => set(NONE),
    };
  }, [held, items, viewKey]);
}
