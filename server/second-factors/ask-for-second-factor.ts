import type { z } from 'zod';
import type { nextSteps } from '../../contract/sign-in-attempts.ts';
import type { Tx } from '../db/pool.ts';
import { type Caller, record } from '../platform/activity.ts';
import type { HeldSignIn } from '../sessions/hold-sign-in.ts';
import { beginAttempt } from './attempts.ts';
import { isRemembered } from './remembered-devices.ts';
import { wantedOf } from './second-factor-of.ts';

export type NextStep = z.infer<(typeof nextSteps)[number]>;

interface Person {
  readonly userId: string;
  readonly email: string;
  readonly passwordHash: string | null;
  /** The name of the provider that was asked instead of the password. */
  readonly provider?: string;
  /** What `holdSignIn` found out. */
  readonly held: Pick<HeldSignIn, 'policy' | 'hasApp' | 'recoveryCodesLeft'>;
}

interface Browser {
  readonly caller: Caller;
  readonly deviceTokens: readonly string[];
}

/**
 * What comes after the first factor, however that was proved: a step that the page must take, or nothing, and then
 * `openSession` may follow in the same transaction. The user is locked. Throws `request.too_many` where too many codes were mailed.
 */
export async function askForSecondFactor(
  tx: Tx,
  person: Person,
  { caller, deviceTokens }: Browser,
): Promise<{ step: NextStep } | { step: null; secondFactor: 'remembered_device' | null }> {
  const { userId, email, held } = person;
  const wanted = wantedOf(held.policy.twoFactor.value, held.hasApp);
  if (!wanted) return { step: null, secondFactor: null };
  if (await isRemembered(tx, userId, wanted, deviceTokens, caller)) return { step: null, secondFactor: 'remembered_device' };
  const attempt = await beginAttempt(tx, { ...person, wanted, purpose: 'sign_in' });
  const doer = { userId: null, sessionId: null, caller };
  const changes = { factor: { new: wanted }, ...(person.provider ? { provider: { new: person.provider } } : {}) };
  await record(tx, doer, { action: 'user.second_factor_asked', target: { type: 'user', id: userId }, changes });
  return { step: stepOf(wanted, attempt, email, held.recoveryCodesLeft > 0) };
}

function stepOf(next: NextStep['next'], attempt: string, email: string, hasRecoveryCodes: boolean): NextStep {
  if (next === 'set_up_app') return { next, attempt };
  return next === 'app_code' ? { next, attempt, hasRecoveryCodes } : { next, attempt, email: masked(email), hasRecoveryCodes };
}

/** Enough to know one's own address: `a•••@northwind.example`. */
export function masked(email: string): string {
  return email.replace(/^(.)[^@]*/u, '$1•••');
}
