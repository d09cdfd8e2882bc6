import { emailKey, nameKey, usernameKey } from '../../contract/text.ts';
import { newAccountCode } from '../../server/accounts/account-code.ts';
import type { Tx } from '../../server/db/pool.ts';
import { sortKeys } from '../../server/users/sort-keys.ts';
import type { Chance } from './chance.ts';
import { idAt, insertAll, type PastEntry } from './past.ts';
import { DEPARTMENTS } from './sets.ts';

const COMPANY = 'Northwind Calls';
const DOMAIN = 'northwind.example';
const DEVICES = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
] as const;

/** The sample account as it begins; what happens in it is noted, and recorded at the end. */
export interface DemoAccount {
  readonly id: string;
  readonly start: Date;
  readonly chance: Chance;
  readonly ownerId: string;
  readonly adminId: string;
  readonly departments: ReadonlyMap<string, string>;
  /** Of those who may be signed in as, and of everybody else. */
  readonly passwordHash: string;
  readonly unknownHash: string;
  readonly entries: PastEntry[];
  /** What they are, and their e-mail address. */
  readonly signIns: (readonly [string, string])[];
}

interface Beginning {
  readonly start: Date;
  readonly passwordHash: string;
  readonly unknownHash: string;
  readonly chance: Chance;
}

export function addressOf(username: string): string {
  return `${username}@${DOMAIN}`;
}

/** From where the sample account's people work: addresses that are kept for documents (RFC 5737). */
export function placeOf(chance: Chance): { address: string; device: string } {
  return { address: `203.0.113.${chance.between(1, 254)}`, device: chance.one(DEVICES) };
}

/** A person of the account, with what every insert of users needs. */
export function userRow(accountId: string, person: { firstName: string; lastName: string; username: string }) {
  const { firstName, lastName, username } = person;
  const email = addressOf(username);
  return {
    account_id: accountId,
    email,
    email_key: emailKey(email),
    username,
    username_key: usernameKey(username),
    first_name: firstName,
    last_name: lastName,
    ...sortKeys({ firstName, lastName, email, username }),
  };
}

/** Makes the account with its main user, an Admin, people of the other portal roles, and departments. */
export async function beginAccount(tx: Tx, beginning: Beginning): Promise<DemoAccount> {
  const { start, chance } = beginning;
  const [id, ownerId, adminId] = [tx.accountId, idAt(start), idAt(start)];
  const departments = new Map(DEPARTMENTS.map((name) => [name, idAt(start)]));
  const account: DemoAccount = { ...beginning, id, ownerId, adminId, departments, entries: [], signIns: [] };
  await insertAccount(tx, account);
  const rows = [...departments].map(([name, one]) => ({ account_id: id, id: one, name, name_key: nameKey(name) }));
  await insertAll(tx, 'departments', rows);
  for (const [name, one] of departments) {
    const target = { type: 'department' as const, id: one };
    const entry = { at: later(start, 40), by: ownerId, from: placeOf(chance) };
    account.entries.push({ ...entry, action: 'department.created', target, changes: { name: { new: name } } });
  }
  for (const [index, colleague] of COLLEAGUES.entries()) await addColleague(tx, account, colleague, index);
  return account;
}

