import { useEffect, useRef } from 'react';
import { gather } from '../live/gather.ts';
import type { ListItem, LoadedPages } from './list-query.ts';
import { pagesWith, type Renewable, renewPages } from './renew-pages.ts';

interface LiveList<Item extends ListItem> extends Renewable<Item> {
  /** After these, and no other rows, were renewed: what else says something of them. */
  readonly onRenewed: (ids: ReadonlySet<string>) => void;
}

/**
 * Renews the loaded pages of a list that hold what changed, once a second at most. Answers how to say what did; null where
 * that is not known. The list must be the same one as long as its view is.
 */
export function useLiveList<Item extends ListItem>(list: LiveList<Item>): (ids: readonly string[] | null) => void {
  const gathering = useRef<ReturnType<typeof gather>>(null);

  useEffect(() => {
    const stop = new AbortController();
    const { client, key, all } = list;

    async function renew(ids: ReadonlySet<string> | null) {
      const loaded = client.getQueryData<LoadedPages<Item>>(key);
      const pages = loaded && ids ? pagesWith(loaded, ids) : null;
      if (!loaded || !ids || !pages) return client.invalidateQueries({ queryKey: all });
      if (await renewPages(list, loaded, pages, stop.signal)) list.onRenewed(ids);
      return undefined;
    }

    // A refusal, such as the end of the session, is for the query of the list to tell.
    const work = gather((ids) =>
      renew(ids).catch(() => (stop.signal.aborted ? undefined : client.invalidateQueries({ queryKey: all }))),
    );
    gathering.current = work;
    return () => {
      stop.abort();
      work.stop();
    };
  }, [list]);

  return (ids) => gathering.current?.add(ids);
}
