import { sql } from 'kysely';
import type { Input } from '../../contract/endpoint.ts';
import type { updateSavedView as endpoint } from '../../contract/saved-views.ts';
import { nameKey } from '../../contract/text.ts';
import type { Tx } from '../db/pool.ts';
import { type Changes, record } from '../platform/activity.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor, SignedIn } from '../sessions/actor.ts';
import { lockForRule } from '../users/queries.ts';
import { refuseTakenName } from './create-view.ts';
import { EDIT_VIEW, SHARE_VIEW } from './policy.ts';
import { factsOfView, lineOfState, presentView } from './present.ts';
import { lockView, type SavedViewRow } from './queries.ts';

type Edit = Input<typeof endpoint>['body'];

/**
 * Changes a view of one's own; what others use is changed only by who may share. Throws `saved_view.changed` (412),
 * `saved_view.not_found`, `saved_view.not_own`, `saved_view.name_taken`, `permission.missing`.
 */
export async function updateView(tx: Tx, signedIn: SignedIn, id: string, seen: number, edit: Edit): Promise<SavedViewRow> {
  const { actor, view } = await demandView(tx, signedIn, id);
  if (view.version !== seen) throw new Refusal('saved_view.changed', { current: presentView(actor, view) });
  const after = {
    name: edit.name ?? view.name,
    isShared: edit.isShared ?? view.is_shared,
    state: edit.state ?? view.state,
  };
  if (after.isShared) demand(SHARE_VIEW, actor, view);
  const changes = changesOf(view, after);
  if (Object.keys(changes).length === 0) return view;
  await tx
    .updateTable('saved_views')
    .set({
      name: after.name,
      name_key: nameKey(after.name),
      is_shared: after.isShared,
      state: JSON.stringify(after.state),
      version: sql<number>`version + 1`,
    })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .execute()
    .catch(refuseTakenName);
  await record(tx, signedIn, { action: 'saved_view.changed', target: { type: 'saved_view', id }, changes });
  return { ...view, name: after.name, is_shared: after.isShared, state: after.state, version: view.version + 1 };
}

/** Deletes a view of one's own. Throws `saved_view.not_found`, `saved_view.not_own`. */
export async function deleteView(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  const { view } = await demandView(tx, signedIn, id);
  await tx.deleteFrom('saved_views').where('account_id', '=', tx.accountId).where('id', '=', id).execute();
  const changes = { name: { old: view.name }, isShared: { old: view.is_shared }, state: { old: lineOfState(view.state) } };
  await record(tx, signedIn, { action: 'saved_view.deleted', target: { type: 'saved_view', id }, changes });
}

async function demandView(tx: Tx, signedIn: SignedIn, id: string): Promise<{ actor: Actor; view: SavedViewRow }> {
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  const view = await lockView(tx, id);
  if (!view) throw new Refusal('saved_view.not_found');
  demand(EDIT_VIEW, locked.actor, factsOfView(view));
  return { actor: locked.actor, view };
}

function changesOf(view: SavedViewRow, after: { name: string; isShared: boolean; state: SavedViewRow['state'] }): Changes {
  const [old, now] = [lineOfState(view.state), lineOfState(after.state)];
  return {
    ...(view.name === after.name ? {} : { name: { old: view.name, new: after.name } }),
    ...(view.is_shared === after.isShared ? {} : { isShared: { old: view.is_shared, new: after.isShared } }),
    ...(old === now ? {} : { state: { old, new: now } }),
  };
}
