import { afterAll, beforeAll, expect, it } from 'vitest';
import { API } from '../../contract/api.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent } from '../testing/dialer.ts';
import { makeLeads } from '../testing/leads.ts';

let app: TestApp;
let owner: Client;
let agentId: string;
beforeAll(async () => {
  app = await startTestApp();
  const account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  agentId = (await makeAgent(app, account.id)).id;
  await makeLeads(app, account.id, 3);
});
afterAll(() => app.close());

/** What no database compares, no cursor says, and no address holds. */
const TEXTS = [
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%F0',
  '%',
  "'",
  '%5C',
  '_'.repeat(300),
  'x'.repeat(7000),
  '-1',
  '1e9',
  '9'.repeat(20),
  '%5B%5D',
];
const cursor = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
const KEYS = ['\0', 'x', '1e400', 'infinity', '-infinity', '99999999999', '2026-13-01', '294277-01-01'];

const READS = (Object.values(API) as Endpoint[]).filter(({ method, query, stream }) => method === 'GET' && query && !stream);

it.each(READS.map((endpoint) => ({ name: endpoint.name, endpoint })))(
  '$name: no value of any parameter is a fault of ours',
  async ({ endpoint }) => {
    const path = endpoint.path.replaceAll(/\{(?:id|userId)\}/g, agentId).replaceAll(/\{\w+\}/g, newId());
    const keys = Object.keys(endpoint.query?.shape ?? {});
    const searches = keys.flatMap((key) => TEXTS.map((text) => `${key}=${text}`));
    const sorts = ['name', 'weight', 'callBackAt', 'createdAt', 'lastSeenAt', 'phone', 'status'];
    const cursors = sorts.flatMap((sort) => KEYS.map((key) => `sort=${sort}&cursor=${cursor(sort, key, newId())}`));
    for (const search of [...searches, ...(keys.includes('cursor') ? cursors : [])]) {
      const response = await owner.send('GET', `${path}?${search}`);
      expect(response.status, `${path}?${search}: ${await response.text()}`).toBeLessThan(500);
    }
  },
);
