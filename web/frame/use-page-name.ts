import { useMatches } from '@tanstack/react-router';
import type { PageName } from './page.ts';

/** The name of the page that is open; none where there is no page. */
export function usePageName(): PageName | undefined {
  return useMatches({
    select: (matches) => matches.findLast(({ staticData }) => staticData.page !== undefined)?.staticData.page,
  });
}
