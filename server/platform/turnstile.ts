import { Refusal } from './refusal.ts';

/** Lets so many in at once; so many others wait in a line, and whoever comes beyond is told to come back. */
export class Turnstile {
  readonly #atOnce: number;
  readonly #longestLine: number;
  readonly #line: (() => void)[] = [];
  #inside = 0;

  constructor(atOnce: number, longestLine: number) {
    this.#atOnce = atOnce;
    this.#longestLine = longestLine;
  }

  /** Runs the work when it is its turn. Throws `server.busy` where the line is full. */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside >= this.#atOnce) {
      if (this.#line.length >= this.#longestLine) throw new Refusal('server.busy', { retryAfter: 5 });
      await new Promise<void>((resolve) => this.#line.push(resolve));
    } else {
      this.#inside += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next) next();
      else this.#inside -= 1;
    }
  }
}
