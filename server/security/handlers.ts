import type { HandlersOf } from '../http/mount.ts';
import { Refusal } from '../platform/refusal.ts';
import { presentUser } from '../users/present.ts';
import { findUser } from '../users/queries.ts';
import { addAddress, addAddressLines } from './add-addresses.ts';
import { changeAddress, removeAddress } from './change-address.ts';
import { getSecurity } from './get-security.ts';
import { getUserPolicy } from './get-user-policy.ts';
import { listAddresses } from './list-addresses.ts';
import { unlockUser } from './unlock-user.ts';
import { updateSecurity } from './update-security.ts';

export const securityHandlers: HandlersOf<
  | 'getSecurity'
  | 'updateSecurity'
  | 'getUserPolicy'
  | 'unlockUser'
  | 'listAllowedAddresses'
  | 'addAllowedAddress'
  | 'addAllowedAddresses'
  | 'updateAllowedAddress'
  | 'removeAllowedAddress'
  | 'listUserAddresses'
  | 'addUserAddress'
  | 'updateUserAddress'
  | 'removeUserAddress'
> = {
  getSecurity: ({ db, signedIn }) => getSecurity(db.reader(signedIn.accountId), signedIn),

  updateSecurity: async ({ db, signedIn, seenVersion }, { body }) => {
    await db.write(signedIn.accountId, (tx) => updateSecurity(tx, signedIn, seenVersion, body));
    return getSecurity(db.reader(signedIn.accountId), signedIn);
  },

  getUserPolicy: ({ db, signedIn }, { params }) => getUserPolicy(db, signedIn, params.id),

  unlockUser: async ({ db, signedIn }, { params }) => {
    await db.write(signedIn.accountId, (tx) => unlockUser(tx, signedIn, params.id));
    const user = await findUser(db.reader(signedIn.accountId), signedIn, params.id);
    if (!user) throw new Refusal('user.not_found');
    return presentUser(signedIn, user);
  },

  listAllowedAddresses: async ({ db, signedIn }) => ({ items: await listAddresses(db.reader(signedIn.accountId), null) }),

  addAllowedAddress: ({ db, signedIn }, { body }) => db.write(signedIn.accountId, (tx) => addAddress(tx, signedIn, null, body)),

  addAllowedAddresses: ({ db, signedIn }, { body }) =>
    db.write(signedIn.accountId, (tx) => addAddressLines(tx, signedIn, body.lines)),

  updateAllowedAddress: ({ db, signedIn }, { params, body }) =>
    db.write(signedIn.accountId, (tx) => changeAddress(tx, signedIn, { userId: null, id: params.id }, body)),

  removeAllowedAddress: ({ db, signedIn }, { params, query }) =>
    db.write(signedIn.accountId, (tx) => removeAddress(tx, signedIn, { userId: null, id: params.id }, query.confirm === 'true')),

  listUserAddresses: async ({ db, signedIn }, { params }) => {
    const reader = db.reader(signedIn.accountId);
    if (!(await findUser(reader, signedIn, params.id))) throw new Refusal('user.not_found');
    return { items: await listAddresses(reader, params.id) };
  },

  addUserAddress: ({ db, signedIn }, { params, body }) =>
    db.write(signedIn.accountId, (tx) => addAddress(tx, signedIn, params.id, body)),

  updateUserAddress: ({ db, signedIn }, { params, body }) =>
    db.write(signedIn.accountId, (tx) => changeAddress(tx, signedIn, { userId: params.id, id: params.addressId }, body)),

  removeUserAddress: ({ db, signedIn }, { params }) =>
    db.write(signedIn.accountId, (tx) => removeAddress(tx, signedIn, { userId: params.id, id: params.addressId }, true)),
};
