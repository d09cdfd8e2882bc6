import type { Input } from '../../contract/endpoint.ts';
import { fieldErrorAt } from '../../contract/field-errors.ts';
import { emailKey, usernameKey } from '../../contract/text.ts';
import type { createUser as endpoint } from '../../contract/users.ts';
import { type Tx, violates } from '../db/pool.ts';
import { inviteByMail } from '../links/invite-by-mail.ts';
import { record } from '../platform/activity.ts';
import { once } from '../platform/idempotency.ts';
import { decide, demand } from '../platform/policy.ts';
import { Refusal, refuseField } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandFreeEmail, demandFreeUsername } from './free-names.ts';
import { CREATE_USER, GIVE_ROLE } from './policy.ts';
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

/**
 * Adds a pending user and queues their activation mail; answers the user's id. A repeat with the same key adds nobody.
 * Throws `role.only_owner_gives_admin`, `role.not_held`, `department.not_found`, and what `free-names.ts` throws.
 */
export async function createUser(tx: Tx, signedIn: SignedIn, creation: Creation): Promise<string> {
  const { id, user, idempotencyKey } = creation;
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  demand(CREATE_USER, locked.actor, null);
  for (const [index, role] of user.portalRoles.entries()) {
    const decision = decide(GIVE_ROLE, locked.actor, role);
    if (!decision.ok) throw new Refusal(decision.because, { errors: [fieldErrorAt(`portalRoles.${index}`, decision.because)] });
  }
  const { password: _, ...request } = user;
  return once(tx, { userId: signedIn.userId, key: idempotencyKey, request }, id, async () => {
    await insertUser(tx, creation);
    await insertMemberships(tx, creation);
    await record(tx, signedIn, { action: 'user.created', target: { type: 'user', id }, changes: changesOf(user) });
    await inviteByMail(tx, { userId: id, email: user.email });
  });
}

async function insertUser(tx: Tx, { id, user, passwordHash }: Creation): Promise<void> {
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
    status: 'pending' as const,
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

async function insertMemberships(tx: Tx, { id, user }: Creation): Promise<void> {
  const mine = { account_id: tx.accountId, user_id: id };
  const roles = [...new Set(user.portalRoles)].map((role) => ({ ...mine, role }));
  if (roles.length > 0) await tx.insertInto('user_portal_roles').values(roles).execute();
  const departments = [...new Set(user.departments)];
  if (departments.length === 0) return;
  const known = await tx.selectFrom('departments').select('id').where('id', 'in', departments).execute();
  const missing = user.departments.findIndex((department) => !known.some((row) => row.id === department));
  if (missing >= 0) throw refuseField(`departments.${missing}`, 'department.not_found');
  await tx
    .insertInto('user_departments')
    .values(departments.map((department_id) => ({ ...mine, department_id })))
    .execute();
}

function changesOf(user: NewUser) {
  return {
    firstName: { new: user.firstName },
    lastName: { new: user.lastName },
    email: { new: user.email },
    ...(user.username ? { username: { new: user.username } } : {}),
    ...(user.password ? { password: 'changed' as const } : {}),
    portalRoles: { new: [...new Set(user.portalRoles)] },
    departments: { new: [...new Set(user.departments)] },
  };
}
