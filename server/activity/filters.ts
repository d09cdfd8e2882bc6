import type { Activity } from '../../contract/activity.ts';

/** What is looked for in the record; what is not named does not matter. */
export interface ActivityFilters {
  /** Who did it, or to whom or for whom it was done. */
  readonly user?: string | undefined;
  readonly q?: string | undefined;
  readonly actor?: string | undefined;
  readonly target?: string | undefined;
  readonly action?: readonly Activity[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly address?: string | undefined;
  readonly massAction?: string | undefined;
}
