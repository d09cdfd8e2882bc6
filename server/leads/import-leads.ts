import { sql } from 'kysely';
import type { Output } from '../../contract/endpoint.ts';
import type { importLeads as endpoint } from '../../contract/leads.ts';
import type { Tx } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import { newId } from '../platform/tokens.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { lockForRule } from '../users/queries.ts';
import { columnsOf, type LeadContent } from './lead-values.ts';
import { IMPORT_LEADS } from './policy.ts';
import { readLeads } from './read-leads.ts';

const MOST_FAULTS = 1000;
/** So many ids of one entry are words that the record is searched by (`activity_words`). */
const MOST_IN_AN_ENTRY = 500;

interface Import {
  readonly csv: string;
  /** Nothing is kept. */
  readonly check: boolean;
}

/**
 * Adds a lead for each line of a CSV that has no fault; with `check` none. The record names them, not what they say: that is
 * what the leads say until an entry shows a change. Throws the reason of `IMPORT_LEADS`, `lead.no_columns`.
 */
export async function importLeads(tx: Tx, signedIn: SignedIn, { csv, check }: Import): Promise<Output<typeof endpoint>> {
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  demand(IMPORT_LEADS, locked.actor, null);
  const { leads, refused, faults, ignored } = readLeads(csv, await timezoneOf(tx, signedIn.userId));
  if (!check) await addLeads(tx, signedIn, leads);
  return { added: leads.length, refused, faults: faults.slice(0, MOST_FAULTS), ignored: [...ignored] };
}

/** The timezone in which this user sees times. */
async function timezoneOf(tx: Tx, userId: string): Promise<string> {
  const { rows } = await sql<{ timezone: string }>`
    select coalesce(u.timezone, a.timezone) as timezone from users u join accounts a on a.id = u.account_id
    where u.account_id = ${tx.accountId} and u.id = ${userId}::uuid`.execute(tx);
  return rows[0]?.timezone ?? 'UTC';
}

async function addLeads(tx: Tx, signedIn: SignedIn, leads: readonly LeadContent[]): Promise<void> {
  if (leads.length === 0) return;
  const rows = leads.map((lead) => ({ id: newId(), ...columnsOf(lead) }));
  // As JSON, so that all of them are one statement, however many.
  await sql`insert into leads (account_id, id, first_name, last_name, name_key, search_key, phone, status, weight, call_back_at,
      language, group_name, group_key)
    select ${tx.accountId}::uuid, * from json_to_recordset(${JSON.stringify(rows)}::json) as r (id uuid, first_name text, last_name text,
      name_key text, search_key text, phone text, status text, weight int, call_back_at timestamptz, language text,
      group_name text, group_key text)`.execute(tx);
  const doer = { ...signedIn, massActionId: newId() };
  const target = { type: 'account', id: tx.accountId } as const;
  for (let at = 0; at < rows.length; at += MOST_IN_AN_ENTRY) {
    const ids = rows.slice(at, at + MOST_IN_AN_ENTRY).map(({ id }) => id);
    await record(tx, doer, { action: 'lead.imported', target, changes: { leads: { old: [], new: ids } } });
  }
}
