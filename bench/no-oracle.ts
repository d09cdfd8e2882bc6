import { request } from './load.ts';
import { PASSWORD } from './seed.ts';

// Can somebody tell from the time of an answer whether there is such a person? Known and unknown ones take turns at random.

const PAIRS = Number(process.env.BENCH_PAIRS ?? 300);

export interface Comparison {
  readonly what: string;
  /** Medians, in milliseconds. */
  readonly known: number;
  readonly unknown: number;
  /** How often a known one took longer than an unknown one: half the time, if nobody can tell. */
  readonly longer: number;
  /** How far from one half that may be by chance (two standard errors of the Mann-Whitney statistic). */
  readonly noise: number;
}

const known = () => `user${Math.floor(Math.random() * 10_000)}@bench.example`;
const unknown = () => `nobody${Math.floor(Math.random() * 1_000_000)}@bench.example`;

const WAYS: Record<string, (email: string) => string> = {
  'sign-in with a wrong password': (login) => post('/api/v1/sessions', { login, password: 'Wrong-password-1' }),
  'forgotten password': (email) => post('/api/v1/password-resets', { email }),
  'sign-up': (email) => post('/api/v1/sign-up', { companyName: 'C', firstName: 'A', lastName: 'B', email, password: PASSWORD }),
};

/** Each from an address of its own, so that no limit is met. */
function post(path: string, body: object): string {
  const part = () => 1 + Math.floor(Math.random() * 254);
  return request('POST', path, { body, from: `10.${part()}.${part()}.${part()}` });
}

/** Compares the times of known and unknown people, for each form that names somebody. */
export async function compare(time: (request: string) => Promise<number>): Promise<Comparison[]> {
  const outcomes: Comparison[] = [];
  for (const [what, write] of Object.entries(WAYS)) {
    for (let n = 0; n < 20; n += 1) await time(write(n % 2 ? known() : unknown()));
    const [ofKnown, ofUnknown]: [number[], number[]] = [[], []];
    while (ofKnown.length < PAIRS || ofUnknown.length < PAIRS) {
      const isKnown = Math.random() < 0.5;
      (isKnown ? ofKnown : ofUnknown).push(await time(write(isKnown ? known() : unknown())));
    }
    outcomes.push({ what, known: medianOf(ofKnown), unknown: medianOf(ofUnknown), ...mannWhitney(ofKnown, ofUnknown) });
  }
  return outcomes;
}

function mannWhitney(a: readonly number[], b: readonly number[]): { longer: number; noise: number } {
  let wins = 0;
  for (const x of a) for (const y of b) wins += x > y ? 1 : x === y ? 0.5 : 0;
  const noise = 2 * Math.sqrt((a.length + b.length + 1) / (12 * a.length * b.length));
  return { longer: wins / (a.length * b.length), noise };
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
