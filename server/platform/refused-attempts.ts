import type { TargetType } from '../../contract/activity.ts';
import type { Database, Tx } from '../db/pool.ts';
import type { Tables } from '../db/tables.ts';
import type { Doer, Entry } from './activity.ts';
import { recordRepeat } from './repeats.ts';

/** Different ones that wait to be written. In a flood that has more, the others are counted, and not recorded. */
const MOST_WAITING = 200;
/** Between two times of writing; so a flood of the same costs a few transactions a second. */
const REST_MS = 250;

interface Waiting {
  readonly accountId: string;
  readonly doer: Doer;
  readonly entry: Entry;
  times: number;
}

/** Hears of what could not be recorded: the database is away, or there were too many. */
interface Outcomes {
  readonly lost: (count: number) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Records what was refused, beside the request and after it: never delaying the answer, never failing it. The first is
 * written at once.
 */
export class RefusedAttempts {
  readonly #db: Database;
  readonly #outcomes: Outcomes;
  #waiting = new Map<string, Waiting>();
  #rest: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;

  constructor(db: Database, outcomes: Outcomes) {
    this.#db = db;
    this.#outcomes = outcomes;
  }

  note(accountId: string, doer: Doer, entry: Entry, times = 1): void {
    this.#keep({ accountId, doer, entry, times });
    if (!this.#rest && !this.#writing) this.#write();
  }

  /** Writes what still waits. */
  async close(): Promise<void> {
    await this.#writing;
    clearTimeout(this.#rest);
    this.#rest = undefined;
    if (this.#waiting.size > 0) this.#write();
    await this.#writing;
    clearTimeout(this.#rest);
  }

  #write(): void {
    const all = [...this.#waiting.values()];
    this.#waiting = new Map();
    this.#writing = this.#writeAll(all).finally(() => {
      this.#writing = undefined;
      this.#rest = setTimeout(() => {
        this.#rest = undefined;
        if (this.#waiting.size > 0) this.#write();
      }, REST_MS);
      this.#rest.unref();
    });
  }

  /** One transaction for each account. What fails is tried again with what comes next. */
  async #writeAll(all: readonly Waiting[]): Promise<void> {
    for (const [accountId, some] of Map.groupBy(all, (one) => one.accountId)) {
      const writing = this.#db.write(accountId, async (tx) => {
        for (const { doer, entry, times } of some) await recordRepeat(tx, doer, await within(tx, entry), times);
      });
      await writing.catch((error: unknown) => {
        this.#outcomes.failed(error);
        for (const one of some) this.#keep(one);
      });
    }
  }

  #keep(one: Waiting): void {
    const { accountId, doer, entry, times } = one;
    const key = JSON.stringify([accountId, doer.userId, doer.sessionId, doer.caller.address, entry]);
    const before = this.#waiting.get(key);
    if (before) before.times += times;
    else if (this.#waiting.size < MOST_WAITING) this.#waiting.set(key, one);
    else this.#outcomes.lost(times);
  }
}

const TABLES = {
  user: 'users',
  department: 'departments',
  sign_in_provider: 'account_sign_in_providers',
  dialer_role: 'dialer_roles',
  tag: 'tags',
  skill_group: 'skill_groups',
  user_group: 'user_groups',
  lead: 'leads',
  saved_view: 'saved_views',
} as const satisfies Record<Exclude<TargetType, 'account'>, keyof Tables>;

/** An id that somebody made up, or of another account, is not kept: then it is about the account. */
async function within(tx: Tx, entry: Entry): Promise<Entry> {
  const { type, id } = entry.target;
  if (type === 'account') return entry;
  const found = await tx
    .selectFrom(TABLES[type])
    .select('id')
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .executeTakeFirst();
  return found ? entry : { ...entry, target: { type: 'account', id: tx.accountId } };
}
