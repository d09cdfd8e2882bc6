import type { Activity } from '../../contract/activity.ts';
import type { ActivityEntry } from '../../contract/activity-log.ts';

// What is said otherwise of somebody who did it to themselves, and of something that may be done to a user or to the account.
const OF_SELF = [
  'user.changed',
  'user.email_change_requested',
  'user.email_change_withdrawn',
  'user.session_ended',
  'user.device_forgotten',
  'user.deleted',
  'user.created',
  'request.refused',
] as const satisfies Activity[];
const OF_USER = [
  'allowed_address.added',
  'allowed_address.changed',
  'allowed_address.removed',
  'request.refused',
] as const satisfies Activity[];

type SentenceKey = `said.${Activity}` | `saidOfSelf.${(typeof OF_SELF)[number]}` | `saidOfUser.${(typeof OF_USER)[number]}`;

type Said = Pick<ActivityEntry, 'action' | 'actorKind' | 'actor' | 'target'>;

/** The text that says an entry, to be filled in with `actor` and `target`. */
export function sentenceOf({ action, actorKind, actor, target }: Said): SentenceKey {
  const ofSelf = OF_SELF.find((one) => one === action);
  // Who signs up is nobody yet.
  const isSelf = actor?.id === target.id || (action === 'user.created' && actorKind === 'visitor');
  if (ofSelf && isSelf) return `saidOfSelf.${ofSelf}`;
  const ofUser = OF_USER.find((one) => one === action);
  return ofUser && target.type === 'user' ? `saidOfUser.${ofUser}` : `said.${action}`;
}
