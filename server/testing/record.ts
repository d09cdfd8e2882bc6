import type { TestApp } from './app.ts';

export interface Entry {
  readonly action: string;
  readonly actor_id: string | null;
  readonly target_type: string;
  readonly address: string | null;
  readonly changes: Record<string, unknown>;
}

/**
 * What the record says about one target, the oldest first, read behind the product's back. Without refused calls: they come
 * a moment after the answer, and have tests of their own.
 */
export async function entriesAbout(app: TestApp, targetId: string): Promise<Entry[]> {
  const { rows } = await app.owner.query<Entry>(
    `select a.action, a.actor_id, a.target_type, host(v.address) as address, v.changes
     from activity a left join activity_values v on v.account_id = a.account_id and v.activity_id = a.id
     where a.target_id = $1 and a.action <> 'request.refused' order by a.id`,
    [targetId],
  );
  return rows;
}

export async function actionsAbout(app: TestApp, targetId: string): Promise<string[]> {
  return (await entriesAbout(app, targetId)).map(({ action }) => action);
}
