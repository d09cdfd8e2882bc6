import type { Input } from '../../contract/endpoint.ts';
import { type createSavedView as endpoint, MOST_VIEWS } from '../../contract/saved-views.ts';
import { nameKey } from '../../contract/text.ts';
import { type Tx, violates } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { demand } from '../platform/policy.ts';
import { Refusal, refuseField } from '../platform/refusal.ts';
import { newId } from '../platform/tokens.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { lockForRule } from '../users/queries.ts';
import { SHARE_VIEW, USE_VIEWS } from './policy.ts';
import { lineOfState } from './present.ts';
import { lockView, type SavedViewRow, viewsFor } from './queries.ts';

/**
 * Saves a view of a list under a name of its own among the owner's views of that list. Throws `saved_view.too_many`,
 * `saved_view.name_taken`, `permission.missing` where the list is not theirs to see, or sharing not theirs to do.
 */
export async function createView(tx: Tx, signedIn: SignedIn, view: Input<typeof endpoint>['body']): Promise<SavedViewRow> {
  const { list, name, state, isShared } = view;
  // Locks the owner, so that of many at once no more than may be are saved.
  const locked = await lockForRule(tx, signedIn.userId, signedIn.userId);
  if (!locked) throw new Refusal('session.required');
  demand(USE_VIEWS, locked.actor, { list });
  if (isShared) demand(SHARE_VIEW, locked.actor, { list });
  const own = (await viewsFor(tx, signedIn.userId, list)).filter((one) => one.user_id === signedIn.userId);
  if (own.length >= MOST_VIEWS) throw new Refusal('saved_view.too_many', { params: { most: MOST_VIEWS } });
  const id = newId();
  await tx
    .insertInto('saved_views')
    .values({
      account_id: tx.accountId,
      id,
      user_id: signedIn.userId,
      list,
      name,
      name_key: nameKey(name),
      is_shared: isShared,
      state: JSON.stringify(state),
    })
    .execute()
    .catch(refuseTakenName);
  const changes = { name: { new: name }, isShared: { new: isShared }, state: { new: lineOfState(state) } };
  await record(tx, signedIn, { action: 'saved_view.created', target: { type: 'saved_view', id }, changes });
  const made = await lockView(tx, id);
  if (!made) throw new Refusal('saved_view.not_found');
  return made;
}

export function refuseTakenName(error: unknown): never {
  const isTaken = violates(error, 'saved_views_account_id_user_id_list_name_key_key');
  throw isTaken ? refuseField('name', 'saved_view.name_taken') : error;
}
