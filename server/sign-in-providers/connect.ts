import { emailKey } from '../../contract/text.ts';
import type { Tx } from '../db/pool.ts';
import { queueMail } from '../mails/queue-mail.ts';
import { record } from '../platform/activity.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import { newId } from '../platform/tokens.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { takeAnswer } from './answers.ts';
import { endBegun } from './end-begun.ts';
import type { Identity } from './openid.ts';
import { CONNECT } from './policy.ts';

export interface Connection {
  readonly id: string;
  readonly provider: string;
  readonly email: string | null;
  readonly connectedAt: string;
}

/**
 * Connects an identity to the signed-in user and tells them by mail; one that is theirs already stays as it is. Throws
 * `identity.taken`, `identity.other_email`.
 */
export async function connectIdentity(tx: Tx, signedIn: SignedIn, identity: Identity): Promise<Connection> {
  const me = await lockMe(tx, signedIn);
  const verifiedEmailKey = identity.isEmailVerified && identity.email ? emailKey(identity.email) : null;
  demand(CONNECT, null, { oauthEmailKey: me.oauth_email_key, verifiedEmailKey });
  const isNew = await insert(tx, signedIn.userId, identity);
  const kept = await find(tx, identity);
  if (kept.user_id !== signedIn.userId) throw new Refusal('identity.taken');
  if (isNew) {
    const mail = { userId: signedIn.userId, linkId: null, kind: 'provider_connected', to: me.email } as const;
    await queueMail(tx, { ...mail, about: identity.providerName });
    const { providerName, issuer, subject, email } = identity;
    const changes = {
      provider: { new: providerName },
      issuer: { new: issuer },
      subject: { new: subject },
      email: { new: email },
    };
    await record(tx, signedIn, { action: 'user.provider_connected', target: { type: 'user', id: signedIn.userId }, changes });
  }
  return {
    id: kept.id,
    provider: kept.provider_name,
    email: kept.email,
    connectedAt: kept.connected_at.toISOString(),
  };
}

/** The same with what waits in this browser since before the sign-in. Throws `provider.expired` too. */
export async function connectWaiting(tx: Tx, signedIn: SignedIn, token: string | null): Promise<Connection> {
  const answer = token === null ? undefined : await takeAnswer(tx, token, signedIn.userId, 'connect');
  if (!answer) throw new Refusal('provider.expired');
  const { issuer, subject, email } = answer;
  // Only a verified address was kept.
  return connectIdentity(tx, signedIn, { issuer, subject, email, isEmailVerified: true, providerName: answer.provider_name });
}

/** Who went to a provider to connect it, from where: what comes back is recorded by itself. */
export async function recordAsked(tx: Tx, signedIn: SignedIn, provider: string): Promise<void> {
  const changes = { provider: { new: provider } };
  await record(tx, signedIn, { action: 'user.provider_asked', target: { type: 'user', id: signedIn.userId }, changes });
}

/** Disconnects it, and ends sign-ins by providers that wait for a step; sessions stay. Throws `identity.not_found`. */
export async function disconnect(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  const me = await lockMe(tx, signedIn);
  const removed = await tx
    .deleteFrom('identities')
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', signedIn.userId)
    .where('id', '=', id)
    .returning(['provider_name', 'issuer', 'subject', 'email'])
    .executeTakeFirst();
  if (!removed) throw new Refusal('identity.not_found');
  await endBegun(tx, { userId: signedIn.userId });
  const mail = { userId: signedIn.userId, linkId: null, kind: 'provider_disconnected', to: me.email } as const;
  await queueMail(tx, { ...mail, about: removed.provider_name });
  const changes = {
    provider: { old: removed.provider_name },
    issuer: { old: removed.issuer },
    subject: { old: removed.subject },
    email: { old: removed.email },
  };
  await record(tx, signedIn, { action: 'user.provider_disconnected', target: { type: 'user', id: signedIn.userId }, changes });
}

async function lockMe(tx: Tx, { userId }: SignedIn) {
  const me = await tx
    .selectFrom('users')
    .select(['email', 'oauth_email_key'])
    .where('account_id', '=', tx.accountId)
    .where('id', '=', userId)
    .where('status', '=', 'active')
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!me) throw new Refusal('session.required');
  return me;
}

/** Answers whether it is new. Of two who connect one identity at once, the second waits for the first, and adds nothing. */
async function insert(tx: Tx, userId: string, { issuer, subject, providerName, email }: Identity): Promise<boolean> {
  const inserted = await tx
    .insertInto('identities')
    .values({ account_id: tx.accountId, id: newId(), user_id: userId, issuer, subject, provider_name: providerName, email })
    .onConflict((conflict) => conflict.columns(['account_id', 'issuer', 'subject']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

function find(tx: Tx, { issuer, subject }: Identity) {
  return tx
    .selectFrom('identities')
    .select(['id', 'user_id', 'provider_name', 'email', 'connected_at'])
    .where('account_id', '=', tx.accountId)
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirstOrThrow();
}
