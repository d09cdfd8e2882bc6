import { ERRORS, FIELD_ERRORS } from '../../contract/errors.ts';
import { EVERYBODY, PERMISSIONS, PORTAL_ROLES, type PortalRole } from '../../contract/permissions.ts';
import accounts from './en/accounts.json';
import departments from './en/departments.json';
import frame from './en/frame.json';
import home from './en/home.json';
import localeSettings from './en/locale-settings.json';
import me from './en/me.json';
import passwords from './en/passwords.json';
import quickFind from './en/quick-find.json';
import roles from './en/roles.json';
import secondFactors from './en/second-factors.json';
import security from './en/security.json';
import sessions from './en/sessions.json';
import signIn from './en/sign-in.json';
import signInProviders from './en/sign-in-providers.json';
import ui from './en/ui.json';
import users from './en/users.json';

/** The texts of every page in English, by feature; what only some pages say comes with them. Errors, permissions and roles come from the contract. */
export const english = {
  accounts,
  departments,
  errors: { ...FIELD_ERRORS, ...textsOf(ERRORS) },
  frame,
  home,
  'locale-settings': localeSettings,
  me,
  passwords,
  permissions: { ...PERMISSIONS, ...EVERYBODY, roles: namesOf(PORTAL_ROLES) },
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

function textsOf(catalogue: Readonly<Record<string, { text: string }>>): Record<string, string> {
  return Object.fromEntries(Object.entries(catalogue).map(([code, { text }]) => [code, text]));
}

function namesOf(roles: Readonly<Record<PortalRole, { name: string }>>): Record<PortalRole, string> {
  return Object.fromEntries(Object.entries(roles).map(([role, { name }]) => [role, name])) as Record<PortalRole, string>;
}
