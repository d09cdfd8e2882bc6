import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leadsByAgent, makeLeads } from '../server/testing/leads.ts';
import { checkEverywhere, heading, startWorkshop, type Workshop } from './workshop.ts';

let workshop: Workshop;
let page: Page;
let accountId: string;
const agents: Record<string, string> = {};

beforeAll(async () => {
  workshop = await startWorkshop();
  page = workshop.ana.page;
  const { owner } = workshop;
  accountId = (await owner.query('select id from accounts')).rows[0].id;
  for (const name of ['Ben', 'Cleo']) {
    const { id } = await workshop.colleague(name);
    agents[name] = id;
    // An agent and their role are put there together.
    await owner.query(
      `with profile as (insert into agents (account_id, user_id) values ($1, $2))
       insert into agent_roles select account_id, $2, id from dialer_roles where account_id = $1`,
      [accountId, id],
    );
  }
}, 120_000);
afterAll(() => workshop.stop());

const row = (name: string) => page.getByRole('row').filter({ hasText: name });
const toastSays = (text: string | RegExp) => page.getByRole('alert').filter({ hasText: text }).first().waitFor();
const button = (name: string | RegExp) => page.getByRole('button', { name });
const dialog = () => page.getByRole('dialog');
const counts = () => leadsByAgent({ owner: workshop.owner }, accountId);

it('says what the place is for, and how to begin', async () => {
  await page.goto('/dialer/leads');
  await heading(page, 'No leads yet');
  await checkEverywhere(page, 'leads empty');
});

const FILE = `firstName,lastName,phone,status,weight,language,group,Notes
Zoe,Adler,+49 30 901820,new,40,de,Fair,x
Noor,Haddad,+962 6 500 1234,call back,70,ar,Fair,
李,小龍,+81 3-3224-5000,new,10,,Autumn,
Kim,Berg,030 1,new,5,,,
`;

it('imports a file: first it is checked, and its faults are named', async () => {
  await button('Import').first().click();
  const file = { name: 'leads.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) };
  await dialog().locator('input[type=file]').setInputFiles(file);
  await dialog().getByRole('cell', { name: 'phone' }).waitFor();
  await dialog().getByText('Columns that leads do not have: Notes.').waitFor();
  await checkEverywhere(page, 'leads import');
  await dialog().getByRole('button', { name: 'Import 3 leads' }).click();
  await dialog().getByText('Imported', { exact: true }).waitFor();
  await dialog().getByRole('button', { name: 'Close' }).last().click();
  await row('Zoe Adler').getByText('+49 30 901820').waitFor();
  expect(await counts()).toEqual({ '': 3 });
});

it('adds a lead; the number is checked while one types', async () => {
  await button('Add a lead').first().click();
  const form = page.getByRole('form', { name: 'New lead' });
  await form.getByLabel('Phone').fill('12');
  await form.getByRole('button', { name: 'Add' }).click();
  await form.getByText('Write the whole number with its country').waitFor();
  await checkEverywhere(page, 'leads new');
  await form.getByLabel('Phone').fill('+33 1 42 68 53 00');
  await form.getByLabel('First name').fill('Éloïse');
  await form.getByLabel('Call-back time').fill('2026-12-01T09:30');
  await form.getByRole('button', { name: 'Add' }).click();
  await row('Éloïse').waitFor();
  expect(page.url()).not.toContain('lead=');
});

it('narrows the list by a part of the chart, and shows that in the address', async () => {
  await page.getByRole('button', { name: /^Call back/ }).click();
  await row('Noor Haddad').waitFor();
  await row('Zoe Adler').waitFor({ state: 'detached' });
  expect(page.url()).toContain('status=call_back');
  await button('Clear all').click();
  await row('Zoe Adler').waitFor();
  await page.getByLabel('Search leads').last().fill('901 820');
  await row('Noor Haddad').waitFor({ state: 'detached' });
  await button('Clear all').click();
  await row('Noor Haddad').waitFor();
});

it('assigns what is picked, takes it away, and gives it back on Undo', async () => {
  await page.getByLabel('Select Zoe Adler').check();
  await page.getByLabel('Select Noor Haddad').check();
  await checkEverywhere(page, 'leads');
  await button('Assign to…').click();
  await dialog().getByLabel('Agent').fill('Ben');
  await page.getByRole('option', { name: /Ben/ }).click();
  await checkEverywhere(page, 'leads assign');
  await dialog().getByRole('button', { name: 'Assign', exact: true }).click();
  await row('Zoe Adler').getByText('Ben Stone').waitFor();
  expect(await counts()).toEqual({ [agents.Ben ?? '']: 2, '': 2 });
  await page.getByLabel('Select Zoe Adler').check();
  await page.getByRole('button', { name: 'Unassign', exact: true }).click();
  await row('Zoe Adler').getByText('Nobody').waitFor();
  await toastSays('1 lead unassigned');
  await button('Undo').click();
  await row('Zoe Adler').getByText('Ben Stone').waitFor();
});

it('assigns automatically, and says before and after how many to whom', async () => {
  await makeLeads({ owner: workshop.owner }, accountId, 4, { firstName: 'Ada', lastName: 'Novak', language: 'en' });
  await button('Assign automatically').click();
  await dialog().getByRole('button', { name: 'Assign 6 leads' }).waitFor();
  await checkEverywhere(page, 'leads automatically');
  await dialog().getByRole('button', { name: 'Assign 6 leads' }).click();
  await dialog().getByText('Assigned', { exact: true }).waitFor();
  await dialog().getByRole('button', { name: 'Close' }).last().click();
  expect(await counts()).toEqual({ [agents.Ben ?? '']: 4, [agents.Cleo ?? '']: 4 });
});

it('shows in the open page what others do, and does not overwrite it', async () => {
  await row('Zoe Adler').click();
  const form = page.getByRole('form', { name: 'Lead' });
  await form.getByLabel('Last name').fill('Adler-Klein');
  await workshop.owner.query(
    "update leads set last_name = 'Adler-Groß', name_key = 'zoe adler-gross', version = version + 1 where last_name = 'Adler' and first_name = 'Zoe' and phone = '+4930901820'",
  );
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Somebody else has changed this lead').first().waitFor();
  await checkEverywhere(page, 'leads conflict');
  await page.getByRole('radio', { name: /Klein/ }).check();
  await button('Save').click();
  await row('Adler-Klein').waitFor();
  await checkEverywhere(page, 'leads edit');
  await form.getByRole('button', { name: 'Delete' }).click();
  await button('Delete lead').click();
  await row('Adler-Klein').waitFor({ state: 'detached' });
});
