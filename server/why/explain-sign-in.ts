import type { ErrorCode } from '../../contract/errors.ts';
import type { WhyAnswer, WhyReason, WhyStep } from '../../contract/why.ts';
import { wantedOf } from '../second-factors/second-factor-of.ts';
import { refusalOfBlock } from '../security/lockout.ts';
import { isAtLimit } from '../sessions/open-session.ts';
import { refusalOfStatus } from '../sessions/sign-in.ts';
import type { SignInFacts } from './facts.ts';

/** What the reader may be told. */
export interface Eyes {
  readonly seesSecurity: boolean;
}

interface Found {
  readonly step: WhyStep;
  /** What the sign-in is refused with, where this stops it. */
  readonly refusal: ErrorCode | null;
}

/**
 * Goes through a sign-in with the right password, in the order in which the sign-in does. What the reader may not see is left
 * out of the answer: else asking would tell it.
 */
export function explainSignIn(facts: SignInFacts, address: string, { seesSecurity }: Eyes): WhyAnswer['signIn'] {
  const found = [
    statusOf(facts),
    lockOf(facts),
    passwordOf(facts),
    seesSecurity ? addressOf(facts, address) : hidden('address_hidden'),
    seesSecurity ? twoFactorOf(facts) : hidden('two_factor_hidden'),
    sessionsOf(facts),
  ];
  // The lock is looked at before the password, and without that nobody is told anything else.
  const [status, lock, password, ...others] = found;
  const stop = [lock, password, status, ...others].find((one) => one?.refusal);
  return { yes: !stop, refusal: stop?.refusal ?? null, steps: found.map(({ step }) => step) };
}

function found(
  result: WhyStep['result'],
  reason: WhyReason,
  { refusal = null, values = {}, source = null }: Partial<Pick<Found, 'refusal'> & Pick<WhyStep, 'values' | 'source'>> = {},
): Found {
  return { step: { result, reason, values, source }, refusal };
}

function hidden(reason: WhyReason): Found {
  return found('hidden', reason);
}

function statusOf({ status }: SignInFacts): Found {
  const refusal = refusalOfStatus(status);
  return found(refusal ? 'stops' : 'fine', `status_${status}`, { refusal });
}

function lockOf({ block }: SignInFacts): Found {
  if (!block) return found('fine', 'lock_none');
  const refusal = refusalOfBlock(block);
  const values = { seconds: block.seconds, minutes: Math.ceil(block.seconds / 60) };
  return found('stops', refusal === 'session.wait' ? 'lock_wait' : 'lock_locked', { refusal, values });
}

function passwordOf(facts: SignInFacts): Found {
  const refusal = 'session.wrong_credentials';
  if (!facts.hasPassword) return found('stops', 'password_none', { refusal });
  if (!facts.isPasswordUsable) return found('stops', 'password_used_up', { refusal });
  if (facts.temporaryUntil) {
    return found('asks', 'password_temporary', { values: { until: facts.temporaryUntil.toISOString() } });
  }
  return facts.passwordMustChange ? found('asks', 'password_change') : found('fine', 'password_set');
}

function addressOf({ policy, isAddressAllowed, entry }: SignInFacts, address: string): Found {
  const { value: isLimited, source } = policy.limitsAddresses;
  if (!isLimited) return found('fine', 'address_unlimited', { values: { address }, source });
  if (!isAddressAllowed) {
    return found('stops', 'address_not_listed', { refusal: 'session.address_not_allowed', values: { address }, source });
  }
  const values = { address, block: entry?.block ?? '', label: entry?.label ?? '', of: entry?.of ?? 'account' };
  return found('fine', 'address_listed', { values, source });
}

function twoFactorOf({ policy, hasApp }: SignInFacts): Found {
  const { value, source } = policy.twoFactor;
  const wanted = wantedOf(value, hasApp);
  return wanted ? found('asks', `two_factor_${wanted}`, { source }) : found('fine', 'two_factor_none', { source });
}

function sessionsOf({ policy, openSessions }: SignInFacts): Found {
  const { value: limit, source } = policy.sessionLimit;
  if (limit === null) return found('fine', 'sessions_unlimited', { values: { open: openSessions }, source });
  const isFull = isAtLimit(openSessions, limit);
  return found(isFull ? 'asks' : 'fine', isFull ? 'sessions_full' : 'sessions_room', {
    values: { open: openSessions, limit },
    source,
  });
}
