import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeIn, totp } from '../server/testing/authenticator.ts';
import { newPerson, PASSWORD } from './person.ts';
import {
  ANA,
  checkEverywhere,
  codeField,
  heading,
  home,
  startWorkshop,
  typePassword,
  type Workshop,
  wrongOf,
} from './workshop.ts';

// Every step of a sign-in with a second factor, and the limit of sessions.

let at: Workshop;
let anaSecret = '';
let anaCodes: string[] = [];

beforeAll(async () => {
  at = await startWorkshop();
  const { request } = at.ana.context;
  const prepared = await request.post('/api/v1/me/second-factor/app/setup');
  const { secret, setup } = (await prepared.json()) as { secret: string; setup: string };
  const done = await request.put('/api/v1/me/second-factor/app', { data: { setup, code: totp(secret) } });
  anaSecret = secret;
  anaCodes = ((await done.json()) as { recoveryCodes: string[] }).recoveryCodes;
});
beforeEach(() => at.owner.query('update authenticators set last_step = 0'));
afterAll(() => at?.stop());

describe('signing in with an app', () => {
  it('asks for its code: a wrong one stays beside the field, the right one sends itself', async () => {
    const person = await newPerson(at.browser, at.url);
    const { page } = person;
    await typePassword(page, ANA);
    await heading(page, 'Type the code of your app');
    expect(await codeField(page).getAttribute('autocomplete')).toBe('one-time-code');
    expect(await codeField(page).evaluate((node) => node === document.activeElement)).toBe(true);
    await checkEverywhere(page, 'code of the app');
    await page.keyboard.type(totp(anaSecret, 9));
    await page.getByText('Wrong tries left: 4.', { exact: false }).waitFor();
    await page.keyboard.type(totp(anaSecret));
    await home(page);
    expect(person.complaints).toEqual([]);
    await person.context.close();
  });

  it('ends with the fifth wrong code, at the beginning, with the reason', async () => {
    const { page, context } = await newPerson(at.browser, at.url);
    await typePassword(page, ANA);
    await heading(page, 'Type the code of your app');
    for (let n = 1; n <= 5; n += 1) {
      await codeField(page).fill(totp(anaSecret, 10 + n));
      if (n < 5) await page.getByText(`Wrong tries left: ${5 - n}.`, { exact: false }).waitFor();
    }
    await page.getByRole('alert').getByText('That was the fifth wrong code.', { exact: false }).waitFor();
    expect(await page.getByLabel('E-mail or username').inputValue()).toBe(ANA);
    expect(await page.getByLabel('Password', { exact: false }).first().inputValue()).toBe('');
    await at.owner.query("delete from attempts where bucket = 'code.of'");
    await context.close();
  });

  it('takes a recovery code instead, and going back begins anew', async () => {
    const { page, context } = await newPerson(at.browser, at.url);
    await typePassword(page, ANA);
    await page.getByRole('button', { name: 'Back to sign-in' }).click();
    await page.getByLabel('Password', { exact: false }).first().fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await heading(page, 'Type a recovery code');
    await checkEverywhere(page, 'recovery code');
    await page.getByLabel('Recovery code').fill('abcde-fghjk');
    await page.keyboard.press('Enter');
    await page.getByText('Wrong tries left: 4.', { exact: false }).waitFor();
    await page.getByLabel('Recovery code').fill((anaCodes[0] ?? '').toUpperCase());
    await page.keyboard.press('Enter');
    await home(page);
    await context.close();
  });

  it('is remembered in this browser until it is forgotten', async () => {
    const { page, context } = await newPerson(at.browser, at.url);
    await typePassword(page, ANA);
    await page.getByLabel('Do not ask for a code in this browser for 30 days').check();
    await codeField(page).fill(totp(anaSecret));
    await home(page);
    await context.request.delete('/api/v1/me/sessions/current');
    await typePassword(page, ANA);
    await home(page);
    await page.goto('/me');
    const section = page.getByRole('region', { name: 'Remembered browsers' });
    await section.getByText('This browser').waitFor();
    await section.getByRole('button', { name: /^Forget/ }).click();
    await section.getByText('No browser is remembered.').waitFor();
    await context.request.delete('/api/v1/me/sessions/current');
    await typePassword(page, ANA);
    await heading(page, 'Type the code of your app');
    await context.close();
  });
});

describe('signing in with a mailed code', () => {
  it('says where it went and that it is the weaker kind; another comes after a minute', async () => {
    const ben = await at.colleague('Ben', 'two_factor', 'email');
    const { page, context } = await newPerson(at.browser, at.url);
    await typePassword(page, ben.email);
    await heading(page, 'Type the code from your mail');
    await page.getByText('b•••@northwind.example').waitFor();
    await page.getByText('the weaker kind', { exact: false }).waitFor();
    await page.getByText(/Send a new code in \d+ seconds/).waitFor();
    await checkEverywhere(page, 'code of a mail');
    const first = codeIn(await at.mail.next(ben.email));
    await codeField(page).fill(wrongOf(first));
    await page.getByText('Wrong tries left: 4.', { exact: false }).waitFor();
    await codeField(page).fill(`${first.slice(0, 3)} ${first.slice(3)}`);
    await home(page);
    await context.close();
  });
});

describe('where an app is demanded and there is none', () => {
  it('it is set up at the sign-in, which then shows the recovery codes', async () => {
    const cleo = await at.colleague('Cleo', 'two_factor', 'app');
    const { page, context, complaints } = await newPerson(at.browser, at.url);
    await typePassword(page, cleo.email);
    await heading(page, 'Set up an authenticator app');
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
    await checkEverywhere(page, 'set up at sign-in');
    await page.getByLabel('Code that the app shows').fill(totp(secret));
    await heading(page, 'Recovery codes');
    expect(await page.getByRole('listitem').count()).toBe(10);
    await checkEverywhere(page, 'recovery codes at sign-in');
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await home(page);
    await page.goto('/me');
    await page.getByRole('button', { name: 'Remove the app' }).hover();
    await page.getByText('Your company demands an authenticator app.', { exact: false }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('at the limit of sessions', () => {
  it.each([
    ['Dan', 'off'],
    ['Eva', 'email'],
  ])('%s chooses: not now, or end the oldest', async (name, type) => {
    const user = await at.colleague(name, 'session_limit', 1);
    await at.owner.query('update users set two_factor = $1 where id = $2', [type, user.id]);
    const [one, two] = [await newPerson(at.browser, at.url), await newPerson(at.browser, at.url)];
    const enter = async (page: Page) => {
      await typePassword(page, user.email);
      if (type === 'email') await heading(page, 'Type the code from your mail');
      if (type === 'email') await codeField(page).fill(codeIn(await at.mail.next(user.email)));
    };
    await enter(one.page);
    await home(one.page);
    await enter(two.page);
    await heading(two.page, 'You are signed in 1 time already');
    await two.page.getByText('127.0.0.1').waitFor();
    await checkEverywhere(two.page, `limit ${type}`);
    await two.page.getByRole('button', { name: 'Not now' }).click();
    await two.page.getByLabel('E-mail or username').waitFor();
    expect((await one.context.request.get('/api/v1/me')).status()).toBe(200);
    await enter(two.page);
    await two.page.getByRole('button', { name: 'End the oldest and sign in' }).click();
    await home(two.page);
    expect((await one.context.request.get('/api/v1/me')).status()).toBe(401);
    await Promise.all([one.context.close(), two.context.close()]);
  });
});
