import type { Database } from '../db/pool.ts';
import type { HandlersOf } from '../http/mount.ts';
import { makeTemporaryPassword, sendPasswordLink } from '../password-resets/take-away-password.ts';
import { countAttempt, LIMITS } from '../platform/limits.ts';
import { hashNewPassword } from '../platform/passwords.ts';
import { Refusal } from '../platform/refusal.ts';
import { newId } from '../platform/tokens.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { askWhy } from '../why/ask-why.ts';
import { createUser } from './create-user.ts';
import { readCursor, readSort, writeCursor } from './cursor.ts';
import { deleteUser } from './delete-user.ts';
import { eraseUser } from './erase-user.ts';
import { exportUsers, recordExport } from './export-users.ts';
import { presentUser } from './present.ts';
import { countUsers, findUser, usersPage } from './queries.ts';
import { restoreUser } from './restore-user.ts';
import { sendActivation } from './send-activation.ts';
import { deactivateUser, reactivateUser } from './set-status.ts';
import { updateUser } from './update-user.ts';
import { withdrawEmailChange } from './withdraw-email-change.ts';

export const userHandlers: HandlersOf<
  | 'listUsers'
  | 'countUsers'
  | 'getUser'
  | 'createUser'
  | 'sendActivation'
  | 'deleteUser'
  | 'updateUser'
  | 'withdrawEmailChange'
  | 'exportUsers'
  | 'deactivateUser'
  | 'reactivateUser'
  | 'restoreUser'
  | 'eraseUser'
  | 'sendPasswordLink'
  | 'makeTemporaryPassword'
  | 'askWhy'
> = {
  listUsers: async ({ db, signedIn }, { query }) => {
    const { limit, cursor, sort, ...filters } = query;
    const order = { ...readSort(sort), after: readCursor(cursor, sort), limit: limit + 1 };
    const rows = await usersPage(db.reader(signedIn.accountId), signedIn, filters, order);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => presentUser(signedIn, row)),
      next: last ? writeCursor(sort, last.sort_key, last.id) : null,
    };
  },

  countUsers: async ({ db, signedIn }, { query }) => ({
    count: await countUsers(db.reader(signedIn.accountId), signedIn, query),
  }),

  exportUsers: async ({ db, signedIn, askAgain }, { query }) => {
    const { sort, ...filters } = query;
    await db.write(signedIn.accountId, (tx) => recordExport(tx, signedIn));
    return exportUsers(db, { signedIn, askAgain }, filters, sort);
  },

  getUser: ({ db, signedIn }, { params }) => presentOne(db, signedIn, params.id),

  createUser: async ({ db, signedIn, idempotencyKey }, { body }) => {
    await countAttempt(db, LIMITS.activationBy, signedIn.userId);
    const about = [signedIn.account.name, body.firstName, body.lastName, body.email, body.username ?? null];
    const passwordHash = body.password ? await hashNewPassword('password', body.password, about) : null;
    const creation = { id: newId(), user: body, passwordHash, idempotencyKey };
    const id = await db.write(signedIn.accountId, (tx) => createUser(tx, signedIn, creation));
    return presentOne(db, signedIn, id);
  },

  sendActivation: async ({ db, signedIn }, { params, body }) => {
    await countAttempt(db, LIMITS.activationBy, signedIn.userId);
    await db.write(signedIn.accountId, (tx) => sendActivation(tx, signedIn, params.id, body.email));
    return presentOne(db, signedIn, params.id);
  },

  updateUser: async ({ db, signedIn, seenVersion }, { params, body }) => {
    if (body.email !== undefined) await countAttempt(db, LIMITS.activationBy, signedIn.userId);
    await db.write(signedIn.accountId, (tx) => updateUser(tx, signedIn, params.id, seenVersion, body));
    return presentOne(db, signedIn, params.id);
  },

  withdrawEmailChange: ({ db, signedIn }, { params }) =>
    db.write(signedIn.accountId, (tx) => withdrawEmailChange(tx, signedIn, params.id)),

  deactivateUser: async ({ db, signedIn }, { params }) => {
    await db.write(signedIn.accountId, (tx) => deactivateUser(tx, signedIn, params.id));
    return presentOne(db, signedIn, params.id);
  },

  reactivateUser: async ({ db, signedIn }, { params }) => {
    await countAttempt(db, LIMITS.activationBy, signedIn.userId);
    await db.write(signedIn.accountId, (tx) => reactivateUser(tx, signedIn, params.id));
    return presentOne(db, signedIn, params.id);
  },

  restoreUser: async ({ db, signedIn }, { params, query }) => {
    await countAttempt(db, LIMITS.activationBy, signedIn.userId);
    return db.write(signedIn.accountId, (tx) => restoreUser(tx, signedIn, params.id, query.dialerRole));
  },

  sendPasswordLink: ({ db, signedIn, caller }, { params }) => sendPasswordLink(db, signedIn, caller, params.id),

  makeTemporaryPassword: ({ db, signedIn }, { params }) => makeTemporaryPassword(db, signedIn, params.id),

  askWhy: ({ db, signedIn }, { params, body }) => askWhy(db, signedIn, params.id, body),

  eraseUser: ({ db, signedIn }, { params }) => db.write(signedIn.accountId, (tx) => eraseUser(tx, signedIn, params.id)),

  deleteUser: ({ db, signedIn }, { params, query }) =>
    db.write(signedIn.accountId, (tx) => deleteUser(tx, signedIn, params.id, query.handOverTo)),
};

async function presentOne(db: Database, signedIn: SignedIn, id: string) {
  const row = await findUser(db.reader(signedIn.accountId), signedIn, id);
  if (!row) throw new Refusal('user.not_found');
  return presentUser(signedIn, row);
}
