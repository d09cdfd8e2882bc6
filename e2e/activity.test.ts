import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../server/platform/tokens.ts';
import { checkPage } from './check-page.ts';
import { openLine } from './line.ts';
import { newPerson, takeSession } from './person.ts';
import { startWorkshop, type Workshop } from './workshop.ts';

// What the account remembers, read, narrowed and followed live.

let at: Workshop;
let page: Page;
let accountId: string;
let ben: { id: string; email: string };

beforeAll(async () => {
  at = await startWorkshop();
  page = at.ana.page;
  ben = await at.colleague('Ben');
  const { request } = at.ana.context;
  accountId = ((await (await request.get('/api/v1/me')).json()) as { account: { id: string } }).account.id;
  const { version } = (await (await request.get(`/api/v1/users/${ben.id}`)).json()) as { version: number };
  const data = { firstName: 'Benjamin', portalRoles: ['reports', 'finance'], interfaceLanguage: 'de', timezone: 'Europe/Berlin' };
  const changed = await request.patch(`/api/v1/users/${ben.id}`, { data, headers: { 'if-match': `"${version}"` } });
  expect(changed.status()).toBe(200);
  await request.post('/api/v1/sessions', { data: { login: ben.email, password: 'Wrong-password-1' } });
});
afterAll(() => at?.stop());

const entry = (inside: Page | Locator, text: RegExp) => inside.getByRole('listitem').filter({ hasText: text }).first();

/** Entries as the product writes them, behind its back: each renames a department, and tells its number. */
async function write(from: number, count: number): Promise<void> {
  const ids = Array.from({ length: count }, () => newId());
  const changes = ids.map((_, index) => JSON.stringify({ label: { new: `entry ${from + index}` } }));
  await at.owner.query(
    `with entries as (select * from unnest($1::uuid[], $2::text[]) as e (id, changes)),
      written as (
        insert into activity (account_id, id, at, action, actor_kind, actor_id, target_type, target_id)
        select $3, id, activity_time_of(id), 'user.changed', 'user', $4, 'user', $4 from entries returning id)
    insert into activity_values (account_id, activity_id, salt, changes)
    select $3, e.id, decode(repeat('00', 16), 'hex'), e.changes::json from entries e join written using (id)`,
    [ids, changes, accountId, ben.id],
  );
}

describe('the activity of the account', () => {
  it('says in sentences what happened, and unfolds what changed in the words of the forms', async () => {
    await page.goto('/activity');
    await page.getByText(/^A sign-in as Benjamin Stone failed$/).waitFor();
    await entry(page, /edited Benjamin Stone/)
      .getByRole('button', { name: 'Details' })
      .click();
    const open = entry(page, /edited Benjamin Stone/);
    for (const text of ['Ben → Benjamin', 'Reports → Reports, Finance', 'Europe/Berlin', 'Deutsch', 'user.changed']) {
      const [old, now] = text.split(' → ');
      await open
        .getByText(now ?? old ?? '', { exact: true })
        .first()
        .waitFor();
      if (now) await open.getByRole('deletion').filter({ hasText: old }).first().waitFor();
    }
    await checkPage(page, 'an unfolded entry');
    await open.getByRole('link', { name: 'Benjamin Stone' }).click();
    await page.getByRole('dialog', { name: 'User Benjamin Stone' }).waitFor();
  });

  it('narrows by filters that stand in the address, each a chip that goes away', async () => {
    await page.goto('/activity?action=signIn');
    await entry(page, /sign-in as Benjamin Stone failed/).waitFor();
    expect(await page.getByText(/added Benjamin/).count()).toBe(0);
    await page.getByRole('button', { name: 'About', exact: true }).click();
    await page.getByRole('option', { name: /Benjamin Stone/ }).click();
    await page.waitForURL(new RegExp(`target=${ben.id}`));
    await page.getByText('About: Benjamin Stone').waitFor();
    await page.getByRole('button', { name: 'Remove Signing in' }).click();
    await page.getByText(/added Benjamin Stone/).waitFor();
    await page.getByLabel('Search activity').first().getByRole('searchbox').fill('nobody-at-all');
    await page.getByText('No entry matches').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.waitForURL((url) => url.search === '');
    await page.getByText(/added Benjamin Stone/).waitFor();
  });

  it('is downloaded as it is filtered', async () => {
    await page.goto('/activity?action=user.sign_in_failed');
    await page.getByRole('button', { name: 'Download' }).click();
    for (const [name, line] of [
      ['As CSV', /user\.sign_in_failed/],
      ['As JSON Lines', /"action":"user\.sign_in_failed"/],
    ] as const) {
      const href = (await page.getByRole('menuitem', { name }).getAttribute('href')) ?? '';
      const text = await (await at.ana.context.request.get(href)).text();
      expect(text).toMatch(line);
      expect(text).not.toContain('user.created');
    }
  });

  it('takes no harm from rubbish in the address', async () => {
    await page.goto('/activity?actor=%27--&action=x,y&when=7&from=nonsense&address=1.2.3&massAction=%00&q=');
    await page.getByText(/added Benjamin Stone/).waitFor();
  });
});

