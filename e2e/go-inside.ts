import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const NOWHERE = '/no-such-page';

/**
 * Goes to another page of the product from the one that is open, as a link does it: nothing is loaded twice, a second saved.
 * By way of a page that is none: the address may be ahead of what is drawn, and another query or hash of the page that is drawn
 * would leave what is open, and what was typed, as it is.
 */
export async function goInside(page: Page, path: string): Promise<void> {
  if (new URL(page.url()).pathname !== NOWHERE) await step(page, NOWHERE);
  if (path !== NOWHERE) await step(page, path);
}

async function step(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    for (const part of document.querySelector('main')?.children ?? []) part.setAttribute('data-left', '');
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await expect.poll(() => page.locator('[data-left]').count()).toBe(0);
}
