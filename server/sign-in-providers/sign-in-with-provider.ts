import { emailKey } from '../../contract/text.ts';
import type { Tx } from '../db/pool.ts';
import type { Caller } from '../platform/activity.ts';
import { countAttempt, LIMITS, originOf } from '../platform/limits.ts';
import { concerning, Refusal } from '../platform/refusal.ts';
import { recordRepeat } from '../platform/repeats.ts';
import { askForSecondFactor, type NextStep } from '../second-factors/ask-for-second-factor.ts';
import { addressRefused } from '../security/allowed-address.ts';
import { holdPolicy } from '../security/queries.ts';
import { holdSignIn } from '../sessions/hold-sign-in.ts';
import { type NewSession, openSession } from '../sessions/open-session.ts';
import { keepAnswer, takeAnswer } from './answers.ts';
import { finishAuthorization } from './authorizations.ts';
import type { Answer, Identity } from './openid.ts';
import type { Provider, ProviderParts } from './providers.ts';
import { findByProviderEmail, findConnected, findWaiting, namesOf, type Place } from './queries.ts';

interface Browser {
  readonly caller: Caller;
  /** By what this browser is remembered. */
  readonly deviceTokens: readonly string[];
  /** Of the cookie that the beginning has set. */
  readonly token: string | null;
}

type Outcome = { readonly session: NewSession } | { readonly session: null; readonly step: NextStep };

/** A session or the step before it; or a choice of accounts; or that the identity must be connected first. */
export type ProviderOutcome =
  | Outcome
  | { readonly accounts: readonly { code: string; name: string }[] }
  | { readonly connect: string };

/**
 * Signs in who has connected what the provider answered: issuer and subject alone count (S-7). Where nobody has, and its
 * verified address is somebody's, it waits for their password and their yes. Throws `provider.*`, `session.*`,
 * `request.too_many`.
 */
export async function signInWithProvider(
  parts: ProviderParts,
  browser: Browser,
  answer: Answer & { readonly provider: string },
): Promise<ProviderOutcome> {
  await countAttempt(parts.db, LIMITS.providerCallbackFrom, originOf(browser.caller));
  const { provider, identity } = await finishAuthorization(parts, browser.token, answer, null);
  const token = browser.token ?? '';
  const places = await findConnected(parts.db, identity.issuer, identity.subject, provider.accountId);
  if (places.length === 0) return { connect: await prepareConnection(parts, { ...browser, token }, provider, identity) };
  for (const { accountId, userId } of places) {
    await parts.db.write(accountId, (tx) => keepAnswer(tx, token, userId, 'sign_in', identity), {
      unrecorded: 'provider_answer',
    });
  }
  const [only, ...more] = places;
  if (only && more.length === 0) return enter(parts, browser, only, false);
  return { accounts: (await namesOf(parts.db, places)).map(({ code, name }) => ({ code, name })) };
}

/**
 * Goes on with a sign-in that a provider has answered: in the account that is chosen, or making room for the session.
 * Throws `provider.expired`, `session.*`, `request.too_many`.
 */
export async function continueWithProvider(
  parts: ProviderParts,
  browser: Browser,
  wishes: { readonly accountCode?: string | undefined; readonly endOldest?: boolean | undefined },
): Promise<Outcome> {
  const places = browser.token === null ? [] : await findWaiting(parts.db, browser.token);
  const code = wishes.accountCode?.trim().toUpperCase();
  const accounts = await namesOf(parts.db, places);
  const chosen = code ? accounts.find((account) => account.code === code) : accounts.length === 1 ? accounts[0] : undefined;
  const place = places.find(({ accountId }) => accountId === chosen?.id);
  if (!place) throw new Refusal('provider.expired');
  return enter(parts, browser, place, wishes.endOldest ?? false);
}

/** One factor was proved: asks for the second, or opens the session. What is refused leaves the answer for another try. */
async function enter({ db }: ProviderParts, browser: Browser, place: Place, endOldest: boolean): Promise<Outcome> {
  const { caller, token } = browser;
  const outcome = await db.write(place.accountId, async (tx) => {
    // The account first, as everywhere.
    await holdPolicy(tx);
    const user = await lockUser(tx, place.userId);
    const answer = await takeAnswer(tx, token ?? '', place.userId, 'sign_in');
    if (!user || !answer || !(await isConnected(tx, place.userId, answer))) throw new Refusal('provider.expired');
    const provider = answer.provider_name;
    if (user.status !== 'active') {
      await recordFailure(tx, caller, place.userId, user.status, provider);
      return new Refusal(user.status === 'pending' ? 'session.not_confirmed' : 'session.inactive', { concerns: 'recorded' });
    }
    const held = await holdSignIn(tx, { userId: place.userId, caller });
    // Before any code is mailed.
    if (!held.isAddressAllowed) {
      await recordFailure(tx, caller, place.userId, 'address', provider);
      return concerning(addressRefused(caller.address), 'recorded');
    }
    const person = { userId: place.userId, email: user.email, passwordHash: user.password_hash, provider, held };
    const asked = await askForSecondFactor(tx, person, browser);
    if (asked.step) return { session: null, step: asked.step };
    const { secondFactor } = asked;
    return { session: await openSession(tx, { userId: place.userId, caller, provider, secondFactor, endOldest }, held) };
  });
  if (outcome instanceof Refusal) throw outcome;
  return outcome;
}

function lockUser(tx: Tx, userId: string) {
  return tx
    .selectFrom('users')
    .select(['status', 'email', 'password_hash'])
    .where('account_id', '=', tx.accountId)
    .where('id', '=', userId)
    .where('status', '<>', 'deleted')
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** It may have been disconnected since the provider answered. */
async function isConnected(tx: Tx, userId: string, { issuer, subject }: { issuer: string; subject: string }): Promise<boolean> {
  const identity = await tx
    .selectFrom('identities')
    .select('id')
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', userId)
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return identity !== undefined;
}

/** Nobody has connected it. Keeps it for those whose address it is; an address that is not verified is nobody's. */
async function prepareConnection(
  { db }: ProviderParts,
  { caller, token }: { caller: Caller; token: string },
  provider: Provider,
  identity: Identity,
): Promise<string> {
  const key = identity.isEmailVerified && identity.email ? emailKey(identity.email) : null;
  const places = key === null ? [] : await findByProviderEmail(db, key, provider.accountId);
  if (places.length === 0) throw new Refusal('provider.not_connected');
  for (const { accountId, userId } of places) {
    await db.write(accountId, async (tx) => {
      await keepAnswer(tx, token, userId, 'connect', identity);
      await recordFailure(tx, caller, userId, 'not_connected', provider.name);
    });
  }
  return provider.name;
}

async function recordFailure(tx: Tx, caller: Caller, userId: string, reason: string, provider: string): Promise<void> {
  const doer = { userId: null, sessionId: null, caller };
  const changes = { reason: { new: reason }, provider: { new: provider } };
  await recordRepeat(tx, doer, { action: 'user.sign_in_failed', target: { type: 'user', id: userId }, changes });
}
