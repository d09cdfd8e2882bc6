import { Refusal } from './refusal.ts';

/** A round that lasts longer holds up nobody any more: somebody in it waits for something else than the rest. */
const LONGEST_MS = 250;

/** Waits, in a crowd, until all of the same round have come as far, or left. */
export type Gather = () => Promise<void>;

/**
 * Lets so many in at once, as a turnstile does. While others wait in the line they pass in rounds: all of one come together
 * where they call `gather`, and have left before the next begins. So what is costly to the caches of the processor, and done
 * before, does not run beside what comes after it (037).
 */
export class Rounds {
  readonly #size: number;
  readonly #longestLine: number;
  readonly #line: ((round: Round) => void)[] = [];
  #round = new Round();
  #inside = 0;
  #limit: NodeJS.Timeout | null = null;

  constructor(size: number, longestLine: number) {
    this.#size = size;
    this.#longestLine = longestLine;
  }

  /** Runs the work when it is its turn. Throws `server.busy` where the line is full. */
  async pass<T>(work: (gather: Gather) => Promise<T>): Promise<T> {
    const isFree = this.#inside < this.#size && this.#line.length === 0;
    const round = isFree ? this.#enter() : await this.#wait();
    try {
      return await work(() => (this.#line.length === 0 ? Promise.resolve() : round.gather()));
    } finally {
      round.leave();
      this.#inside -= 1;
      if (this.#round.isEmpty) this.#next();
    }
  }

  #enter(): Round {
    this.#inside += 1;
    this.#round.enter();
    return this.#round;
  }

  #wait(): Promise<Round> {
    if (this.#line.length >= this.#longestLine) throw new Refusal('server.busy', { retryAfter: 5 });
    this.#limit ??= this.#startLimit();
    return new Promise((resolve) => this.#line.push(resolve));
  }

  /** Everybody's way is free, and as many come in from the line as there is room for. */
  #next(): void {
    this.#round.open();
    this.#round = new Round();
    while (this.#inside < this.#size) {
      const first = this.#line.shift();
      if (!first) break;
      first(this.#enter());
    }
    if (this.#limit) clearTimeout(this.#limit);
    this.#limit = this.#line.length > 0 ? this.#startLimit() : null;
  }

  #startLimit(): NodeJS.Timeout {
    return setTimeout(() => this.#next(), LONGEST_MS).unref();
  }
}

class Round {
  #members = 0;
  #gathered: (() => void)[] = [];
  #isOpen = false;

  get isEmpty(): boolean {
    return this.#members === 0;
  }

  enter(): void {
    this.#members += 1;
  }

  leave(): void {
    this.#members -= 1;
    this.#openWhenAll();
  }

  async gather(): Promise<void> {
    if (this.#isOpen) return;
    const opened = new Promise<void>((resolve) => this.#gathered.push(resolve));
    this.#openWhenAll();
    await opened;
  }

  open(): void {
    this.#isOpen = true;
    for (const go of this.#gathered.splice(0)) go();
  }

  #openWhenAll(): void {
    if (this.#gathered.length > 0 && this.#gathered.length >= this.#members) this.open();
  }
}
