import type { Output } from '../../contract/endpoint.ts';
import type { createSavedView } from '../../contract/saved-views.ts';
import { decide } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import { EDIT_VIEW, type ViewFacts } from './policy.ts';
import type { SavedViewRow } from './queries.ts';

export function factsOfView(row: SavedViewRow): ViewFacts {
  return { list: row.list, userId: row.user_id, isShared: row.is_shared };
}

/** A view as the API shows it to this actor. */
export function presentView(actor: Actor, row: SavedViewRow): Output<typeof createSavedView> {
  const { id, list, name, state, version } = row;
  return {
    id,
    list,
    name,
    isShared: row.is_shared,
    state,
    owner: { id: row.user_id, name: row.owner_name },
    version,
    can: { edit: decide(EDIT_VIEW, actor, factsOfView(row)) },
  };
}

/** What a view says, on one line, for the record: as the address bar has it. */
export function lineOfState(state: SavedViewRow['state']): string {
  return new URLSearchParams(Object.entries(state).map(([key, value]) => [key, [value].flat().join(',')])).toString();
}
