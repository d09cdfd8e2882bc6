import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from './actor.ts';

const FIVE_MINUTES = 5 * 60_000;

/** Throws `session.step_up` where the password was typed more than five minutes ago (S-8; OWASP ASVS 5.0, 7.5.1). */
export function demandProof(signedIn: SignedIn): void {
  if (signedIn.now.getTime() - signedIn.provedAt.getTime() > FIVE_MINUTES) throw new Refusal('session.step_up');
}
