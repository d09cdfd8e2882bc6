import type { Input } from '../../contract/endpoint.ts';
import { emailKey, usernameKey } from '../../contract/text.ts';
import type { createUser as endpoint } from '../../contract/users.ts';
import { type Tx, violates } from '../db/pool.ts';
import { inviteByMail } from '../links/invite-by-mail.ts';
import { record } from '../platform/activity.ts';
import { once } from '../platform/idempotency.ts';
import { demand } from '../platform/policy.ts';
import { Refusal, refuseField } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandGivable } from './demand-givable.ts';
import { demandFreeEmail, demandFreeUsername } from './free-names.ts';
import { setDepartments, setPortalRoles } from './memberships.ts';
import { CREATE_USER } from './policy.ts';
import { lockForRule } from './queries.ts';
import { sortKeys } from './sort-keys.ts';

type NewUser = Input<typeof endpoint>['body'];

interface Creation {
  readonly id: string;
  readonly user: NewUser;
  /** Made before the transaction, which must not wait for argon2id; null where the user chooses on activation. */
  readonly passwordHash: string | null;
  readonly idempotencyKey: string | undefined;
}

interface NewRow {
  readonly id: string;
  readonly user: Pick<NewUser, 'email' | 'username' | 'firstName' | 'lastName'>;
  readonly passwordHash: string | null;
  readonly status?: 'pending' | 'inactive';
}

/**
 * Adds a pending user and queues their activation mail; answers the user's id. A repeat with the same key adds nobody.
 * Throws `role.only_owner_gives_admin`, `role.not_held`, `session.step_up` for Admin, `department.not_found`, and what `free-names.ts` throws.
 */
export async function createUser(tx: Tx, signedIn: SignedIn, creation: Creation): Promise<string> {
  const { id, user, idempotencyKey } = creation;
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  demand(CREATE_USER, locked.actor, null);
  demandGivable(locked.actor, signedIn, user.portalRoles, user.portalRoles);
  const { password: _, ...request } = user;
  return once(tx, { userId: signedIn.userId, key: idempotencyKey, request }, id, async () => {
    await insertUser(tx, creation);
    await setPortalRoles(tx, id, user.portalRoles);
    await setDepartments(tx, id, user.departments);
    await record(tx, signedIn, { action: 'user.created', target: { type: 'user', id }, changes: changesOf(user) });
    await inviteByMail(tx, { userId: id, email: user.email });
  });
}

/**
 * Puts a user in place, pending unless said otherwise. Whether the actor may is asked before. Throws what `free-names.ts`
 * throws.
 */
export async function insertUser(tx: Tx, { id, user, passwordHash, status = 'pending' }: NewRow): Promise<void> {
  await demandFreeEmail(tx, user.email);
  if (user.username) await demandFreeUsername(tx, user.username);
  const row = {
    account_id: tx.accountId,
    id,
    email: user.email,
    email_key: emailKey(user.email),
    username: user.username ?? null,
    username_key: user.username ? usernameKey(user.username) : null,
    first_name: user.firstName,
    last_name: user.lastName,
    ...sortKeys(user),
    status,
    password_hash: passwordHash,
    password_must_change: passwordHash !== null,
  };
  await tx
    .insertInto('users')
    .values(row)
    .execute()
    .catch((error: unknown) => {
      if (violates(error, 'users_account_id_email_key_key')) throw refuseField('email', 'user.email_taken');
      if (violates(error, 'users_account_id_username_key_key')) throw refuseField('username', 'user.username_taken');
      throw error;
    });
}

function changesOf(user: NewUser) {
  return {
    firstName: { new: user.firstName },
    lastName: { new: user.lastName },
    email: { new: user.email },
    ...(user.username ? { username: { new: user.username } } : {}),
    status: { new: 'pending' },
    ...(user.password ? { password: 'changed' as const, passwordMustChange: { new: true } } : {}),
    portalRoles: { new: [...new Set(user.portalRoles)] },
    departments: { new: [...new Set(user.departments)] },
  };
}
