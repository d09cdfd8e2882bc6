import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';
import type { Client } from './client.ts';

/** Somebody at the provider. */
export interface ProviderPerson {
  readonly subject: string;
  readonly email: string;
  readonly isVerified?: boolean;
}

export interface OpenIdProvider {
  readonly issuer: string;
  /** What makes it one of the operator's providers, with the id `acme`. */
  readonly settings: Record<string, string>;
  /** From now on this person sits before the provider's sign-in page, and signs in. Null: they press cancel. */
  seat(person: ProviderPerson | null): void;
  /** What happened at its token endpoint. */
  readonly grants: { readonly ok: number; readonly refused: number };
  close(): Promise<void>;
}

const CLIENT = { clientId: 'rollcall', clientSecret: 'a-secret-of-the-operator' };

/** A real OpenID provider on loopback, whose sign-in page needs nobody to press its buttons. */
export async function startOpenIdProvider(port = 0): Promise<OpenIdProvider> {
  const people = new Map<string, ProviderPerson>();
  let seated: ProviderPerson | null = null;
  const grants = { ok: 0, refused: 0 };
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void handle(request, response);
    const refused = { error: 'access_denied' };
    void provider.interactionFinished(request, response, seated ? { login: { accountId: seated.subject } } : refused);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, configurationOf(people));
  const handle = provider.callback();
  provider.Client.prototype.redirectUriAllowed = () => true;
  provider.on('grant.success', () => {
    grants.ok += 1;
  });
  provider.on('grant.error', () => {
    grants.refused += 1;
  });
  return {
    issuer,
    settings: { OIDC_PROVIDERS: JSON.stringify([{ id: 'acme', name: 'Acme', issuer, ...CLIENT }]) },
    seat: (person) => {
      seated = person;
      if (person) people.set(person.subject, person);
    },
    grants,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function configurationOf(people: ReadonlyMap<string, ProviderPerson>): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: ['http://rollcall.test/sign-in/callback/acme'],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', kid: 'first' } as never] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    features: { devInteractions: { enabled: false } },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    ttl: { Grant: 600, Session: 600, Interaction: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    findAccount: (_, subject) => {
      const { email, isVerified = true } = people.get(subject) ?? { email: undefined };
      return { accountId: subject, claims: () => ({ sub: subject, email, email_verified: isVerified }) };
    },
    // Nobody is asked what may be told: the client is the operator's own.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  };
}

/** What the provider appends to the address of the callback page, with the provider's id. */
export interface ProviderAnswer {
  readonly provider: string;
  readonly state: string;
  readonly code?: string;
  readonly iss?: string;
  readonly error?: string;
}

/** Goes to the provider as a browser without memory does, until it leads back; answers what it appended. */
export async function visitProvider(url: string): Promise<ProviderAnswer> {
  const jar = new Map<string, string>();
  let next = new URL(url);
  const home = next.origin;
  for (let hops = 0; hops < 8 && next.origin === home; hops += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(next, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (!location) throw new Error(`The provider answered ${response.status} at ${next}: ${await response.text()}`);
    next = new URL(location, next);
  }
  return answerAt(next);
}

function answerAt(url: URL): ProviderAnswer {
  const all = Object.fromEntries(url.searchParams);
  const known = ['state', 'code', 'iss', 'error'].filter((name) => name in all).map((name) => [name, all[name]]);
  return { provider: url.pathname.split('/').at(-1) ?? '', ...Object.fromEntries(known) } as ProviderAnswer;
}

/** Connects a person of the provider to the user of this client, as the page does. */
export async function connect(client: Client, at: OpenIdProvider, person: ProviderPerson, id = 'acme') {
  at.seat(person);
  const answer = await visitProvider((await client.call('beginConnecting', { body: { provider: id } })).body.url);
  return (await client.call('finishConnecting', { body: answer })).body;
}

/** Begins to sign in, and goes through the provider as this person. */
export async function answerOf(client: Client, at: OpenIdProvider, person: ProviderPerson | null, id = 'acme') {
  at.seat(person);
  return visitProvider((await client.call('beginProviderSignIn', { body: { provider: id } })).body.url);
}

/** Signs in as this person of the provider. */
export async function signInBy(client: Client, at: OpenIdProvider, person: ProviderPerson, id = 'acme') {
  return client.call('finishProviderSignIn', { body: await answerOf(client, at, person, id) });
}

/** Somebody at the provider whom nobody here knows. */
export function stranger(): ProviderPerson {
  strangers += 1;
  return { subject: `subject-${strangers}`, email: `person${strangers}@acme.example` };
}

let strangers = 0;
