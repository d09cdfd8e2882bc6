import type { HandlersOf } from '../http/mount.ts';
import { Refusal } from '../platform/refusal.ts';
import { findAttempt } from './attempts.ts';
import { type CompletedSignIn, completeSignIn } from './complete-sign-in.ts';
import { getMySecondFactor, makeMyRecoveryCodes, removeMyApp, setUpMyApp } from './my-second-factor.ts';
import { forgetMyDevice, listMyDevices } from './remembered-devices.ts';
import { forgetUserDevices, getUserSecondFactor, resetSecondFactor } from './reset-second-factor.ts';
import { prepareApp, recordAppShown } from './set-up-app.ts';
import { mailAnotherCode, prepareAppFor, proveByCode, proveByRecoveryCode } from './sign-in-steps.ts';

type Attempts = 'signInWithCode' | 'signInWithRecoveryCode' | 'sendSignInCode' | 'prepareAppAtSignIn' | 'completeSignIn';

/** The second half of a sign-in. */
export const attemptHandlers: HandlersOf<Attempts> = {
  signInWithCode: async (context, { body }) => {
    const found = await proveByCode(context, body.attempt, body.code, body.setup);
    return signedIn(context, await completeSignIn(context.db, context.caller, found, body));
  },

  signInWithRecoveryCode: async (context, { body }) => {
    const found = await proveByRecoveryCode(context, body.attempt, body.recoveryCode);
    return signedIn(context, await completeSignIn(context.db, context.caller, found, body));
  },

  sendSignInCode: (context, { body }) => mailAnotherCode(context, body.attempt),

  prepareAppAtSignIn: (context, { body }) => prepareAppFor(context, body.attempt),

  completeSignIn: async (context, { body }) => {
    const found = await findAttempt(context.db, body.attempt);
    if (!found.isProved) throw new Refusal('sign_in.other_step');
    return signedIn(context, await completeSignIn(context.db, context.caller, found, body));
  },
};

type Cookies = Pick<Parameters<HandlersOf<'signInWithCode'>['signInWithCode']>[0], 'cookie' | 'deviceCookie' | 'browserCookie'>;

function signedIn({ cookie, deviceCookie, browserCookie }: Cookies, { session, deviceToken, recoveryCodes }: CompletedSignIn) {
  cookie.set(session.token, session.expiresAt);
  browserCookie.keep(session.browserToken);
  if (deviceToken) deviceCookie.keep(deviceToken);
  return { expiresAt: session.expiresAt.toISOString(), passwordChangeRequired: session.passwordMustChange, recoveryCodes };
}

type Mine =
  | 'getMySecondFactor'
  | 'prepareMyApp'
  | 'setUpMyApp'
  | 'removeMyApp'
  | 'makeMyRecoveryCodes'
  | 'listMyDevices'
  | 'forgetMyDevice';
type Others = 'getUserSecondFactor' | 'resetSecondFactor' | 'forgetUserDevices';

/** One's own second factor, and that of users. */
export const secondFactorHandlers: HandlersOf<Mine | Others> = {
  getMySecondFactor: ({ db, signedIn }) => getMySecondFactor(db, signedIn),

  prepareMyApp: async ({ db, secrets, signedIn }) => {
    const { accountId, userId, account, profile } = signedIn;
    await db.write(accountId, (tx) => recordAppShown(tx, signedIn, userId));
    return prepareApp(secrets, { accountId, userId, accountName: account.name, email: profile.email });
  },

  setUpMyApp: async ({ db, secrets, signedIn }, { body }) => ({ recoveryCodes: await setUpMyApp(db, secrets, signedIn, body) }),

  removeMyApp: ({ db, signedIn }) => db.write(signedIn.accountId, (tx) => removeMyApp(tx, signedIn)),

  makeMyRecoveryCodes: async ({ db, signedIn }) => ({ recoveryCodes: await makeMyRecoveryCodes(db, signedIn) }),

  listMyDevices: ({ db, signedIn, deviceCookie }) => listMyDevices(db, signedIn, deviceCookie.tokens),

  forgetMyDevice: ({ db, signedIn }, { params }) =>
    db.write(signedIn.accountId, (tx) => forgetMyDevice(tx, signedIn, params.deviceId)),

  getUserSecondFactor: ({ db, signedIn }, { params }) => getUserSecondFactor(db, signedIn, params.id),

  resetSecondFactor: ({ db, signedIn }, { params }) =>
    db.write(signedIn.accountId, (tx) => resetSecondFactor(tx, signedIn, params.id)),

  forgetUserDevices: ({ db, signedIn }, { params }) =>
    db.write(signedIn.accountId, (tx) => forgetUserDevices(tx, signedIn, params.id)),
};
