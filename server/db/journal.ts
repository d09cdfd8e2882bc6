import type pg from 'pg';

/** Why a transaction may record nothing, and which tables it may write then. What is not here is recorded. */
const UNRECORDED = {
  /** Mails and the tokens in them: what caused them is recorded. */
  outbox: ['mails', 'link_tokens', 'live_events'],
  /** What a provider answered in a browser, for ten minutes, until somebody signs in or connects with it: that is recorded. */
  provider_answer: ['provider_answers'],
  /** A number that is kept for somebody for fifteen minutes: the agent who gets it is recorded with it. */
  reservation: ['extension_reservations', 'dialer_settings'],
} as const satisfies Record<string, readonly string[]>;

export type Unrecorded = keyof typeof UNRECORDED;

/** Where entries of the record are written. */
const RECORD = ['activity', 'activity_repeats'];

/**
 * Tables that a function writes on behalf of its caller, where it does not answer false; a test holds the list equal to the
 * functions of the database.
 */
const WRITING_FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  erase_user: ['users'],
  take_extension: ['extension_reservations', 'dialer_settings'],
};

/** What one transaction has written, so that none ends that changed something and recorded nothing. */
export class Journal {
  readonly #written = new Set<string>();

  /** Notes what a statement wrote. */
  note(text: string, { command, rowCount, rows }: pg.QueryResult): void {
    if (command !== 'SELECT' && !rowCount) return;
    if (command === 'SELECT' && saysNo(rows)) return;
    for (const table of tablesWrittenBy(text)) this.#written.add(table);
  }

  /** Throws where the transaction has written what nobody would ever read about. That is a fault of ours, in every environment. */
  demandRecorded(unrecorded: Unrecorded | undefined): void {
    if (RECORD.some((table) => this.#written.has(table))) return;
    const allowed: readonly string[] = unrecorded ? UNRECORDED[unrecorded] : [];
    const unseen = [...this.#written].filter((table) => !allowed.includes(table));
    if (unseen.length > 0) throw new Error(`A transaction wrote ${unseen.join(', ')} and recorded no activity`);
  }
}

/** What the functions above answer where there was nothing to do. */
function saysNo(rows: readonly Readonly<Record<string, unknown>>[]): boolean {
  return rows.length > 0 && rows.every((row) => Object.values(row).every((value) => value === false));
}

const WRITE = /(?<!\b(?:for|key|do)\s+)\b(?:insert\s+into|update|delete\s+from|merge\s+into)\s+(?:only\s+)?"?(\w+)"?/gi;
const CALL = /\b(\w+)\s*\(/g;
const MOST_KNOWN = 2000;
const known = new Map<string, readonly string[]>();

/** The tables that a statement writes, read from its text: values are never in it. */
export function tablesWrittenBy(text: string): readonly string[] {
  const before = known.get(text);
  if (before) return before;
  const tables = [...text.matchAll(WRITE)].map(([, table]) => table ?? '');
  const calls = [...text.matchAll(CALL)].flatMap(([, name]) => WRITING_FUNCTIONS[name ?? ''] ?? []);
  const all = [...new Set([...tables, ...calls])];
  if (known.size < MOST_KNOWN) known.set(text, all);
  return all;
}

/** The functions above, for the test that compares them with the database. */
export function writingFunctions(): string[] {
  return Object.keys(WRITING_FUNCTIONS);
}
