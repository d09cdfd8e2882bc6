import type { HandlersOf } from '../http/mount.ts';
import { changeSipDomain } from './change-sip-domain.ts';
import { presentDialerSettings } from './present.ts';
import { updateDialerSettings } from './update-settings.ts';

export const dialerSettingsHandlers: HandlersOf<'getDialerSettings' | 'updateDialerSettings' | 'changeSipDomain'> = {
  getDialerSettings: ({ db, signedIn }) => presentDialerSettings(db.reader(signedIn.accountId), signedIn),

  updateDialerSettings: async ({ db, signedIn, seenVersion }, { body }) => {
    await db.write(signedIn.accountId, (tx) => updateDialerSettings(tx, signedIn, seenVersion, body));
    return presentDialerSettings(db.reader(signedIn.accountId), signedIn);
  },

  changeSipDomain: async ({ db, signedIn, seenVersion }, { body }) => {
    const passwords = await db.write(signedIn.accountId, (tx) => changeSipDomain(tx, signedIn, { seen: seenVersion, ...body }));
    return { settings: await presentDialerSettings(db.reader(signedIn.accountId), signedIn), passwords };
  },
};
