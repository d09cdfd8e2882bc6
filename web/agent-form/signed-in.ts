import type { Agent } from '../../contract/agents.ts';

/** The section's id. */
export const SIGNED_IN = 'signedIn';

/** Whether there is anything in the section for who reads it. */
export function seesSignedIn({ can, status }: Agent): boolean {
  return status !== 'deleted' && (can.viewSessions.ok || can.viewSecurity.ok);
}
