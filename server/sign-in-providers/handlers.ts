import type { HandlersOf } from '../http/mount.ts';
import { countAttempt, LIMITS, originOf } from '../platform/limits.ts';
import { decide } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import {
  addAccountProvider,
  readAccountProvider,
  readAccountProviders,
  recordTest,
  removeAccountProvider,
  updateAccountProvider,
} from './account-providers.ts';
import { beginAuthorization, finishAuthorization } from './authorizations.ts';
import { connectIdentity, connectWaiting, disconnect, recordAsked } from './connect.ts';
import { listMyConnections } from './my-connections.ts';
import { discover } from './openid.ts';
import { MANAGE_PROVIDERS } from './policy.ts';
import { findOwnProvider, findProvider } from './providers.ts';
import { providersByCode } from './queries.ts';
import { continueWithProvider, type ProviderOutcome, signInWithProvider } from './sign-in-with-provider.ts';

type SigningIn = 'listSignInProviders' | 'beginProviderSignIn' | 'finishProviderSignIn' | 'continueProviderSignIn';
type Context = Parameters<HandlersOf<SigningIn>['finishProviderSignIn']>[0];

/** Sign-in by a provider. */
export const providerSignInHandlers: HandlersOf<SigningIn> = {
  listSignInProviders: async (context, { query }) => {
    // Without a code there is nothing to be found out.
    if (query.accountCode) await countAttempt(context.db, LIMITS.providersFrom, originOf(context.caller));
    return { items: await providersByCode(context, query.accountCode) };
  },

  beginProviderSignIn: async (context, { body }) => {
    await countAttempt(context.db, LIMITS.providerStartFrom, originOf(context.caller));
    const { token, url } = await beginAuthorization(context, await findProvider(context, body.provider), null);
    context.providerCookie.set(token);
    return { url };
  },

  finishProviderSignIn: async (context, { body }) => {
    const outcome = await signInWithProvider(context, browserOf(context), body);
    if ('accounts' in outcome) return { next: 'account', accounts: [...outcome.accounts] };
    if ('connect' in outcome) return { next: 'connect', provider: outcome.connect };
    return signedIn(context, outcome);
  },

  continueProviderSignIn: async (context, { body }) =>
    signedIn(context, await continueWithProvider(context, browserOf(context), body)),
};

function browserOf({ caller, deviceCookie, providerCookie }: Context) {
  return { caller, deviceTokens: deviceCookie.tokens, token: providerCookie.token };
}

function signedIn({ cookie, browserCookie, providerCookie }: Context, outcome: Extract<ProviderOutcome, { session: unknown }>) {
  providerCookie.clear();
  if (!outcome.session) return outcome.step;
  const { token, expiresAt, passwordMustChange, browserToken } = outcome.session;
  cookie.set(token, expiresAt);
  browserCookie.keep(browserToken);
  return { next: 'done' as const, expiresAt: expiresAt.toISOString(), passwordChangeRequired: passwordMustChange };
}

type Mine =
  | 'listMyConnections'
  | 'beginConnecting'
  | 'finishConnecting'
  | 'confirmConnecting'
  | 'declineConnecting'
  | 'disconnect';

/** What is connected to one's own user. */
export const connectionHandlers: HandlersOf<Mine> = {
  listMyConnections: (context) => listMyConnections(context, context.signedIn, context.providerCookie.token),

  beginConnecting: async (context, { body }) => {
    const { signedIn: me, db, providerCookie } = context;
    await countAttempt(db, LIMITS.providerStartBy, me.userId);
    const provider = await findProvider(context, body.provider);
    if (provider.accountId !== null && provider.accountId !== me.accountId) throw new Refusal('provider.not_found');
    const { token, url } = await beginAuthorization(context, provider, me.sessionId);
    await db.write(me.accountId, (tx) => recordAsked(tx, me, provider.name));
    providerCookie.set(token);
    return { url };
  },

  finishConnecting: async (context, { body }) => {
    const { signedIn: me, db, providerCookie } = context;
    const { identity } = await finishAuthorization(context, providerCookie.token, body, me.sessionId);
    providerCookie.clear();
    return db.write(me.accountId, (tx) => connectIdentity(tx, me, identity));
  },

  confirmConnecting: async ({ db, signedIn: me, providerCookie }) => {
    const connection = await db.write(me.accountId, (tx) => connectWaiting(tx, me, providerCookie.token));
    providerCookie.clear();
    return connection;
  },

  // What waits can be taken with the cookie only.
  declineConnecting: async ({ providerCookie }) => providerCookie.clear(),

  disconnect: ({ db, signedIn: me }, { params }) => db.write(me.accountId, (tx) => disconnect(tx, me, params.id)),
};

type Own =
  | 'listAccountProviders'
  | 'addAccountProvider'
  | 'updateAccountProvider'
  | 'removeAccountProvider'
  | 'testAccountProvider';

/** The account's own providers. */
export const accountProviderHandlers: HandlersOf<Own> = {
  listAccountProviders: async ({ db, config, signedIn: me }) => ({
    items: await readAccountProviders(db.reader(me.accountId), config),
    can: { manage: decide(MANAGE_PROVIDERS, me, null) },
  }),

  addAccountProvider: ({ db, config, secrets, signedIn: me }, { body }) =>
    db.write(me.accountId, async (tx) => {
      const id = await addAccountProvider(tx, secrets, me, body);
      return readAccountProvider(tx, config, id);
    }),

  updateAccountProvider: ({ db, config, secrets, signedIn: me }, { params, body }) =>
    db.write(me.accountId, async (tx) => {
      await updateAccountProvider(tx, secrets, me, params.id, body);
      return readAccountProvider(tx, config, params.id);
    }),

  removeAccountProvider: ({ db, signedIn: me }, { params }) =>
    db.write(me.accountId, (tx) => removeAccountProvider(tx, me, params.id)),

  testAccountProvider: async (context, { params }) => {
    const provider = await findOwnProvider(context, context.signedIn.accountId, params.id);
    if (!provider) throw new Refusal('provider.not_found');
    await countAttempt(context.db, LIMITS.providerTestOf, context.signedIn.accountId);
    await context.db.write(context.signedIn.accountId, (tx) => recordTest(tx, context.signedIn, params.id));
    const metadata = (await discover(context, provider, true)).serverMetadata();
    const { issuer, authorization_endpoint: authorizationEndpoint = '', token_endpoint: tokenEndpoint = '' } = metadata;
    return { issuer, authorizationEndpoint, tokenEndpoint };
  },
};
