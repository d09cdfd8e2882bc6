import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

export const FOLDER = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));

/** How a page is looked at: name, width, height, scheme. */
export const LOOKS = [
  ['', 1440, 810, 'light'],
  ['-dark', 1440, 810, 'dark'],
  ['-phone', 390, 844, 'light'],
] as const;

/** Takes the picture of a page, after what prepares it. */
export async function picture(page: Page, path: string, name: string, prepare?: () => Promise<unknown>): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await prepare?.();
  await page.waitForTimeout(1000); // the live stream never ends, so the network is never idle
  await page.screenshot({ path: `${FOLDER}${name}.png` });
}
