import type { ColumnType, Generated } from 'kysely';

// The tables of sign-in by a provider, as Kysely sees them; see `tables.ts`.

type Now = ColumnType<Date, Date | undefined, Date>;

export interface AccountSignInProvidersTable {
  account_id: string;
  id: string;
  name: string;
  issuer: string;
  client_id: string;
  client_secret: Buffer;
  key_id: Buffer;
  is_on: Generated<boolean>;
  created_at: Now;
}

export interface IdentitiesTable {
  account_id: string;
  id: string;
  user_id: string;
  issuer: string;
  subject: string;
  provider_name: string;
  email: string | null;
  connected_at: Now;
}

export interface ProviderAuthorizationsTable {
  token_hash: Buffer;
  state_hash: Buffer;
  provider: string;
  purpose: 'sign_in' | 'connect';
  for_session: string | null;
  nonce: string;
  code_verifier: string;
  expires_at: Date;
}

export interface ProviderAnswersTable {
  account_id: string;
  token_hash: Buffer;
  user_id: string;
  purpose: 'sign_in' | 'connect';
  issuer: string;
  subject: string;
  provider_name: string;
  email: string | null;
  expires_at: Date;
}
