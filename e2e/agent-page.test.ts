import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Dialer, furnishDialer, readAgent } from './dialer.ts';
import { prove } from './northwind.ts';
import { newPerson, signIn } from './person.ts';
import { checkEverywhere, startWorkshop, type Workshop } from './workshop.ts';

// What the page of an agent has beside the fields: the password asked for again, an address that waits, and sessions.

let workshop: Workshop;
let dialer: Dialer;
let page: Workshop['ana']['page'];

beforeAll(async () => {
  workshop = await startWorkshop();
  dialer = await furnishDialer(workshop.ana, { tags: 2, skillGroups: 2 });
  ({ page } = workshop.ana);
});
afterAll(() => workshop?.stop());

const save = () => page.getByRole('button', { name: 'Save', exact: true });

/** The page of an active colleague who is made an agent. */
async function openAgent(firstName: string): Promise<{ id: string; email: string }> {
  const { id, email } = await workshop.colleague(firstName);
  const answer = await workshop.ana.context.request.post(`/api/v1/agents/${id}`, {
    data: { dialerRoles: [dialer.roles.Callers] },
  });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
  await page.goto(`/dialer/users/${id}`);
  await page.getByRole('heading', { name: 'Basic settings' }).waitFor();
  return { id, email };
}

it('who makes a superuser is asked for the password again, and what was chosen is still there', async () => {
  const { id } = await openAgent('Ben');
  await page.getByRole('switch', { name: /Make Tenant SuperUser/ }).check({ force: true });
  await workshop.owner.query("update sessions set proved_at = now() - interval '6 minutes' where ended_at is null");
  await save().click();
  await page.getByRole('dialog', { name: 'Confirm it is you' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Confirm it is you' }).waitFor({ state: 'detached' });
  expect((await readAgent(workshop.ana, id)).isSuperuser).toBe(false);
  await page.getByText('1 field changed').waitFor();
  await save().click();
  await prove(page);
  await page.getByText('Nothing changed').waitFor();
  expect((await readAgent(workshop.ana, id)).isSuperuser).toBe(true);
});

it('an address that waits to be confirmed is taken back', async () => {
  await openAgent('Cleo');
  await page.getByRole('textbox', { name: /^Email/ }).fill('new.cleo@northwind.example');
  await save().click();
  await page.getByText('new.cleo@northwind.example waits to be confirmed').waitFor();
  await page.getByRole('button', { name: 'Take the change of the address back' }).click();
  await page.getByText('new.cleo@northwind.example waits to be confirmed').waitFor({ state: 'detached' });
  expect(await page.getByRole('textbox', { name: /^Email/ }).inputValue()).toBe('cleo@northwind.example');
});

it('shows where an agent is signed in, and with what', async () => {
  const { email } = await openAgent('Dan');
  const dan = await newPerson(workshop.browser, workshop.url);
  await signIn(dan.page, email);
  await page.reload();
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Sessions and second factor' }).click();
  const part = page.getByRole('region', { name: 'Sessions and second factor' });
  await part.getByRole('button', { name: 'Reset authenticator' }).waitFor();
  await checkEverywhere(page, 'sessions on the page of an agent');
  await part.getByRole('button', { name: /^End/ }).first().click();
  await expect.poll(async () => (await dan.context.request.get('/api/v1/me')).status()).toBe(401);
  await dan.context.close();
});
