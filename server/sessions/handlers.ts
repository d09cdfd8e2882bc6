import { availableParallelism } from 'node:os';
import type { HandlersOf } from '../http/mount.ts';
import { refuseNoSooner } from '../platform/refuse-no-sooner.ts';
import { Rounds } from '../platform/rounds.ts';
import { demandAllowed } from '../users/demand-allowed.ts';
import { demandSeen } from '../users/demand-seen.ts';
import { endOneSession, endOtherSessions } from './end-one-session.ts';
import { listSessions } from './list-sessions.ts';
import { proveMyself } from './prove-myself.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

/**
 * Enough to keep every core at hashing. A crowd waits here, before it asks anything, so that connections stay free for everybody
 * else; and goes in rounds, which hash first and ask the database then (037).
 */
const SIGN_INS = new Rounds(4 * availableParallelism(), 200);

/** Longer than a sign-in takes on a machine that is not at its limit, and too short to be noticed. */
const REFUSAL_MS = 60;

export const sessionHandlers: HandlersOf<
  | 'signIn'
  | 'signOut'
  | 'proveMyself'
  | 'listMySessions'
  | 'endMySession'
  | 'listUserSessions'
  | 'endUserSession'
  | 'endUserSessions'
> = {
  signIn: async ({ db, caller, cookie, deviceCookie, browserCookie }, { body }) => {
    const browser = { caller, deviceTokens: deviceCookie.tokens };
    const outcome = await refuseNoSooner(REFUSAL_MS, () => SIGN_INS.pass((gather) => signIn(db, browser, body, gather)));
    if (!outcome.session) return outcome.step;
    const { token, expiresAt, passwordMustChange, browserToken } = outcome.session;
    cookie.set(token, expiresAt);
    browserCookie.keep(browserToken);
    return { next: 'done', expiresAt: expiresAt.toISOString(), passwordChangeRequired: passwordMustChange };
  },

  signOut: async ({ db, signedIn, cookie }) => {
    await db.write(signedIn.accountId, (tx) => signOut(tx, signedIn));
    cookie.clear();
  },

  proveMyself: async ({ db, signedIn, cookie }, { body }) =>
    cookie.set(await proveMyself(db, signedIn, body.password), signedIn.sessionExpiresAt),

  listMySessions: ({ db, signedIn }) => listSessions(db, signedIn, signedIn.userId),

  endMySession: ({ db, signedIn }, { params }) =>
    db.write(signedIn.accountId, (tx) => endOneSession(tx, signedIn, signedIn.userId, params.sessionId)),

  listUserSessions: async ({ db, signedIn }, { params }) => {
    await demandSeen(db.reader(signedIn.accountId), signedIn, params.id, 'viewSessions');
    return listSessions(db, signedIn, params.id);
  },

  endUserSession: ({ db, signedIn }, { params }) =>
    db.write(signedIn.accountId, async (tx) => {
      await demandAllowed(tx, signedIn, params.id, 'endSessions');
      await endOneSession(tx, signedIn, params.id, params.sessionId);
    }),

  endUserSessions: ({ db, signedIn }, { params }) =>
    db.write(signedIn.accountId, async (tx) => {
      await demandAllowed(tx, signedIn, params.id, 'endSessions');
      await endOtherSessions(tx, signedIn, params.id);
    }),
};
