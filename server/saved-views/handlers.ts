import type { HandlersOf } from '../http/mount.ts';
import { decide, demand } from '../platform/policy.ts';
import { deleteView, updateView } from './change-view.ts';
import { createView } from './create-view.ts';
import { SHARE_VIEW, USE_VIEWS } from './policy.ts';
import { presentView } from './present.ts';
import { viewsFor } from './queries.ts';

export const savedViewHandlers: HandlersOf<'listSavedViews' | 'createSavedView' | 'updateSavedView' | 'deleteSavedView'> = {
  listSavedViews: async ({ db, signedIn }, { query }) => {
    demand(USE_VIEWS, signedIn, query);
    const rows = await viewsFor(db.reader(signedIn.accountId), signedIn.userId, query.list);
    return { items: rows.map((row) => presentView(signedIn, row)), can: { share: decide(SHARE_VIEW, signedIn, query) } };
  },

  createSavedView: async ({ db, signedIn }, { body }) =>
    presentView(signedIn, await db.write(signedIn.accountId, (tx) => createView(tx, signedIn, body))),

  updateSavedView: async ({ db, signedIn, seenVersion }, { params, body }) =>
    presentView(signedIn, await db.write(signedIn.accountId, (tx) => updateView(tx, signedIn, params.id, seenVersion, body))),

  deleteSavedView: ({ db, signedIn }, { params }) => db.write(signedIn.accountId, (tx) => deleteView(tx, signedIn, params.id)),
};