describe('the activity of one user', () => {
  it('is a part of the drawer, and a page', async () => {
    await page.goto(`/settings/users?user=${ben.id}`);
    const drawer = page.getByRole('dialog', { name: /^User / });
    await drawer.getByRole('tab', { name: 'Activity' }).click();
    await page.waitForURL(/tab=activity/);
    await entry(drawer, /edited Benjamin Stone/).waitFor();
    await checkPage(page, 'activity in the drawer');
    await drawer.getByRole('link', { name: 'Open as a page' }).click();
    await page.getByRole('heading', { name: 'Activity of Benjamin Stone' }).waitFor();
    await entry(page, /edited Benjamin Stone/).waitFor();
  });

  it('is open to themselves, without the account’s; nothing that the page asks for is refused', async () => {
    const own = await newPerson(at.browser, at.url);
    const refused: string[] = [];
    await takeSession(own.page, ben.email);
    own.page.on('response', (answer) => answer.status() >= 400 && refused.push(answer.url()));
    await own.page.goto('/me/activity');
    await own.page.getByRole('heading', { name: 'Meine Aktivität' }).waitFor();
    await own.page
      .getByText(/hat sich angemeldet/)
      .first()
      .waitFor();
    await own.page.getByText(/hat Benjamin Stone.* bearbeitet/).waitFor();
    await own.page.goto('/activity/live');
    await own.page.getByText('Diese Seite öffnet nur, wer die Aktivität des Kontos sehen darf.').waitFor();
    expect(refused).toEqual([]);
    expect(own.complaints).toEqual([]);
    await own.context.close();
  });
});

