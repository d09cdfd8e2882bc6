import type { LeadStatus } from '../../contract/leads.ts';
import { nameKey } from '../../contract/text.ts';
import { newId } from '../platform/tokens.ts';
import type { TestApp } from './app.ts';

interface LeadWishes {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly phone?: string;
  readonly status?: LeadStatus;
  readonly weight?: number;
  readonly callBackAt?: string | null;
  readonly language?: string | null;
  readonly group?: string;
  readonly assignedTo?: string | null;
}

let counter = 0;

/** So many leads, by their ids, alike but for name and number. */
export async function makeLeads(
  app: Pick<TestApp, 'owner'>,
  accountId: string,
  count: number,
  wishes: LeadWishes = {},
): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  const { firstName = 'Zoe', lastName = 'Adler', status = 'new', weight = 0, callBackAt = null } = wishes;
  const { language = null, group = '', assignedTo = null } = wishes;
  const first = counter;
  counter += count;
  await app.owner.query(
    `insert into leads (account_id, id, first_name, last_name, name_key, search_key, phone, status, weight, call_back_at, language,
       group_name, group_key, assigned_to, assigned_at)
     select $1, id, $3, $4, $5, $5 || ' ' || phone, phone, $6, $7, $8, $9, $10, $11, $12::uuid, case when $12 is not null then now() end
     from (select id, coalesce($13, '+4930' || (1000000 + $14::int + n)) as phone from unnest($2::uuid[]) with ordinality as made (id, n)) made`,
    [
      accountId,
      ids,
      firstName,
      lastName,
      nameKey(`${firstName} ${lastName}`.trim()),
      status,
      weight,
      callBackAt,
      language,
      group,
      nameKey(group),
      assignedTo,
      wishes.phone ?? null,
      first,
    ],
  );
  return ids;
}

/** One lead, by its id. */
export async function makeLead(app: Pick<TestApp, 'owner'>, accountId: string, wishes: LeadWishes = {}): Promise<string> {
  const [id] = await makeLeads(app, accountId, 1, wishes);
  return id ?? '';
}

/** How many leads each agent of the account has; under `''` those of nobody. */
export async function leadsByAgent(app: Pick<TestApp, 'owner'>, accountId: string): Promise<Record<string, number>> {
  const { rows } = await app.owner.query<{ agent: string; count: number }>(
    `select coalesce(assigned_to::text, '') as agent, count(*)::int as count from leads where account_id = $1 group by 1`,
    [accountId],
  );
  return Object.fromEntries(rows.map(({ agent, count }) => [agent, count]));
}
