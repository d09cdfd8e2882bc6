import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SETTING_NAMES, type SettingName, settingOf } from '../../contract/agent-settings.ts';
import { FILTERABLE, type FilterName, filterChoices } from '../../contract/agent-settings-shapes.ts';
import type { Agent } from '../../contract/agents.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { roleAgents } from '../testing/dialer.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { entriesAbout } from '../testing/record.ts';

// Decision 028: over HTTP everything follows from the declaration. Each setting is taken, shown, recorded with what it was,
// and found by its filter, without a line of its own in `server/`.

/** Where any text, number or choice would not do. */
const OTHER: { readonly [K in SettingName]?: unknown } = {
  email: 'other@example.com',
  timezone: 'Asia/Tokyo',
  spokenLanguage: 'fr',
  moreSpokenLanguages: ['de', 'fr'],
  interfaceLanguage: 'de',
  caldavUrl: 'https://calendar.example.com/ana',
  callerIdNumber: '+4930901820',
  virtualExtension: '4711',
  oauthEmail: 'other@gmail.example',
  sessionSeconds: 3600,
  sipUri: 'sip:ana@pbx.example.com',
  pbxExtension: '101',
};

/** A value that a new agent does not have. */
function otherOf(name: SettingName): unknown {
  const { schema, initially } = settingOf(name);
  if (OTHER[name] !== undefined) return OTHER[name];
  if (schema instanceof z.ZodBoolean) return initially !== true;
  if (schema instanceof z.ZodEnum) return schema.options.map(String).findLast((option) => option !== initially);
  return schema instanceof z.ZodNumber ? 3 : 'other';
}
/** What must stand beside it. */
const WITH: { readonly [K in SettingName]?: object } = { sipUri: { sipOption: 'uri' } };

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  await owner.call('addAllowedAddress', { body: { block: '127.0.0.0/8' } });
});
afterAll(() => app.close());

let count = 0;
async function plainAgent(): Promise<Agent> {
  count += 1;
  const body = {
    username: `plain.${count}`,
    email: `plain.${count}@example.com`,
    dialerRoles: [await roleAgents(app, account.id)],
  };
  return (await owner.call('createAgent', { body })).body;
}

function change(agent: Agent, name: SettingName, value: unknown) {
  const body = { [name]: value, ...WITH[name] };
  return owner.call('updateAgent', { params: { userId: agent.id }, body, headers: { 'if-match': `${agent.version}` } });
}

describe.each(SETTING_NAMES)('%s', (name) => {
  it('is taken, shown, and in the record with what it was', async () => {
    const agent = await plainAgent();
    const answer = await change(agent, name, otherOf(name));
    expect(answer.status).toBe(200);
    const { isSecret } = settingOf(name);
    expect(answer.body[name]).toEqual(isSecret ? true : otherOf(name));
    const entry = (await entriesAbout(app, agent.id)).at(-1);
    const recorded = name === 'isActive' ? 'status' : name;
    const before = name === 'isActive' ? 'pending' : agent[name];
    const after = name === 'isActive' ? 'inactive' : otherOf(name);
    expect(entry?.changes).toMatchObject({ [recorded]: isSecret ? 'changed' : { old: before, new: after } });
  });
});

describe.each(FILTERABLE)('the filter %s', (name: FilterName) => {
  it('finds who has the value, and nobody who has another', async () => {
    const [plain, other] = [await plainAgent(), await plainAgent()];
    expect((await change(other, name, otherOf(name))).status).toBe(200);
    const found = async (choice: string) => {
      const { body } = await owner.call('listAgents', { query: { [name]: choice, limit: 200 } });
      return [plain, other].filter(({ id }) => body.items.some((agent) => agent.id === id));
    };
    const own = plain[name] === null ? 'default' : String(plain[name]);
    expect(filterChoices(name)).toContain(own);
    expect(await found(own)).toEqual([plain]);
    expect(await found(String(otherOf(name)))).toEqual([other]);
  });
});