async function insertAccount(tx: Tx, { id, start, ownerId, passwordHash, entries, signIns }: DemoAccount): Promise<void> {
  const code = newAccountCode();
  const owner = { firstName: 'Ana', lastName: 'Ruiz', username: 'ana.ruiz' };
  const locale = { interface_language: 'en', spoken_language: 'en', timezone: 'Europe/Berlin' } as const;
  const states = { owner_status: 'active', confirmed_at: start, created_at: start } as const;
  await tx
    .insertInto('accounts')
    .values({ id, code, name: COMPANY, owner_id: ownerId, ...states, ...locale })
    .execute();
  const row = { ...userRow(id, owner), id: ownerId, status: 'active' as const, password_hash: passwordHash };
  await tx
    .insertInto('users')
    .values({ ...row, created_at: start, confirmed_at: later(start, 4) })
    .execute();
  const visitor = { by: null, from: null };
  const named = { code: { new: code }, name: { new: COMPANY }, status: { new: 'pending' }, mainUser: { new: ownerId } };
  const person = { firstName: { new: owner.firstName }, lastName: { new: owner.lastName }, email: { new: row.email } };
  const user = { type: 'user' as const, id: ownerId };
  const activated = { status: { old: 'pending', new: 'active' } };
  entries.push(
    { ...visitor, at: start, action: 'account.signed_up', target: { type: 'account', id }, changes: named },
    { ...visitor, at: later(start, 0.01), action: 'user.created', target: user, changes: { ...person, password: 'changed' } },
    {
      at: later(start, 4),
      by: ownerId,
      from: null,
      action: 'account.confirmed',
      target: { type: 'account', id },
      changes: activated,
    },
    { at: later(start, 4.01), by: ownerId, from: null, action: 'user.activated', target: user, changes: activated },
  );
  signIns.push(['Main user', row.email]);
}

interface Colleague {
  readonly firstName: string;
  readonly lastName: string;
  readonly username: string;
  readonly roles: readonly ('admin' | 'reports' | 'tech_configuration' | 'finance' | 'orders')[];
  readonly department: string;
}

const COLLEAGUES: readonly Colleague[] = [
  { firstName: 'Ben', lastName: 'Okafor', username: 'ben.okafor', roles: ['admin'], department: 'Operations' },
  { firstName: 'Élodie', lastName: 'Marchand', username: 'elodie', roles: ['finance', 'orders'], department: 'Back office' },
  { firstName: 'Дмитрий', lastName: 'Соколов', username: 'dmitri', roles: ['tech_configuration'], department: 'Operations' },
  { firstName: 'Hiroshi', lastName: 'Tanaka', username: 'hiroshi', roles: ['tech_configuration'], department: 'Operations' },
  { firstName: 'Jonas', lastName: 'Weber', username: 'jonas', roles: ['reports'], department: 'Quality' },
  { firstName: 'Inês', lastName: 'Carvalho', username: 'ines', roles: ['orders'], department: 'Back office' },
];

async function addColleague(tx: Tx, account: DemoAccount, who: Colleague, index: number): Promise<void> {
  const { id, chance, start, ownerId, adminId, departments, passwordHash, unknownHash, entries, signIns } = account;
  const isAdmin = index === 0;
  const [at, userId] = [later(start, 50 + index), isAdmin ? adminId : idAt(start)];
  const row = { ...userRow(id, who), id: userId, status: 'active' as const, password_hash: isAdmin ? passwordHash : unknownHash };
  const department = departments.get(who.department) ?? '';
  await tx
    .insertInto('users')
    .values({ ...row, created_at: at, confirmed_at: later(at, 90) })
    .execute();
  await insertAll(
    tx,
    'user_portal_roles',
    who.roles.map((role) => ({ account_id: id, user_id: userId, role })),
  );
  await insertAll(tx, 'user_departments', [{ account_id: id, user_id: userId, department_id: department }]);
  const person = { firstName: { new: who.firstName }, lastName: { new: who.lastName }, email: { new: row.email } };
  const changes = { ...person, status: { new: 'pending' }, portalRoles: { new: who.roles }, departments: { new: [department] } };
  const target = { type: 'user' as const, id: userId };
  const activated = { status: { old: 'pending', new: 'active' }, password: 'changed' as const };
  entries.push(
    { at, by: ownerId, from: placeOf(chance), action: 'user.created', target, changes },
    { at: later(at, 90), by: userId, from: placeOf(chance), action: 'user.activated', target, changes: activated },
  );
  if (isAdmin) signIns.push(['Admin', row.email]);
}

/** So many minutes later. */
export function later(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}
