import { randomInt } from 'node:crypto';
import pg from 'pg';
import { openDatabase } from '../../server/db/pool.ts';
import { hashPassword } from '../../server/platform/passwords.ts';
import { newId, newToken } from '../../server/platform/tokens.ts';
import { agentOf, type DemoAgent } from './agents.ts';
import { beginAccount } from './begin-account.ts';
import { Chance } from './chance.ts';
import { addLeads } from './leads.ts';
import { recordPast } from './past.ts';
import { people } from './people.ts';
import { SKILL_GROUPS } from './sets.ts';
import { addAgents } from './write-agents.ts';
import { makeSets } from './write-sets.ts';

const DAYS = 40;
/** How much of it there is; tests make less. */
const SIZE = { agents: 2000, leads: 20_000 };
const LETTERS = 'abcdefghijkmnpqrstuvwxyz';

export interface DemoSignIns {
  /** Of all four: nobody else's is known to anybody. */
  readonly password: string;
  readonly people: readonly (readonly [string, string])[];
}

/** Thrown where the database has an account already: nothing is added to what somebody made. */
export class NotEmpty extends Error {}

/**
 * Makes the sample account with its past of 40 days in an empty database, and answers who may sign in. Each thing that is
 * there has its entries in the record. Throws `NotEmpty`.
 */
export async function fillDemo(urls: { readonly owner: string; readonly app: string }, size = SIZE): Promise<DemoSignIns> {
  const now = new Date();
  const start = new Date(Math.floor(now.getTime() / 86_400_000 - DAYS) * 86_400_000 + 7.5 * 3_600_000);
  await prepare(urls.owner, start, now);
  const password = newPassword();
  const [known, unknown] = await Promise.all([hashPassword(password), hashPassword(newToken())]);
  const db = openDatabase(urls.app, 1);
  try {
    const chance = new Chance(7012);
    const signIns = await db.write(newId(), async (tx) => {
      const account = await beginAccount(tx, { start, passwordHash: known, unknownHash: unknown, chance });
      const sets = await makeSets(tx, account);
      const agents = await addAgents(tx, { ...account, sets, now }, chosenAgents(chance, start, now, size.agents));
      await addLeads(tx, { ...account, now, count: size.leads, agents });
      await recordPast(tx, account.entries);
      return account.signIns;
    });
    await gatherStatistics(urls.owner);
    return { password, people: signIns };
  } finally {
    await db.close();
  }
}

/** The two who are signed in as, and everybody else. */
function chosenAgents(chance: Chance, start: Date, now: Date, count: number): DemoAgent[] {
  const about = { start, now, skillGroups: SKILL_GROUPS.slice(0, 16) };
  const working = { status: 'active', leftAt: null, sessionLimit: null, isSuperuser: false, hasAllTags: false } as const;
  const [leader, agent] = [
    { firstName: 'Chiara', lastName: 'Lombardi' },
    { firstName: 'Grace', lastName: 'Lindqvist' },
  ];
  const at = { language: 'de', timezone: 'Europe/Berlin' };
  const tags = ['Berlin', 'Early shift'];
  return [
    agentOf(
      chance,
      { ...leader, ...at, username: 'chiara.lombardi' },
      { ...about, number: 0 },
      { ...working, tags, roles: ['Team leaders'] },
    ),
    agentOf(
      chance,
      { ...agent, ...at, username: 'grace.lindqvist' },
      { ...about, number: 1 },
      { ...working, tags, roles: ['Agents'] },
    ),
    ...people(chance, count - 2).map((person, index) => agentOf(chance, person, { ...about, number: index + 2 })),
  ];
}

/** Months of the record that are over have no tables in a new database. */
async function prepare(ownerUrl: string, start: Date, now: Date): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rowCount } = await owner.query('select 1 from accounts limit 1');
    if (rowCount !== 0) throw new NotEmpty('There is an account already.');
    await owner.query(
      "select make_activity_month(m::date) from generate_series(date_trunc('month', $1::timestamptz at time zone 'UTC'), $2::timestamptz at time zone 'UTC', '1 month') m",
      [start, now],
    );
  } finally {
    await owner.end();
  }
}

/** Without them the first pages would wait for the database to guess, until it gathers them by itself. */
async function gatherStatistics(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('analyze').finally(() => owner.end());
}

/** Random, and easy to type: `Demo-kfwtz-hmqpd-47`. */
function newPassword(): string {
  const letters = () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `Demo-${letters()}-${letters()}-${randomInt(10, 100)}`;
}
