import accounts from './ar/accounts.json';
import departments from './ar/departments.json';
import errors from './ar/errors.json';
import frame from './ar/frame.json';
import home from './ar/home.json';
import localeSettings from './ar/locale-settings.json';
import me from './ar/me.json';
import passwords from './ar/passwords.json';
import permissions from './ar/permissions.json';
import quickFind from './ar/quick-find.json';
import roles from './ar/roles.json';
import secondFactors from './ar/second-factors.json';
import security from './ar/security.json';
import sessions from './ar/sessions.json';
import signIn from './ar/sign-in.json';
import signInProviders from './ar/sign-in-providers.json';
import ui from './ar/ui.json';
import users from './ar/users.json';

/** Every text in Arabic. */
export const texts = {
  accounts,
  departments,
  errors,
  frame,
  home,
  'locale-settings': localeSettings,
  me,
  passwords,
  permissions,
  'quick-find': quickFind,
  roles,
  'second-factors': secondFactors,
  security,
  sessions,
  'sign-in': signIn,
  'sign-in-providers': signInProviders,
  ui,
  users,
};
