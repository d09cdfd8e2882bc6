import { sql } from 'kysely';
import { findAccount } from '../accounts/queries.ts';
import type { Database } from '../db/pool.ts';
import { type Caller, record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Secrets } from '../platform/secrets.ts';
import { type FoundAttempt, findAttempt, lockAttempt } from './attempts.ts';
import { mailCode } from './email-codes.ts';
import { type Proof, prove } from './prove.ts';
import { recoveryCodeHash } from './recovery-codes.ts';
import { prepareApp, recordAppShown } from './set-up-app.ts';

interface Parts {
  readonly db: Database;
  readonly secrets: Secrets;
  readonly caller: Caller;
}

const SECONDS_BETWEEN = 60;

/** Proves the second factor by a code; see `prove`. Committed on its own, so that a used code stays used whatever follows. */
export async function proveByCode(parts: Parts, token: string, code: string, setup: string | undefined): Promise<FoundAttempt> {
  const found = await findAttempt(parts.db, token);
  await proveWith(parts, found, { kind: 'code', code, setup });
  return found;
}

/** The same by a recovery code. Throws `server.busy` too. */
export async function proveByRecoveryCode(parts: Parts, token: string, code: string): Promise<FoundAttempt> {
  const found = await findAttempt(parts.db, token);
  const hash = await recoveryCodeHash(parts.db, found.accountId, found.userId, code);
  await proveWith(parts, found, { kind: 'recovery_code', hash });
  return found;
}

async function proveWith(parts: Parts, found: FoundAttempt, proof: Proof): Promise<void> {
  const refusal = await parts.db.write(found.accountId, async (tx) =>
    prove(tx, parts, await lockAttempt(tx, found, 'sign_in'), proof),
  );
  if (refusal) throw refusal;
}

/** Mails another code, a minute after the last. Throws `sign_in.*`, `code.too_early`, `request.too_many`. */
export async function mailAnotherCode({ db, caller }: Pick<Parts, 'db' | 'caller'>, token: string): Promise<void> {
  const found = await findAttempt(db, token);
  await db.write(found.accountId, async (tx) => {
    const attempt = await lockAttempt(tx, found, 'sign_in');
    if (attempt.wanted !== 'email_code' || attempt.proved_by !== null) throw new Refusal('sign_in.other_step');
    const { rows } = await sql<{ seconds: number }>`
      select ceil(extract(epoch from ${attempt.code_asked_at}::timestamptz - now()) + ${SECONDS_BETWEEN}::int)::int as seconds`.execute(
      tx,
    );
    const seconds = rows[0]?.seconds ?? 0;
    if (seconds > 0) throw new Refusal('code.too_early', { params: { seconds }, retryAfter: seconds });
    await mailCode(tx, { id: attempt.id, userId: attempt.userId, email: attempt.email });
    const target = { type: 'user', id: attempt.userId } as const;
    await record(tx, { userId: null, sessionId: null, caller }, { action: 'user.sign_in_code_sent', target });
  });
}

/** A secret for the app that this sign-in sets up; that it was shown is recorded. Throws `sign_in.*`. */
export async function prepareAppFor({ db, secrets, caller }: Parts, token: string) {
  const found = await findAttempt(db, token);
  const account = await findAccount(db, found.accountId);
  const attempt = await db.write(found.accountId, async (tx) => {
    const locked = await lockAttempt(tx, found, 'sign_in');
    if (locked.wanted !== 'set_up_app' || locked.proved_by !== null) throw new Refusal('sign_in.other_step');
    await recordAppShown(tx, { userId: null, sessionId: null, caller }, found.userId);
    return locked;
  });
  return prepareApp(secrets, { ...found, accountName: account.name, email: attempt.email });
}
