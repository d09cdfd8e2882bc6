import type { Configuration, CustomFetch } from 'openid-client';
import { type Outgoing, OutgoingError, outgoingToAnywhere, outgoingToPublic } from '../platform/outgoing.ts';
import { Refusal } from '../platform/refusal.ts';
import { hashOf, newToken } from '../platform/tokens.ts';
import { type Provider, type ProviderParts, redirectUriOf } from './providers.ts';

/** What only the browser that began knows, and what the provider's answer must fit (OpenID Connect Core, 3.1.2; RFC 7636). */
export interface Challenge {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What the provider appended to the address of the callback page. */
export interface Answer {
  readonly state: string;
  readonly code?: string | undefined;
  readonly iss?: string | undefined;
  readonly error?: string | undefined;
}

/** Who somebody is at a provider. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly providerName: string;
  readonly email: string | null;
  /** Whether the provider says that the address is theirs. Nothing else is believed about it. */
  readonly isEmailVerified: boolean;
}

type Parts = Pick<ProviderParts, 'config'>;

/** Loaded when somebody first signs in by a provider: it takes some megabytes. */
const library = () => import('openid-client');

export function newChallenge(): Challenge {
  return { state: newToken(), nonce: newToken(), verifier: newToken() };
}

/** Where to send the browser. Throws `provider.unavailable`. */
export async function authorizationUrl(parts: Parts, provider: Provider, { state, nonce, verifier }: Challenge): Promise<string> {
  const [client, configuration] = await Promise.all([library(), discover(parts, provider)]);
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUriOf(parts.config, provider.id),
    scope: 'openid email',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  return url.href;
}

/**
 * Exchanges the code and checks all there is: state, issuer (RFC 9207), nonce, PKCE, signature, audience, times. Throws
 * `provider.cancelled`, `provider.unavailable`, `provider.refused`.
 */
export async function readIdentity(
  parts: Parts,
  provider: Provider,
  answer: Answer,
  { state, nonce, verifier }: Challenge,
): Promise<Identity> {
  const [client, configuration] = await Promise.all([library(), discover(parts, provider)]);
  const address = new URL(redirectUriOf(parts.config, provider.id));
  for (const [name, value] of Object.entries(answer)) if (value !== undefined) address.searchParams.set(name, value);
  try {
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
    const tokens = await client.authorizationCodeGrant(configuration, address, checks);
    const claims = tokens.claims();
    if (!claims || !isPlain(claims.iss) || !isPlain(claims.sub)) throw new Error('the subject is not readable');
    const { email, email_verified } = claims.email === undefined ? await askUserInfo(configuration, tokens, claims.sub) : claims;
    const readable = typeof email === 'string' && email.length <= 254 && email.isWellFormed() && !email.includes('\0');
    return {
      issuer: claims.iss,
      subject: claims.sub,
      providerName: provider.name,
      email: readable ? email : null,
      isEmailVerified: readable && email_verified === true,
    };
  } catch (error) {
    throw refusalOf(error, error instanceof client.AuthorizationResponseError);
  }
}

/** Some providers keep the address out of the ID token. Who it is about is checked (OpenID Connect Core, 5.3.2). */
async function askUserInfo(
  configuration: Configuration,
  tokens: { access_token: string },
  subject: string,
): Promise<{ email?: unknown; email_verified?: unknown }> {
  if (!configuration.serverMetadata().userinfo_endpoint) return {};
  const { fetchUserInfo } = await library();
  return fetchUserInfo(configuration, tokens.access_token, subject);
}

/** Printable ASCII of at most 255 characters, as OpenID Connect Core, 2 asks of a subject. */
function isPlain(text: string): boolean {
  return /^[\x20-\x7e]{1,255}$/.test(text);
}

const TEN_MINUTES = 600_000;
const TEN_SECONDS = 10_000;
const MOST_KEPT = 500;

interface Kept {
  readonly asked: Promise<Configuration>;
  until: number;
}

/**
 * What providers say about themselves, with their keys; each process asks again after ten minutes, and after ten seconds
 * where one could not be reached. So strangers who press the button cannot have somebody else's server asked over and over.
 */
const kept = new Map<string, Kept>();

/** What the provider says about itself (OpenID Connect Discovery 1.0). Throws `provider.unavailable`. */
export async function discover({ config }: Parts, provider: Provider, isFresh = false): Promise<Configuration> {
  const { issuer, clientId, clientSecret, accountId } = provider;
  const key = hashOf([issuer, clientId, clientSecret, accountId].join('\n')).toString('base64');
  const known = kept.get(key);
  if (known && known.until > Date.now() && !isFresh) return known.asked;
  const outgoing = accountId === null ? outgoingToAnywhere : outgoingToPublic(config.OUTGOING_ALLOW);
  const asked = ask(provider, outgoing).catch((error: unknown): never => {
    asking.until = Date.now() + TEN_SECONDS;
    throw new Refusal('provider.unavailable', { cause: error });
  });
  const asking: Kept = { asked, until: Date.now() + TEN_MINUTES };
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, asking);
  return asked;
}

async function ask({ issuer, clientId, clientSecret }: Provider, outgoing: Outgoing): Promise<Configuration> {
  const client = await library();
  // Whether plain HTTP will do is decided by `outgoing`, for each address.
  const execute = [client.allowInsecureRequests, client.enableNonRepudiationChecks];
  const fetch: CustomFetch = (url, { method, headers, body }) =>
    outgoing(url, { method, headers, body: body == null ? undefined : String(body) });
  const found = await client.discovery(new URL(issuer), clientId, undefined, client.None(), {
    [client.customFetch]: fetch,
    execute,
  });
  const metadata = found.serverMetadata();
  // The library lets some hosts name another issuer than the one that was asked.
  if (new URL(metadata.issuer).href !== new URL(issuer).href) throw new Error('it names another issuer');
  if (!/^https?:\/\//.test(metadata.authorization_endpoint ?? '')) throw new Error('its sign-in page is no web page');
  // Without a list a provider takes `client_secret_basic` (OpenID Connect Discovery 1.0, 3).
  const takesPost = metadata.token_endpoint_auth_methods_supported?.includes('client_secret_post');
  const authentication = takesPost ? client.ClientSecretPost(clientSecret) : client.ClientSecretBasic(clientSecret);
  const configuration = new client.Configuration(metadata, clientId, { [client.clockTolerance]: 60 }, authentication);
  configuration[client.customFetch] = fetch;
  for (const set of execute) set(configuration);
  return configuration;
}

/** `isAnswer`: the provider itself said no. */
function refusalOf(error: unknown, isAnswer: boolean): Refusal {
  if (error instanceof Refusal) return error;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof OutgoingError) return new Refusal('provider.unavailable', { cause: error });
  }
  const code = (error as { error?: unknown }).error;
  if (isAnswer && code === 'access_denied') return new Refusal('provider.cancelled');
  const reason = String(code ?? (error as Error).message)
    .replaceAll(/[^\w .,()"-]/g, '')
    .slice(0, 100);
  return new Refusal('provider.refused', { params: { reason }, cause: error });
}
