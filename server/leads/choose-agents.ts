/** An agent who serves these leads: how well, and in which languages. */
export interface Server {
  readonly id: string;
  readonly level: number;
  readonly languages: ReadonlySet<string>;
}

/** A lead to be given out. Without a language everybody can take it. */
export interface Waiting {
  readonly id: string;
  readonly language: string | null;
}

/**
 * Gives each lead, in this order, to one of those who speak its language: to who has the fewest open leads, of several to the
 * highest level, then to the first by id. Counts the loads on. A lead whose language nobody speaks is left out.
 */
export function chooseAgents(
  leads: readonly Waiting[],
  servers: readonly Server[],
  loads: Map<string, number>,
): Map<string, string> {
  const queues = new Map<string | null, Queue>();
  const chosen = new Map<string, string>();
  for (const { id, language } of leads) {
    let queue = queues.get(language);
    if (!queue) {
      const speaking = language === null ? servers : servers.filter(({ languages }) => languages.has(language));
      queue = new Queue(speaking, loads);
      queues.set(language, queue);
    }
    const agent = queue.takeLeastLoaded();
    if (agent === undefined) continue;
    chosen.set(id, agent);
    loads.set(agent, (loads.get(agent) ?? 0) + 1);
  }
  return chosen;
}

interface Place {
  readonly server: Server;
  /** As it was when the place was taken; loads only rise, so nobody stands too far behind. */
  load: number;
}

/** Servers as a binary heap, whose first has the fewest leads. */
class Queue {
  readonly #heap: Place[];
  readonly #loads: ReadonlyMap<string, number>;

  constructor(servers: readonly Server[], loads: ReadonlyMap<string, number>) {
    this.#loads = loads;
    this.#heap = servers.map((server) => ({ server, load: loads.get(server.id) ?? 0 })).sort(inOrder);
  }

  /** Who is next; they stay the first until their load is counted. */
  takeLeastLoaded(): string | undefined {
    for (let first = this.#heap[0]; first; first = this.#heap[0]) {
      const load = this.#loads.get(first.server.id) ?? 0;
      if (load === first.load) return first.server.id;
      first.load = load;
      this.#sink();
    }
    return undefined;
  }

  /** Moves the first down to where it belongs. */
  #sink(): void {
    const heap = this.#heap;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      for (const child of [left, right]) {
        const [one, other] = [heap[child], heap[least]];
        if (one && other && inOrder(one, other) < 0) least = child;
      }
      const [one, other] = [heap[at], heap[least]];
      if (least === at || !one || !other) return;
      heap[at] = other;
      heap[least] = one;
      at = least;
    }
  }
}

function inOrder(one: Place, other: Place): number {
  return one.load - other.load || other.server.level - one.server.level || (one.server.id < other.server.id ? -1 : 1);
}
