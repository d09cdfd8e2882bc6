import { type ActivityView, NO_FILTERS } from '../activity-search.ts';

/** The filters that the live page has: whose entries, and which kinds. */
export function liveViewOf({ actor, action }: ActivityView): ActivityView {
  return { ...NO_FILTERS, actor, action };
}
