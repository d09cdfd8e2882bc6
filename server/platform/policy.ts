import type { ErrorCode } from '../../contract/errors.ts';
import type { Decision } from '../../contract/problem.ts';
import { Refusal } from './refusal.ts';

/** One named reason to refuse, or null. Pure and synchronous: its facts are loaded, and locked, before. */
export type Atom<A, T> = (actor: A, target: T) => ErrorCode | null;

/** All must agree. The first that does not gives the reason. */
export type Rule<A, T> = readonly Atom<A, T>[];

const YES: Decision = Object.freeze({ ok: true });

/** May the actor do this to the target, and if not, why. */
export function decide<A, T>(rule: Rule<A, T>, actor: A, target: T): Decision {
  for (const atom of rule) {
    const because = atom(actor, target);
    if (because) return { ok: false, because };
  }
  return YES;
}

/** Throws the reason as a `Refusal` where the rule refuses. */
export function demand<A, T>(rule: Rule<A, T>, actor: A, target: T): void {
  const decision = decide(rule, actor, target);
  if (!decision.ok) throw new Refusal(decision.because);
}
