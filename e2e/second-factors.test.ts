import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeIn, totp } from '../server/testing/authenticator.ts';
import { tokenIn } from '../server/testing/mail-server.ts';
import { checkPage } from './check-page.ts';
import { demandProofOnce, prove } from './northwind.ts';
import { newPerson, PASSWORD } from './person.ts';
import { checkEverywhere, heading, startWorkshop, type Workshop } from './workshop.ts';

// Where people and administrators look after second factors, and what else asks for them.

let at: Workshop;
let anaSecret = '';
let anaCodes: string[] = [];

beforeAll(async () => {
  at = await startWorkshop();
});
beforeEach(() => at.owner.query('update authenticators set last_step = 0'));
afterAll(() => at?.stop());

describe('my account', () => {
  it('sets an app up by the QR code’s secret and its first code, and shows the recovery codes once', async () => {
    const { page } = at.ana;
    await page.goto('/me');
    const section = page.getByRole('region', { name: 'Two-factor sign-in' });
    await section.getByText('Your password alone').waitFor();
    await section.getByText('no second factor, set for the whole account').waitFor();
    await demandProofOnce(page, 'POST', '**/api/v1/me/second-factor/app/setup');
    await section.getByRole('button', { name: 'Set up an app' }).click();
    await prove(page);
    const dialog = page.getByRole('dialog', { name: 'Set up an authenticator app' });
    await dialog.getByRole('img', { name: /QR code/ }).waitFor();
    anaSecret = ((await dialog.locator('code').textContent()) ?? '').replaceAll(' ', '');
    expect(anaSecret).toMatch(/^[A-Z2-7]{32}$/);
    await checkEverywhere(page, 'set up an app');
    const field = dialog.getByLabel('Code that the app shows');
    await field.fill(totp(anaSecret, 9));
    await dialog.getByText('That is not the right code.', { exact: false }).waitFor();
    await field.fill(totp(anaSecret));
    const shown = page.getByRole('dialog', { name: 'Recovery codes' });
    anaCodes = await shown.getByRole('listitem').allTextContents();
    await shown.getByRole('listitem').first().waitFor();
    anaCodes = await shown.getByRole('listitem').allTextContents();
    expect(anaCodes).toHaveLength(10);
    await checkEverywhere(page, 'recovery codes');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      shown.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('rollcall-recovery-codes.txt');
    await shown.getByRole('button', { name: 'I have kept them' }).click();
    await section.getByText('Your password and an authenticator app').waitFor();
    await checkEverywhere(page, 'my account');
    expect(at.ana.complaints).toEqual([]);
  });

  it('makes new recovery codes after a question', async () => {
    const { page } = at.ana;
    await page.goto('/me');
    await page.getByRole('button', { name: 'Make new recovery codes' }).click();
    await page
      .getByRole('dialog', { name: 'Make new recovery codes?' })
      .getByRole('button', { name: 'Make new recovery codes' })
      .click();
    const shown = page.getByRole('dialog', { name: 'Recovery codes' });
    await shown.getByRole('listitem').first().waitFor();
    const before = anaCodes;
    anaCodes = await shown.getByRole('listitem').allTextContents();
    expect(anaCodes).not.toEqual(before);
    await shown.getByRole('button', { name: 'I have kept them' }).click();
  });
});

describe('a forgotten password, where the second factor is mailed', () => {
  it('needs an Admin without a recovery code, who resets in the drawer; with one it is asked for', async () => {
    const finn = await at.colleague('Finn', 'two_factor', 'email');
    const { page, context } = await newPerson(at.browser, at.url);
    const link = async () => {
      await context.request.post('/api/v1/password-resets', { data: { email: finn.email } });
      await page.goto(`/reset-password#${tokenIn(await at.mail.next(finn.email))}`);
      await page.reload();
    };
    await link();
    await heading(page, 'An Admin of your company must help');
    await checkEverywhere(page, 'reset without a recovery code');

    await at.ana.page.goto(`/settings/users?user=${finn.id}&tab=sign-in`);
    const drawer = at.ana.page.getByRole('dialog', { name: /^User / });
    await drawer.getByText('Mailed code').first().waitFor();
    await drawer.getByRole('button', { name: 'Reset authenticator' }).scrollIntoViewIfNeeded();
    if (process.env.PICTURES) await at.ana.page.screenshot({ path: `${process.env.PICTURES}/drawer.png` });
    await checkPage(at.ana.page, 'second factor in the drawer');
    await drawer.getByRole('button', { name: 'Reset authenticator' }).click();
    await at.ana.page.getByRole('button', { name: 'Reset for Finn Stone' }).click();
    await at.ana.page.getByText('The second factor of Finn Stone is reset').waitFor();
    await at.mail.next(finn.email);

    await page.getByRole('button', { name: 'It is reset now' }).click();
    await page.getByLabel('New password').fill('Garden-92-paths');
    await page.getByRole('button', { name: 'Save the new password' }).click();
    await heading(page, 'Your password is changed');

    const made = await context.request.post('/api/v1/sessions', { data: { login: finn.email, password: 'Garden-92-paths' } });
    const { attempt } = (await made.json()) as { attempt: string };
    await context.request.post('/api/v1/sign-in-attempts/code', {
      data: { attempt, code: codeIn(await at.mail.next(finn.email)) },
    });
    const codes = await context.request.post('/api/v1/me/second-factor/recovery-codes');
    const [first = ''] = ((await codes.json()) as { recoveryCodes: string[] }).recoveryCodes;
    await link();
    await page.getByLabel('New password').fill('Lantern-58-quays');
    await page.getByLabel('Recovery code').fill('abcde-fghjk');
    await page.getByRole('button', { name: 'Save the new password' }).click();
    await page.getByText('That is not one of your unused recovery codes.').waitFor();
    await checkEverywhere(page, 'reset with a recovery code');
    await page.getByLabel('Recovery code').fill(first);
    await page.getByRole('button', { name: 'Save the new password' }).click();
    await heading(page, 'Your password is changed');
    await context.close();
  });
});

describe('the list of users', () => {
  it('says who signs in with what, and filters by it', async () => {
    const { page } = at.ana;
    await at.colleague('Cleo', 'two_factor', 'app');
    await at.colleague('Ben', 'two_factor', 'email');
    await page.goto('/settings/users?twoFactor=app');
    await page.getByText('Two-factor: App').waitFor();
    await page.getByText('Cleo Stone').first().waitFor();
    expect(await page.getByText('Ben Stone').count()).toBe(0);
    await checkPage(page, 'users by second factor');
  });
});

describe('handing the account over', () => {
  it('asks for the code of the app after the password', async () => {
    const gus = await at.colleague('Gus');
    const { page } = at.ana;
    await page.goto(`/settings/users?user=${gus.id}`);
    const drawer = page.getByRole('dialog', { name: /^User / });
    await drawer.getByRole('button', { name: 'Make this the main user' }).click();
    await drawer.getByRole('button', { name: 'SAVE CHANGES' }).click();
    const dialog = page.getByRole('dialog', { name: /Make Gus Stone the main user\?/ });
    await dialog.getByLabel('Your password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Hand the account over' }).click();
    const field = dialog.getByLabel('Code of your app');
    await field.fill(totp(anaSecret, 9));
    await dialog.getByRole('button', { name: 'Hand the account over' }).click();
    await dialog.getByText('Wrong tries left: 4.', { exact: false }).waitFor();
    await field.fill(totp(anaSecret));
    await dialog.getByRole('button', { name: 'Hand the account over' }).click();
    await page.getByText('Gus Stone is the main user now').waitFor();
  });
});
