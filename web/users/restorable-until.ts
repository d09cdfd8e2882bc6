import { formatDate } from '../ui/format.ts';

const THIRTY_DAYS_MS = 30 * 86_400_000;

/** The day until which somebody who is deleted now can be restored. */
export function restorableUntil(): string {
  return formatDate(new Date(Date.now() + THIRTY_DAYS_MS));
}
