import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Claims = Record<string, unknown>;

/** What the provider gets wrong. Nothing: then it is a good one that puts the address into the ID token, as Google does. */
export interface Twist {
  readonly claims?: Claims;
  /** Signs with a key that it does not publish. */
  readonly wrongKey?: boolean;
  readonly noIdToken?: boolean;
  readonly header?: Claims;
  readonly metadata?: Claims;
  readonly tokenStatus?: number;
}

export interface EvilProvider {
  readonly issuer: string;
  readonly settings: Record<string, string>;
  twist(next: Twist): void;
  /** The answer to this authorization request: the code carries the nonce. */
  answerTo(url: string): { provider: string; state: string; code: string };
  close(): Promise<void>;
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function tokenOf(claims: Claims, key: KeyObject, header: Claims): string {
  const text = `${part({ alg: 'RS256', kid: 'evil', ...header })}.${part(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
}

/** An OpenID provider on loopback, written by hand, that lies as it is told. Its id is `evil`. */
export async function startEvilProvider(): Promise<EvilProvider> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const others = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let twist: Twist = {};
  let issuer = '';
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const send = (body: object, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/.well-known/openid-configuration') send({ ...metadataOf(issuer), ...twist.metadata });
    else if (request.url === '/jwks') send({ keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'evil', use: 'sig' }] });
    else if (request.url === '/token') {
      const nonce = Buffer.from(new URLSearchParams(Buffer.concat(chunks).toString()).get('code') ?? '', 'base64url').toString();
      const claims = { ...claimsOf(issuer, nonce), ...twist.claims };
      const id_token = tokenOf(claims, twist.wrongKey ? others.privateKey : keys.privateKey, twist.header ?? {});
      const tokens = { access_token: 'x', token_type: 'bearer', ...(twist.noIdToken ? {} : { id_token }) };
      send(tokens, twist.tokenStatus);
    } else send({}, 404);
  }

  const settings = [{ id: 'evil', name: 'Evil', issuer, clientId: 'rollcall', clientSecret: 'a-secret' }];
  return {
    issuer,
    settings: { OIDC_PROVIDERS: JSON.stringify(settings) },
    twist: (next) => {
      twist = next;
    },
    answerTo: (address) => {
      const query = new URL(address).searchParams;
      const code = Buffer.from(query.get('nonce') ?? '').toString('base64url');
      const provider = query.get('redirect_uri')?.split('/').at(-1) ?? '';
      return { provider, state: query.get('state') ?? '', code };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function metadataOf(issuer: string): Claims {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

function claimsOf(issuer: string, nonce: string): Claims {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: issuer,
    sub: 'mallory',
    aud: 'rollcall',
    nonce,
    iat: now,
    exp: now + 60,
    email: 'm@evil.example',
    email_verified: true,
  };
}
