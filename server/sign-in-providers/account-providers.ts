import { sql } from 'kysely';
import type { Config } from '../config.ts';
import { type Tx, violates } from '../db/pool.ts';
import { type Change, record } from '../platform/activity.ts';
import { demand } from '../platform/policy.ts';
import { Refusal, refuseField } from '../platform/refusal.ts';
import type { Secrets } from '../platform/secrets.ts';
import { newId } from '../platform/tokens.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { lockForRule } from '../users/queries.ts';
import { endBegun } from './end-begun.ts';
import { MANAGE_PROVIDERS } from './policy.ts';
import { placeOf, redirectUriOf } from './providers.ts';

interface Fields {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

type Edit = { readonly [K in keyof Fields]?: Fields[K] | undefined } & { readonly isOn?: boolean | undefined };

/** More would not fit the sign-in page. */
const MOST = 5;

/** Adds a provider of the account, switched off. Throws `provider.name_taken`, `provider.too_many`. */
export async function addAccountProvider(tx: Tx, secrets: Secrets, signedIn: SignedIn, fields: Fields): Promise<string> {
  await lockAccount(tx);
  await demandManager(tx, signedIn);
  const present = await tx.selectFrom('account_sign_in_providers').select('id').where('account_id', '=', tx.accountId).execute();
  if (present.length >= MOST) throw new Refusal('provider.too_many', { params: { most: MOST } });
  const id = newId();
  const { name, issuer, clientId } = fields;
  await tx
    .insertInto('account_sign_in_providers')
    .values({
      account_id: tx.accountId,
      id,
      name,
      issuer,
      client_id: clientId,
      is_on: false,
      ...sealed(tx, secrets, id, fields.clientSecret),
    })
    .execute()
    .catch(refuseTakenName);
  const changes = {
    name: { new: name },
    issuer: { new: issuer },
    clientId: { new: clientId },
    clientSecret: 'changed',
    isOn: { new: false },
  } as const;
  await record(tx, signedIn, { action: 'sign_in_provider.added', target: { type: 'sign_in_provider', id }, changes });
  return id;
}

/**
 * Changes what is given. What was begun with it before ends, but for a new name or secret. Throws `provider.not_found`,
 * `provider.name_taken`.
 */
export async function updateAccountProvider(tx: Tx, secrets: Secrets, signedIn: SignedIn, id: string, edit: Edit): Promise<void> {
  await demandManager(tx, signedIn);
  const before = await lockProvider(tx, id);
  const after = {
    name: edit.name ?? before.name,
    issuer: edit.issuer ?? before.issuer,
    client_id: edit.clientId ?? before.client_id,
    is_on: edit.isOn ?? before.is_on,
  };
  const changes: Record<string, Change> = {};
  if (after.name !== before.name) changes.name = { old: before.name, new: after.name };
  if (after.issuer !== before.issuer) changes.issuer = { old: before.issuer, new: after.issuer };
  if (after.client_id !== before.client_id) changes.clientId = { old: before.client_id, new: after.client_id };
  if (after.is_on !== before.is_on) changes.isOn = { old: before.is_on, new: after.is_on };
  if (edit.clientSecret !== undefined) changes.clientSecret = 'changed';
  if (Object.keys(changes).length === 0) return;
  await tx
    .updateTable('account_sign_in_providers')
    .set({ ...after, ...(edit.clientSecret === undefined ? {} : sealed(tx, secrets, id, edit.clientSecret)) })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .execute()
    .catch(refuseTakenName);
  if (changes.issuer || changes.clientId || !after.is_on) await endBegun(tx, { name: before.name });
  await record(tx, signedIn, { action: 'sign_in_provider.changed', target: { type: 'sign_in_provider', id }, changes });
}

/** Removes it, with its secret, and ends what was begun with it. What people have connected stays. Throws `provider.not_found`. */
export async function removeAccountProvider(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  await demandManager(tx, signedIn);
  const { name, issuer, client_id, is_on } = await lockProvider(tx, id);
  await tx.deleteFrom('account_sign_in_providers').where('account_id', '=', tx.accountId).where('id', '=', id).execute();
  await endBegun(tx, { name });
  const changes = {
    name: { old: name },
    issuer: { old: issuer },
    clientId: { old: client_id },
    clientSecret: 'changed' as const,
    isOn: { old: is_on },
  };
  await record(tx, signedIn, { action: 'sign_in_provider.removed', target: { type: 'sign_in_provider', id }, changes });
}

/** Who had the server ask the provider's address. */
export async function recordTest(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  await record(tx, signedIn, { action: 'sign_in_provider.tested', target: { type: 'sign_in_provider', id } });
}

/** The account's own providers by name, as the API shows them: without their secrets. */
export async function readAccountProviders(db: Pick<Tx, 'selectFrom'>, config: Config) {
  const rows = await db
    .selectFrom('account_sign_in_providers as p')
    .select(['p.id', 'p.name', 'p.issuer', 'p.client_id', 'p.is_on'])
    .select(
      sql<number>`(select count(*)::int from identities i where i.account_id = p.account_id
        and rtrim(i.issuer, '/') = rtrim(p.issuer, '/'))`.as('connected_users'),
    )
    .orderBy('p.name')
    .execute();
  return rows.map(({ id, name, issuer, client_id, is_on, connected_users }) => ({
    id,
    name,
    issuer,
    clientId: client_id,
    isOn: is_on,
    redirectUri: redirectUriOf(config, id),
    connectedUsers: connected_users,
  }));
}

/** One of them. Throws `provider.not_found`. */
export async function readAccountProvider(tx: Tx, config: Config, id: string) {
  const found = (await readAccountProviders(tx, config)).find((one) => one.id === id);
  if (!found) throw new Refusal('provider.not_found');
  return found;
}

/** One at a time adds a provider, so that there are never more than fit. Comes before every other lock. */
async function lockAccount(tx: Tx): Promise<void> {
  await tx.selectFrom('accounts').select('id').where('id', '=', tx.accountId).forNoKeyUpdate().executeTakeFirstOrThrow();
}

async function demandManager(tx: Tx, signedIn: SignedIn): Promise<void> {
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  demand(MANAGE_PROVIDERS, locked.actor, null);
}

async function lockProvider(tx: Tx, id: string) {
  const provider = await tx
    .selectFrom('account_sign_in_providers')
    .select(['name', 'issuer', 'client_id', 'is_on'])
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!provider) throw new Refusal('provider.not_found');
  return provider;
}

function sealed(tx: Tx, secrets: Secrets, id: string, clientSecret: string) {
  const { secret, keyId } = secrets.seal(placeOf(tx.accountId, id), Buffer.from(clientSecret, 'utf8'));
  return { client_secret: secret, key_id: keyId };
}

function refuseTakenName(error: unknown): never {
  throw violates(error, 'account_sign_in_providers_account_id_name_key') ? refuseField('name', 'provider.name_taken') : error;
}
