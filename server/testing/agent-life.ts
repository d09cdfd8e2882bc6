import { expect } from 'vitest';
import type { TestApp } from './app.ts';
import type { Client } from './client.ts';
import { makeNamed, roleAgents } from './dialer.ts';
import { makeLeads } from './leads.ts';

interface Life {
  readonly accountId: string;
  /** The main user. */
  readonly owner: Client;
  /** The person, and how they are found again. */
  readonly self: Client;
  readonly id: string;
  readonly mark: string;
}

/** Uses the Dialer as one person: every setting with a value of its own, and all that hangs on an agent. Answers the values. */
export async function liveAsAgent(app: TestApp, life: Life): Promise<Record<string, string>> {
  const { accountId, owner, self, id, mark } = life;
  const values = {
    kerberosLogin: `kerberos.${mark}`,
    callerIdName: `Caller ${mark}`,
    callerIdNumber: '+4930990815077',
    virtualExtension: '907781553',
    caldavUrl: `https://calendar.${mark}.example/planned`,
    caldavLogin: `calendar.${mark}`,
    pbxUsername: `pbx.${mark}`,
    pbxExtension: '977815530',
    sipUri: `sip:softphone@${mark}.example`,
    addressLabel: `Home of ${mark}`,
    viewName: `Night shift of ${mark}`,
    viewText: `looks for ${mark}`,
  };
  const { viewName, viewText, addressLabel, sipUri, ...settings } = values;
  const [tag, group] = [await makeNamed(app, accountId, 'tags'), await makeNamed(app, accountId, 'skill_groups')];
  const dialerRoles = [await roleAgents(app, accountId)];
  const body = { dialerRoles, tags: [tag], skillGroups: [{ id: group, level: 7 }] };
  expect((await owner.call('addProfile', { params: { userId: id }, body })).status).toBe(201);
  const edit = async (edited: object) => {
    const { version } = (await owner.call('getAgent', { params: { userId: id } })).body;
    const headers = { 'if-match': String(version) };
    expect((await owner.call('updateAgent', { params: { userId: id }, headers, body: edited })).status).toBe(200);
  };
  await edit({ sipOption: 'uri', sipUri });
  await edit({ ...settings, sipOption: 'pbx', caldavToken: `token-of-${mark}` });
  expect((await owner.call('makeSipPassword', { params: { userId: id }, body: {} })).status).toBe(201);
  expect((await self.call('generateExtension')).status).toBe(201);
  const block = { block: '192.0.2.77', label: addressLabel };
  expect((await owner.call('addUserAddress', { params: { id }, body: block })).status).toBe(201);
  const at = new Date(Date.now() + 3_600_000).toISOString();
  await owner.call('askWhy', { params: { id }, body: { address: '192.0.2.77', at } as never });
  for (const isShared of [true, false]) {
    const view = { list: 'agents' as const, name: `${viewName} ${isShared}`, state: { q: viewText }, isShared };
    expect((await self.call('createSavedView', { body: view })).status).toBe(201);
  }
  await makeLeads(app, accountId, 3, { assignedTo: id });
  await owner.call('exportAgents', { query: { q: settings.kerberosLogin } });
  return values;
}
