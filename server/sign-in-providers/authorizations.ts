import { sql } from 'kysely';
import { Refusal } from '../platform/refusal.ts';
import { hashOf, newToken } from '../platform/tokens.ts';
import { type Answer, authorizationUrl, type Identity, newChallenge, readIdentity } from './openid.ts';
import { findProvider, type Provider, type ProviderParts } from './providers.ts';

interface Row {
  readonly provider: string;
  readonly purpose: 'sign_in' | 'connect';
  readonly for_session: string | null;
  readonly nonce: string;
  readonly code_verifier: string;
}

/**
 * Begins the way to a provider, for this browser alone: answers the token of its cookie, and where to go. To connect it
 * belongs to a session too. Throws `provider.unavailable`.
 */
export async function beginAuthorization(
  parts: ProviderParts,
  provider: Provider,
  forSession: string | null,
): Promise<{ token: string; url: string }> {
  const challenge = newChallenge();
  const url = await authorizationUrl(parts, provider, challenge);
  const token = newToken();
  const purpose = forSession === null ? 'sign_in' : 'connect';
  await sql`select begin_provider_authorization(${hashOf(token)}, ${hashOf(challenge.state)}, ${provider.id}, ${purpose},
    ${forSession}::uuid, ${challenge.nonce}, ${challenge.verifier})`.execute(parts.db.reader(null));
  return { token, url };
}

/**
 * Who the provider says this is, if this browser (and session) has begun it here, for this provider; works once, whatever
 * comes of it. Throws `provider.*`.
 */
export async function finishAuthorization(
  parts: ProviderParts,
  token: string | null,
  answer: Answer & { readonly provider: string },
  forSession: string | null,
): Promise<{ provider: Provider; identity: Identity }> {
  const { provider: id, ...parameters } = answer;
  const begun = token === null ? null : await take(parts, token, answer.state);
  if (!begun || begun.provider !== id || begun.for_session !== forSession) throw new Refusal('provider.expired');
  const provider = await findProvider(parts, id);
  const challenge = { state: answer.state, nonce: begun.nonce, verifier: begun.code_verifier };
  return { provider, identity: await readIdentity(parts, provider, parameters, challenge) };
}

async function take({ db }: ProviderParts, token: string, state: string): Promise<Row | null> {
  const { rows } = await sql<Row>`
    select provider, purpose, for_session, nonce, code_verifier from take_provider_authorization(${hashOf(token)}, ${hashOf(state)})`.execute(
    db.reader(null),
  );
  return rows[0] ?? null;
}
