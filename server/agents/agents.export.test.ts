import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENT_CSV_COLUMNS } from '../../contract/agent-export.ts';
import { AGENT_SORTS } from '../../contract/agents.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeRole } from '../testing/dialer.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { parseCsv } from '../testing/parse-csv.ts';
import { entriesAbout } from '../testing/record.ts';

const MANY = 2300;

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});
afterAll(() => app.close());

async function fileOf(response: Response): Promise<string[][]> {
  expect(response.status).toBe(200);
  return parseCsv(Buffer.from(await response.arrayBuffer()).toString('utf8'));
}
const download = async (search = '', by = owner) => fileOf(await by.send('GET', `/api/v1/agents/export${search}`));
const downloadPicked = async (ids: string[], by = owner) =>
  fileOf(await by.send('POST', '/api/v1/agents/export', JSON.stringify({ ids })));
const column = (name: string) => AGENT_CSV_COLUMNS.indexOf(name as 'id');

describe('the file of agents', () => {
  it('names every setting but the secret ones, and what an agent belongs to', async () => {
    const role = await makeRole(app, account.id, { name: 'Night, shift' });
    const tag = await makeNamed(app, account.id, 'tags', '=cmd|calc');
    const group = await makeNamed(app, account.id, 'skill_groups', 'Sales');
    const agent = await makeAgent(app, account.id, {
      firstName: '=HYPERLINK("http://evil.example")',
      lastName: 'Ruiz',
      username: '-1.formula',
      dialerRoles: [role],
      tags: [tag],
      skillGroups: [[group, 7]],
      virtualExtension: '4711',
    });
    await app.owner.query("update agents set caldav_token = '\\x00', caldav_key_id = '\\x0000000000000000' where user_id = $1", [
      agent.id,
    ]);
    const [header, line] = await download('?q=4711');
    expect(header).toEqual(AGENT_CSV_COLUMNS);
    expect(header).toContain('ppqSorting');
    expect(header).not.toContain('caldavToken');
    const value = (name: string) => line?.[column(name)];
    expect(value('id')).toBe(agent.id);
    expect(value('firstName')).toBe('\'=HYPERLINK("http://evil.example")');
    expect(value('username')).toBe("'-1.formula");
    expect(value('dialerRoles')).toBe('Night, shift');
    expect(value('tags')).toBe("'=cmd|calc");
    expect(value('skillGroups')).toBe('Sales (7)');
    expect(value('virtualExtension')).toBe('4711');
    expect(value('isActive')).toBe('true');
    expect(value('autoDial')).toBe('');
    for (const one of line ?? []) expect(one).not.toMatch(/^[=+\-@\t\r]/);
  });

  it('is recorded: who took it, of whom', async () => {
    await download('?q=Fjord&status=active');
    const ids = (await download('?status=active')).slice(1).map(([id]) => id ?? '');
    await downloadPicked(ids.slice(0, 2));
    const entries = (await entriesAbout(app, account.id)).slice(-3);
    expect(entries[0]?.changes).toEqual({ filters: { new: 'status=active' }, text: { new: true } });
    expect(entries.slice(1)).toMatchObject([
      { action: 'agent.exported', actor_id: account.owner.id, changes: { filters: { new: 'status=active' } } },
      { action: 'agent.exported', actor_id: account.owner.id, changes: { rows: { new: Math.min(2, ids.length) } } },
    ]);
  });

  it('is for nobody without the right, and leaves no entry then', async () => {
    const before = (await entriesAbout(app, account.id)).length;
    const views = await makeRole(app, account.id, { permissions: ['agent.view'] });
    const viewer = await makeAgent(app, account.id, { dialerRoles: [views] });
    const client = await app.make.signedIn(viewer);
    expect((await client.call('exportAgents')).problem.code).toBe('permission.missing');
    expect((await client.call('exportPickedAgents', { body: { ids: [viewer.id] } })).problem.code).toBe('permission.missing');
    expect((await owner.call('exportPickedAgents', { body: { ids: [] } })).problem.code).toBe('request.invalid');
    expect(await entriesAbout(app, account.id)).toHaveLength(before);
    await client.call('signOut');
    expect((await client.call('exportAgents')).problem.code).toBe('session.required');
  });

  it('has only those whom both seeing and exporting reach, also where they were picked', async () => {
    const tag = await makeNamed(app, account.id, 'tags');
    const views = await makeRole(app, account.id, { permissions: ['agent.view'] });
    const exports = await makeRole(app, account.id, { permissions: ['agent.export'], scope: 'shared_tags' });
    const leader = await makeAgent(app, account.id, { dialerRoles: [views, exports], tags: [tag] });
    const [mine, other] = [await makeAgent(app, account.id, { tags: [tag] }), await makeAgent(app, account.id)];
    const client = await app.make.signedIn(leader);
    expect((await client.call('getAgent', { params: { userId: other.id } })).status).toBe(200);
    const idsOf = (rows: string[][]) =>
      rows
        .slice(1)
        .map(([id]) => id)
        .sort();
    expect(idsOf(await download('', client))).toEqual([leader.id, mine.id].sort());
    expect(idsOf(await downloadPicked([mine.id, other.id, newId(), account.owner.id], client))).toEqual([mine.id]);
  });

  it('holds nobody of another account', async () => {
    const stranger = await app.make.signedIn((await app.make.account()).owner);
    const theirs = await makeAgent(app, account.id);
    expect(await download('', stranger)).toHaveLength(1);
    expect(await downloadPicked([theirs.id], stranger)).toHaveLength(1);
  });
});

describe(`${MANY} agents`, () => {
  it('come in the order of the list and with its filters, each once; and are counted exactly', async () => {
    const { id, owner: main } = await app.make.account();
    const by = await app.make.signedIn(main);
    await app.owner.query(
      `with made as (insert into users (account_id, id, email, email_key, username, username_key, first_name, last_name, name_key, search_key, status, password_hash, confirmed_at)
         select $1, gen_random_uuid(), mail, mail, name, name, 'Given', 'Family', 'given family', mail, case when n % 10 = 0 then 'inactive' else 'active' end, 'x', now()
         from (select n, 'u' || n || '@crowd.example' as mail, 'u' || n as name from generate_series(1, $2::int) n) made returning id),
       agent as (insert into agents (account_id, user_id) select $1, made.id from made returning user_id)
       insert into agent_roles select $1, user_id, (select id from dialer_roles where account_id = $1) from agent`,
      [id, MANY],
    );
    for (const sort of AGENT_SORTS.map((key) => `-${key}` as const)) {
      const ids = (await download(`?sort=${sort}`, by)).slice(1).map(([userId]) => userId);
      expect(new Set(ids).size).toBe(MANY);
      const { items } = (await by.call('listAgents', { query: { sort, limit: 200 } })).body;
      expect(ids.slice(0, 200), sort).toEqual(items.map((agent) => agent.id));
    }
    const query = { status: ['inactive' as const], exact: 'true' as const };
    expect((await by.call('countAgents', { query })).body).toEqual({ count: MANY / 10, isMore: false });
    expect(await download('?status=inactive', by)).toHaveLength(MANY / 10 + 1);
  }, 60_000);
});
