import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Goes to another page of the product from the one that is open, as a link does it: nothing is loaded twice, a second saved. */
export async function goInside(page: Page, path: string): Promise<void> {
  // Another query or hash of the same page would leave what is open, and what was typed, as it is.
  if (new URL(page.url()).pathname === path.split(/[?#]/)[0]) await step(page, '/no-such-page');
  await step(page, path);
}

async function step(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    for (const part of document.querySelector('main')?.children ?? []) part.setAttribute('data-left', '');
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await expect.poll(() => page.locator('[data-left]').count()).toBe(0);
}
