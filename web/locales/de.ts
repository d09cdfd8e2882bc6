import accounts from './de/accounts.json';
import departments from './de/departments.json';
import errors from './de/errors.json';
import frame from './de/frame.json';
import home from './de/home.json';
import localeSettings from './de/locale-settings.json';
import me from './de/me.json';
import passwords from './de/passwords.json';
import permissions from './de/permissions.json';
import quickFind from './de/quick-find.json';
import roles from './de/roles.json';
import secondFactors from './de/second-factors.json';
import security from './de/security.json';
import sessions from './de/sessions.json';
import signIn from './de/sign-in.json';
import signInProviders from './de/sign-in-providers.json';
import ui from './de/ui.json';
import users from './de/users.json';

/** Every text in German. */
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
