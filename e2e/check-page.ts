import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface Checks {
  /** Colours, which are half of what axe costs, or everything else. Colours are of the scheme, structure is of the width. */
  readonly only?: 'contrast' | 'structure';
}

/**
 * Expects no violation of WCAG 2.2 A or AA that axe can see, nothing that scrolls sideways, and inside the frame no window that
 * scrolls: its parts do.
 */
export async function checkPage(page: Page, name: string, { only }: Checks = {}): Promise<void> {
  const [sideways, down] = await page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return [scrollWidth - clientWidth, document.querySelector('#content') ? scrollHeight - clientHeight : 0];
  });
  expect(sideways, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
  expect(down, `${name} scrolls beyond its frame`).toBeLessThanOrEqual(0);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`(() => { const module = undefined; ${AXE} })()`);
  const options = {
    runOnly: only === 'contrast' ? { type: 'rule', values: ['color-contrast'] } : RULES,
    rules: { 'color-contrast': { enabled: only !== 'structure' } },
    resultTypes: ['violations'],
    preload: false, // no rule of these looks into style sheets or films
  };
  const violations = await page.evaluate<string[]>(`(${violationsOf})(${JSON.stringify(options)})`);
  expect(violations, name).toEqual([]);
}

/** In the page: what axe finds, in words. What it found to be right stays there. */
async function violationsOf(options: object): Promise<string[]> {
  type Found = { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] };
  const { axe } = window as unknown as { axe: { run(where: Document, options: object): Promise<Found> } };
  const { violations } = await axe.run(document, options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html}\n${node.failureSummary}`).join('\n')}`);
}
