import { sql } from 'kysely';
import type { handOver as endpoint } from '../../contract/account.ts';
import type { Input } from '../../contract/endpoint.ts';
import type { PortalRole } from '../../contract/permissions.ts';
import type { Database, Tx } from '../db/pool.ts';
import { queueMail } from '../mails/queue-mail.ts';
import { record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Secrets } from '../platform/secrets.ts';
import { findAttempt } from '../second-factors/attempts.ts';
import { proveAgain } from '../second-factors/prove-again.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandMyPassword } from '../sessions/prove-myself.ts';
import { markDeleted } from '../users/delete-user.ts';
import { demandAllowed } from '../users/demand-allowed.ts';
import { setPortalRoles } from '../users/memberships.ts';
import type { UserFacts } from '../users/policy.ts';

interface Parts {
  readonly db: Database;
  readonly secrets: Secrets;
}

type Wish = Input<typeof endpoint>['body'];

/**
 * Makes another active user the main user. The former one keeps the chosen roles, or is deleted; both get a mail.
 * At every instant there is exactly one: the account's row is locked first, and its key holds the new one active.
 * Throws the reason of `USER_RULES.makeMainUser`, `password.wrong`, what `proveAgain` throws and answers, `request.too_many`, `server.busy`.
 */
export async function handOver({ db, secrets }: Parts, signedIn: SignedIn, wish: Wish): Promise<void> {
  if (!signedIn.isMainUser) throw new Refusal('actor.not_owner');
  await demandMyPassword(db, signedIn, wish.password);
  const attempt = wish.proof ? await findAttempt(db, wish.proof.attempt) : null;
  const refusal = await db.write(signedIn.accountId, async (tx) => {
    await lockAccount(tx);
    const { target } = await demandAllowed(tx, signedIn, wish.userId, 'makeMainUser');
    const wrong = await proveAgain(tx, { secrets, signedIn }, attempt, wish.proof?.code ?? '');
    if (!wrong) await transfer(tx, signedIn, target, wish);
    return wrong;
  });
  if (refusal) throw refusal;
}

async function lockAccount(tx: Tx): Promise<void> {
  await tx.selectFrom('accounts').select('id').where('id', '=', tx.accountId).forNoKeyUpdate().executeTakeFirstOrThrow();
}

async function transfer(tx: Tx, signedIn: SignedIn, target: UserFacts, { userId, formerMainUser }: Wish): Promise<void> {
  await tx.updateTable('accounts').set({ owner_id: userId }).where('id', '=', tx.accountId).execute();
  await setPortalRoles(tx, userId, []);
  const formerId = signedIn.userId;
  const people = await tx.selectFrom('users').select(['id', 'email']).where('id', 'in', [userId, formerId]).execute();
  for (const { id, email } of people) {
    await queueMail(tx, { userId: id, linkId: null, kind: id === userId ? 'became_main_user' : 'was_main_user', to: email });
  }
  const roles = 'delete' in formerMainUser ? [] : [...new Set(formerMainUser.portalRoles)];
  await setPortalRoles(tx, formerId, roles);
  await recordHandOver(tx, signedIn, { target, roles, isDeleted: 'delete' in formerMainUser });
  // Without roles, so that a restore gives none back.
  if ('delete' in formerMainUser) await markDeleted(tx, signedIn, { userId: formerId, status: 'active' });
  await tx
    .updateTable('users')
    .set({ version: sql<number>`version + 1` })
    .where('account_id', '=', tx.accountId)
    .where('id', 'in', 'delete' in formerMainUser ? [userId] : [userId, formerId])
    .execute();
}

interface HandedOver {
  /** The new main user, as they were before. */
  readonly target: UserFacts;
  /** The new roles of the former one. */
  readonly roles: readonly PortalRole[];
  readonly isDeleted: boolean;
}

/** An entry of the account, and one of each of the two, with the roles that they had and have. */
async function recordHandOver(tx: Tx, signedIn: SignedIn, { target, roles, isDeleted }: HandedOver): Promise<void> {
  const changes = {
    mainUser: { old: signedIn.userId, new: target.userId },
    formerMainUser: { new: isDeleted ? 'deleted' : roles },
  };
  await record(tx, signedIn, { action: 'account.handed_over', target: { type: 'account', id: tx.accountId }, changes });
  const became = { isMainUser: { old: false, new: true }, portalRoles: { old: target.portalRoles, new: [] } };
  await record(tx, signedIn, {
    action: 'user.became_main_user',
    target: { type: 'user', id: target.userId },
    changes: target.portalRoles.length > 0 ? became : { isMainUser: became.isMainUser },
  });
  const former = { isMainUser: { old: true, new: false }, portalRoles: { old: [], new: roles } };
  await record(tx, signedIn, {
    action: 'user.handed_over',
    target: { type: 'user', id: signedIn.userId },
    changes: roles.length > 0 ? former : { isMainUser: former.isMainUser },
  });
}
