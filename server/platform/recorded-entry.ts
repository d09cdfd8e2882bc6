import type { ActorKind } from '../../contract/activity.ts';
import type { ActivityEntry } from '../../contract/activity-log.ts';

/** Who takes part in an entry. */
export interface Participants {
  readonly actor_id: string | null;
  readonly on_behalf_of: string | null;
  readonly target_type: string;
  readonly target_id: string;
}

/** An entry as it is read: with what stands beside it, and the names as they are now. */
export interface RecordedEntry extends Participants {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly actor_kind: ActorKind;
  readonly actor_name: string | null;
  readonly on_behalf_of_name: string | null;
  readonly target_name: string | null;
  readonly session_id: string | null;
  readonly mass_action_id: string | null;
  readonly changes: ActivityEntry['changes'] | null;
  readonly address: string | null;
  readonly device: string | null;
  readonly times: number;
}
