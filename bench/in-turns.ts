import type { Outcome } from './load.ts';

const ROUNDS = 5;

export interface Measured extends Outcome {
  /** Milliseconds of processor time of each request: of the server and of the database. Other work on the machine disturbs it least. */
  readonly processor: readonly number[];
}

/** One after the other, again and again: the speed of a machine that others use too changes within a minute. The middle ones. */
export async function inTurns<L extends { readonly perSecond: number }>(ours: () => Promise<Measured>, theirs: () => Promise<L>) {
  const rounds: { outcome: Measured; limit: L; share: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [outcome, limit] = [await ours(), await theirs()];
    rounds.push({ outcome, limit, share: outcome.perSecond / limit.perSecond });
  }
  const middle = <T>(of: (round: (typeof rounds)[number]) => T, size: (one: T) => number) =>
    rounds.map(of).sort((one, other) => size(one) - size(other))[ROUNDS >> 1] as T;
  return {
    outcome: middle(
      ({ outcome }) => outcome,
      ({ perSecond }) => perSecond,
    ),
    limit: middle(
      ({ limit }) => limit,
      ({ perSecond }) => perSecond,
    ),
    share: middle(
      ({ share }) => share,
      (share) => share,
    ),
  };
}
