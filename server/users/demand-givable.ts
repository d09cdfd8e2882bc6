import { fieldErrorAt } from '../../contract/field-errors.ts';
import type { PortalRole } from '../../contract/permissions.ts';
import { decide } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor, SignedIn } from '../sessions/actor.ts';
import { demandProof } from '../sessions/demand-proof.ts';
import { GIVE_ROLE } from './policy.ts';

/**
 * Demands that the actor may give (or take) each of the roles that move; `wanted` is the list as it came, for the place of
 * the error. Admin asks for the password too. Throws the reason of `GIVE_ROLE`, `session.step_up`.
 */
export function demandGivable(
  actor: Actor,
  signedIn: SignedIn,
  moved: readonly PortalRole[],
  wanted: readonly PortalRole[],
): void {
  for (const role of moved) {
    const decision = decide(GIVE_ROLE, actor, role);
    if (decision.ok) continue;
    const path = wanted.includes(role) ? `portalRoles.${wanted.indexOf(role)}` : 'portalRoles';
    throw new Refusal(decision.because, { errors: [fieldErrorAt(path, decision.because)] });
  }
  if (moved.includes('admin')) demandProof(signedIn);
}
