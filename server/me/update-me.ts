import { sql } from 'kysely';
import type { Input } from '../../contract/endpoint.ts';
import type { updateMe as endpoint } from '../../contract/me.ts';
import type { Tx } from '../db/pool.ts';
import { type Change, record } from '../platform/activity.ts';
import { Refusal, refuseField } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { newEmailOf } from '../sessions/queries.ts';
import { changeEmail } from '../users/change-email.ts';
import { changeLocale } from '../users/change-locale.ts';
import { sortKeys } from '../users/sort-keys.ts';

type Edit = Input<typeof endpoint>['body'];

/** Changes one's own name, languages, timezone, notifications. Throws `user.changed` (412) where the version seen is not the newest. */
export async function updateMe(tx: Tx, signedIn: SignedIn, seen: number, edit: Edit): Promise<void> {
  const before = await lockMe(tx, signedIn);
  if (before.version !== seen) throw new Refusal('user.changed', { current: currentOf(before) });
  const changes: Record<string, Change> = {};
  await changeNames(tx, before, edit, changes);
  await changeLocale(tx, before, edit, changes);
  await changeNotifications(tx, before, edit.notifications?.newSignIn, changes);
  if (Object.keys(changes).length === 0) return;
  await raiseVersion(tx, signedIn);
  await record(tx, signedIn, { action: 'user.changed', target: { type: 'user', id: signedIn.userId }, changes });
}

async function changeNames(tx: Tx, before: Me, edit: Edit, changes: Record<string, Change>): Promise<void> {
  const next = { firstName: edit.firstName ?? before.first_name, lastName: edit.lastName ?? before.last_name };
  if (next.firstName !== before.first_name) changes.firstName = { old: before.first_name, new: next.firstName };
  if (next.lastName !== before.last_name) changes.lastName = { old: before.last_name, new: next.lastName };
  if (Object.keys(changes).length === 0) return;
  const keys = sortKeys({ ...next, email: before.email, username: before.username });
  await tx
    .updateTable('users')
    .set({ first_name: next.firstName, last_name: next.lastName, ...keys })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', before.id)
    .execute();
}

async function changeNotifications(
  tx: Tx,
  before: Me,
  newSignIn: boolean | undefined,
  changes: Record<string, Change>,
): Promise<void> {
  if (newSignIn === undefined || newSignIn === before.mails_new_sign_in) return;
  changes.mailsNewSignIn = { old: before.mails_new_sign_in, new: newSignIn };
  await tx
    .updateTable('users')
    .set({ mails_new_sign_in: newSignIn })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', before.id)
    .execute();
}

/** Begins the change of one's own address. Throws `email.unchanged`, `user.email_taken`, `user.email_reserved`. */
export async function changeMyEmail(tx: Tx, signedIn: SignedIn, email: string): Promise<void> {
  const before = await lockMe(tx, signedIn);
  if (before.email === email) throw refuseField('email', 'email.unchanged');
  const me = { id: signedIn.userId, status: 'active', old: before.email, oldNew: before.new_email } as const;
  const changes = await changeEmail(tx, me, email);
  await raiseVersion(tx, signedIn);
  await record(tx, signedIn, { action: 'user.email_change_requested', target: { type: 'user', id: signedIn.userId }, changes });
}

async function raiseVersion(tx: Tx, signedIn: SignedIn): Promise<void> {
  await tx
    .updateTable('users')
    .set({ version: sql<number>`version + 1` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', signedIn.userId)
    .execute();
}

type Me = Awaited<ReturnType<typeof lockMe>>;

async function lockMe(tx: Tx, signedIn: SignedIn) {
  const me = await tx
    .selectFrom('users')
    .select(['id', 'first_name', 'last_name', 'email', 'username', 'version'])
    .select(newEmailOf('users').as('new_email'))
    .select(['interface_language', 'spoken_language', 'timezone', 'more_spoken_languages', 'mails_new_sign_in'])
    .where('account_id', '=', tx.accountId)
    .where('id', '=', signedIn.userId)
    .where('status', '=', 'active')
    .forUpdate()
    .executeTakeFirst();
  if (!me) throw new Refusal('session.required');
  return me;
}

/** What can be changed here, as it is now. */
function currentOf(me: Me) {
  return {
    firstName: me.first_name,
    lastName: me.last_name,
    own: { interfaceLanguage: me.interface_language, spokenLanguage: me.spoken_language, timezone: me.timezone },
    moreSpokenLanguages: me.more_spoken_languages,
    notifications: { newSignIn: me.mails_new_sign_in },
    version: me.version,
  };
}
