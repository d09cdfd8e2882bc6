import type { Activity, TargetType } from '../../contract/activity.ts';
import type { ActivityEntry } from '../../contract/activity-log.ts';
import type { RecordedEntry } from '../platform/recorded-entry.ts';
import type { Actor } from '../sessions/actor.ts';
import { seesOrigin } from './policy.ts';
import { toldOfTags } from './told-of-tags.ts';

/** An entry as the API shows it to this reader. */
export function presentEntry(reader: Actor, row: RecordedEntry): ActivityEntry {
  const isOriginSeen = seesOrigin(reader, row);
  const { changes, target_name } = toldOfTags(reader, row);
  return {
    id: row.id,
    at: row.at.toISOString(),
    action: row.action as Activity,
    actorKind: row.actor_kind,
    actor: row.actor_id ? { id: row.actor_id, name: row.actor_name } : null,
    onBehalfOf: row.on_behalf_of ? { id: row.on_behalf_of, name: row.on_behalf_of_name } : null,
    target: { type: row.target_type as TargetType, id: row.target_id, name: target_name },
    changes: changes ?? {},
    address: isOriginSeen ? row.address : null,
    device: isOriginSeen ? row.device : null,
    sessionId: row.session_id,
    massActionId: row.mass_action_id,
    times: row.times,
  };
}
