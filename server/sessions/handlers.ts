import type { HandlersOf } from '../http/mount.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

export const sessionHandlers: HandlersOf<'signIn' | 'signOut'> = {
  signIn: async ({ db, caller, cookie }, { body }) => {
    const session = await signIn(db, caller, body);
    cookie.set(session.token, session.expiresAt);
    return { expiresAt: session.expiresAt.toISOString(), passwordChangeRequired: session.passwordMustChange };
  },

  signOut: async ({ db, signedIn, cookie }) => {
    await db.write(signedIn.accountId, (tx) => signOut(tx, signedIn));
    cookie.clear();
  },
};
