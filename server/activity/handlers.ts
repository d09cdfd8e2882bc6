import type { HandlersOf } from '../http/mount.ts';
import { exportActivity, recordActivityExport } from './export-activity.ts';
import { signHead } from './head.ts';
import { listActivity, listUserActivity } from './list-activity.ts';
import { listSignedIn } from './list-signed-in.ts';
import { summarizeActivity } from './summarize-activity.ts';

export const activityHandlers: HandlersOf<
  | 'listActivity'
  | 'listUserActivity'
  | 'exportActivityCsv'
  | 'exportActivityJsonLines'
  | 'getActivitySummary'
  | 'listSignedIn'
  | 'getActivityHead'
> = {
  listActivity: ({ db, signedIn }, { query: { limit, cursor, ...filters } }) =>
    listActivity(db, signedIn, filters, { limit, cursor }),

  listUserActivity: ({ db, signedIn }, { params, query: { limit, cursor, ...filters } }) =>
    listUserActivity(db, signedIn, params.id, filters, { limit, cursor }),

  exportActivityCsv: async ({ db, signedIn, askAgain }, { query: filters }) => {
    await db.write(signedIn.accountId, (tx) => recordActivityExport(tx, signedIn, filters, 'csv'));
    return exportActivity(db, { signedIn, askAgain, filters, format: 'csv' });
  },

  exportActivityJsonLines: async ({ db, signedIn, askAgain }, { query: filters }) => {
    await db.write(signedIn.accountId, (tx) => recordActivityExport(tx, signedIn, filters, 'jsonl'));
    return exportActivity(db, { signedIn, askAgain, filters, format: 'jsonl' });
  },

  getActivitySummary: ({ db, signedIn }) => summarizeActivity(db.reader(signedIn.accountId), signedIn.accountId),

  getActivityHead: ({ db, signedIn, secrets }) => signHead(db.reader(signedIn.accountId), signedIn.accountId, secrets.heads),

  listSignedIn: ({ db, signedIn }, { query }) => listSignedIn(db.reader(signedIn.accountId), signedIn.accountId, query),
};
