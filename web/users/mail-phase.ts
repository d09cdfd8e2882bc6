import type { MailState } from '../../contract/users.ts';

/** Where an activation mail stands: `retrying` is queued again after a failure. */
export type MailPhase = MailState['status'] | 'retrying';

export function phaseOf(mail: Pick<MailState, 'status' | 'reason'>): MailPhase {
  return mail.status === 'queued' && mail.reason !== null ? 'retrying' : mail.status;
}
