import type pg from 'pg';
import type { PortalRole } from '../../contract/permissions.ts';
import { emailKey, nameKey, usernameKey } from '../../contract/text.ts';
import type { UserStatus } from '../../contract/users.ts';
import { newAccountCode } from '../accounts/account-code.ts';
import { hashPassword } from '../platform/passwords.ts';
import { hashOf, newId, newToken } from '../platform/tokens.ts';
import { sortKeys } from '../users/sort-keys.ts';
import { Client } from './client.ts';

/** The password of every user that a factory makes. */
export const PASSWORD = 'Harbour-47-lights';
let passwordHash: Promise<string> | undefined;

export interface MadeAccount {
  readonly id: string;
  readonly code: string;
  readonly owner: MadeUser;
}

export interface MadeUser {
  readonly id: string;
  readonly accountId: string;
  readonly email: string;
}

interface UserWishes {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  readonly username?: string;
  readonly status?: UserStatus;
  readonly roles?: readonly PortalRole[];
  readonly departments?: readonly string[];
  readonly passwordMustChange?: boolean;
  readonly hasNoPassword?: boolean;
  /** Of a pending user always; of one who is switched off or deleted where it is wished. */
  readonly neverConfirmed?: boolean;
  /** What a deleted user comes back as. */
  readonly deletedFrom?: Exclude<UserStatus, 'deleted'>;
}

let counter = 0;

/** Puts rows in place as the tables' owner, for what a test does not test. */
export class Factory {
  readonly #owner: pg.Pool;
  readonly #url: string;

  constructor(owner: pg.Pool, url: string) {
    this.#owner = owner;
    this.#url = url;
  }

  /** An account with its active main user. `confirmed: false`: as right after sign-up. */
  async account({
    name = 'Northwind',
    confirmed = true,
    ...wishes
  }: UserWishes & { name?: string; confirmed?: boolean } = {}): Promise<MadeAccount> {
    const id = newId();
    const ownerId = newId();
    const code = newAccountCode();
    const status = confirmed ? 'active' : 'pending';
    const client = await this.#owner.connect();
    try {
      await client.query('begin');
      await client.query(
        `insert into accounts (id, code, name, owner_id, owner_status, confirmed_at) values ($1, $2, $3, $4, $5, ${confirmed ? 'now()' : 'null'})`,
        [id, code, name, ownerId, status],
      );
      const owner = await this.#insert(client, id, ownerId, { ...wishes, status });
      await client.query('commit');
      return { id, code, owner };
    } finally {
      client.release();
    }
  }

  /** A user of the account; active, without roles, unless the wishes say otherwise. */
  user(accountId: string, wishes: UserWishes = {}): Promise<MadeUser> {
    return this.#insert(this.#owner, accountId, newId(), wishes);
  }

  async department(accountId: string, name: string): Promise<string> {
    const id = newId();
    await this.#owner.query('insert into departments (account_id, id, name, name_key) values ($1, $2, $3, $4)', [
      accountId,
      id,
      name,
      nameKey(name),
    ]);
    return id;
  }

  /** A client with a live session of the user, without the cost of a sign-in. The password was typed so long ago. */
  async signedIn(user: MadeUser, { provedSecondsAgo = 0 } = {}): Promise<Client> {
    const token = newToken();
    await this.#owner.query(
      `insert into sessions (account_id, id, user_id, token_hash, expires_at, proved_at)
       values ($1, $2, $3, $4, now() + interval '1 hour', now() - make_interval(secs => $5))`,
      [user.accountId, newId(), user.id, hashOf(token), provedSecondsAgo],
    );
    const client = new Client(this.#url);
    client.cookie = `rollcall_session=${token}`;
    return client;
  }

  async #insert(db: pg.Pool | pg.PoolClient, accountId: string, id: string, wishes: UserWishes): Promise<MadeUser> {
    counter += 1;
    const {
      firstName = 'Ben',
      lastName = `Okafor ${counter}`,
      email = `user${counter}@example.com`,
      username = null,
      status = 'active',
    } = wishes;
    passwordHash ??= hashPassword(PASSWORD);
    const keys = sortKeys({ firstName, lastName, email, username });
    await db.query(
      `insert into users (account_id, id, email, email_key, username, username_key, first_name, last_name, name_key, search_key, status,
         password_hash, password_must_change, confirmed_at, deleted_at, deleted_from)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, case when $11 = 'pending' or $14 then null else now() end,
         case when $11 = 'deleted' then now() end, case when $11 = 'deleted' then $15 end)`,
      [
        accountId,
        id,
        email,
        emailKey(email),
        username,
        username ? usernameKey(username) : null,
        firstName,
        lastName,
        keys.name_key,
        keys.search_key,
        status,
        wishes.hasNoPassword ? null : await passwordHash,
        wishes.passwordMustChange ?? false,
        wishes.neverConfirmed ?? false,
        wishes.deletedFrom ?? 'active',
      ],
    );
    for (const role of wishes.roles ?? [])
      await db.query('insert into user_portal_roles values ($1, $2, $3)', [accountId, id, role]);
    for (const one of wishes.departments ?? [])
      await db.query('insert into user_departments values ($1, $2, $3)', [accountId, id, one]);
    return { id, accountId, email };
  }
}