describe('live', () => {
  it('shows entries as they come in all tabs over one stream, and holds them back while paused', async () => {
    const other = await at.ana.context.newPage();
    for (const tab of [page, other]) await tab.goto('/activity/live');
    await write(1, 1);
    for (const tab of [page, other]) await tab.getByText('Label: entry 1', { exact: true }).waitFor();
    const metrics = await (await fetch(`${at.url}/metrics`)).text();
    expect(/^rollcall_live_streams (\d+)$/m.exec(metrics)?.[1]).toBe('1');
    await other.close();
    await page.getByRole('region', { name: 'Signed in now' }).getByText('Ana Ruiz').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await write(2, 3);
    await page.getByRole('button', { name: '3 new' }).click();
    for (const number of [2, 3, 4]) await page.getByText(`Label: entry ${number}`, { exact: true }).waitFor();
  });

  it('counts by kind, for the eye and as a table', async () => {
    const counts = page.getByRole('region', { name: 'By kind' });
    await counts.getByRole('button', { name: /^Users \d+$/ }).waitFor();
    await counts.getByText('60 minutes').click();
    expect(await counts.getByRole('row').count()).toBe(61);
    await counts.getByRole('slider', { name: 'Entries per minute' }).press('ArrowLeft');
    await checkPage(page, 'live');
    await counts.getByRole('button', { name: /^Signing in \d+$/ }).click();
    await page.waitForURL(/action=signIn/);
    await page.getByText(/A sign-in as Benjamin Stone failed/).waitFor();
    expect(await page.getByText('Label: entry 4', { exact: true }).count()).toBe(0);
  });

  it('follows 200 entries a second for 20 seconds: no more rows, and a click is answered meanwhile', async ({ annotate }) => {
    await page.goto('/activity/live');
    await page.getByText('Label: entry 4', { exact: true }).waitFor();
    await page.evaluate(() => {
      const tasks: number[] = [];
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: 'longtask',
      });
      Object.assign(window, { longTasks: tasks });
    });
    let written = 0;
    let most = 0;
    const rows = page.getByRole('list', { name: 'Entries' }).getByRole('listitem');
    const feed = async (count: number) => {
      for (const end = written + count; written < end; written += 20) {
        const pause = new Promise((resolve) => setTimeout(resolve, 100));
        await write(1000 + written, 20);
        await pause;
      }
    };
    const feeding = feed(4000);
    while (written < 2000) most = Math.max(most, await rows.count());
    const pressedAt = written;
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused', { exact: true }).waitFor();
    const answeredAfter = written - pressedAt;
    await page.getByRole('button', { name: 'Resume' }).click();
    while (written < 4000) most = Math.max(most, await rows.count());
    await feeding;
    await page.getByText(`Label: entry ${1000 + 3999}`, { exact: true }).waitFor();
    const tasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
    const sum = Math.round(tasks.reduce((all, one) => all + one, 0));
    await annotate(
      `${tasks.length} long tasks, ${sum} ms in all; ${most} rows at most; the click took ${answeredAfter} entries.`,
    );
    expect(most).toBeLessThan(60);
    expect(answeredAfter).toBeLessThan(1000);
    expect(at.ana.complaints).toEqual([]);
  });

  it('shows what happened between its first question and its stream', async () => {
    const late = await newPerson(at.browser, at.url);
    await late.context.addCookies(await at.ana.context.cookies());
    const asked = Promise.withResolvers<void>();
    const happened = Promise.withResolvers<void>();
    await late.page.route(
      '**/api/v1/activity?*',
      async (route) => {
        await route.fetch();
        asked.resolve(); // and this answer, of before, never comes
      },
      { times: 1 },
    );
    await late.page.route('**/api/v1/live*', (route) => happened.promise.then(() => route.continue()));
    await late.page.goto('/activity/live');
    await asked.promise;
    await write(8001, 1);
    happened.resolve();
    await late.page.getByText('Label: entry 8001', { exact: true }).waitFor();
    await late.context.close();
  });

  it('shows what happened while there was no line, once', async () => {
    const line = await openLine(at.url);
    const away = await newPerson(at.browser, line.url);
    await away.context.addCookies(await at.ana.context.cookies());
    await away.page.goto('/activity/live');
    await write(9001, 1);
    await away.page.getByText('Label: entry 9001', { exact: true }).waitFor();
    line.cut();
    await away.context.setOffline(true);
    await away.page.getByText(/^No connection/).waitFor();
    await write(9002, 3);
    line.mend();
    await away.context.setOffline(false);
    for (const number of [9001, 9002, 9003, 9004]) {
      await away.page.getByText(`Label: entry ${number}`, { exact: true }).first().waitFor();
    }
    await write(9005, 1);
    await away.page.getByText('Label: entry 9005', { exact: true }).waitFor();
    for (const number of [9001, 9002, 9003, 9004]) {
      expect(await away.page.getByText(`Label: entry ${number}`, { exact: true }).count()).toBe(1);
    }
    await away.context.close();
    await line.close();
  });
});
