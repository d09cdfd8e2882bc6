import * as departments from './departments.ts';
import * as me from './me.ts';
import * as passwordResets from './password-resets.ts';
import * as sessions from './sessions.ts';
import * as signUp from './sign-up.ts';
import * as users from './users.ts';

/** Every endpoint of the product, by name. `server/app.ts` does not compile while one has no handler. */
export const API = {
  getInstance: signUp.getInstance,
  signUp: signUp.signUp,
  inspectActivation: signUp.inspectActivation,
  activate: signUp.activate,

  signIn: sessions.signIn,
  signOut: sessions.signOut,
  requestPasswordReset: passwordResets.requestPasswordReset,
  inspectPasswordReset: passwordResets.inspectPasswordReset,
  resetPassword: passwordResets.resetPassword,

  getMe: me.getMe,
  changeMyPassword: me.changeMyPassword,

  listUsers: users.listUsers,
  countUsers: users.countUsers,
  getUser: users.getUser,
  createUser: users.createUser,
  sendActivation: users.sendActivation,
  deleteUser: users.deleteUser,

  listDepartments: departments.listDepartments,
  createDepartment: departments.createDepartment,
} as const;

export type Api = typeof API;
export type EndpointName = keyof Api;
