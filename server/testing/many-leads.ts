import type { LeadFilters } from '../leads/filters.ts';
import { type Filled, inBulk } from './in-bulk.ts';

/** Fills an account with so many leads, as a large company has them: a tenth has nobody, the others the account's agents. */
export async function manyLeads(app: Filled, accountId: string, count: number): Promise<void> {
  const text = `insert into leads (account_id, id, first_name, last_name, name_key, search_key, phone, status, weight, call_back_at, language,
       group_name, group_key, assigned_to, assigned_at, created_at)
     select $1, gen_random_uuid(), first, last, lower(first || ' ' || last), lower(first || ' ' || last) || ' ' || phone, phone,
       case when n % 4 = 0 then 'done' when n % 1000 = 1 then 'do_not_call' when n % 7 = 0 then 'call_back' else 'new' end, (n * 7919) % 1000,
       case when n % 7 = 0 then now() + (n % 1000 - 5) * interval '1 hour' end,
       case when n % 500 = 1 then 'ja' when n % 3 = 0 then 'de' end, 'Campaign ' || n % 40, 'campaign ' || n % 40,
       case when n % 10 > 0 then agents[1 + n % cardinality(agents)] end, case when n % 10 > 0 then now() end, now() - n * interval '1 minute'
     from (select n, 'Given' || (n * 7919) % 1000 as first, 'Family' || (n * 104729) % 20000 as last, '+4930' || (1000000 + n) as phone
           from generate_series(1, $2::bigint) n) made,
       (select array_agg(user_id order by user_id) as agents from agents where account_id = $1) a`;
  await inBulk(app.urls, (client) => client.query(text, [accountId, count]));
  await app.owner.query('vacuum analyze leads');
}

/** Each way to narrow the list. */
export const LEAD_FILTERS: readonly [string, LeadFilters][] = [
  ['no filter', {}],
  ['a text that few have', { q: 'family777' }],
  ['a text that many have', { q: 'given' }],
  ['a part of a number', { q: '30 123 45' }],
  ['two letters', { q: 'zz' }],
  ['new', { status: ['new'] }],
  ['not to be called', { status: ['do_not_call'] }],
  ['a language of many', { language: ['de'] }],
  ['a language of few', { language: ['ja'] }],
  ['no language', { language: [''] }],
  ['a campaign', { group: ['Campaign 7'] }],
  ['a campaign of nobody', { group: ['Nothing'] }],
  ['nobody’s', { assigned: 'no' }],
  ['somebody’s', { assigned: 'yes' }],
  ['due', { due: 'yes' }],
  ['not due', { due: 'no' }],
  ['due, of a campaign, in a language', { due: 'yes', group: ['Campaign 7'], language: ['de'] }],
];
