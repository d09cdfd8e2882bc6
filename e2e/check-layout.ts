import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { directionOf, type InterfaceLanguage } from '../contract/languages.ts';

/**
 * Expects a page that is drawn as it is meant, in its language and direction: every text whole in its box or with an ellipsis,
 * nothing beside the window, nothing that can be pressed over another such thing.
 */
export async function checkLayout(page: Page, language: InterfaceLanguage, name: string): Promise<void> {
  const root = page.locator('html');
  expect(await root.getAttribute('lang'), name).toBe(language);
  expect(await root.getAttribute('dir'), name).toBe(directionOf(language));
  expect(await page.evaluate<string[]>(`(${faultsOfTexts})(${isHidden})`), name).toEqual([]);
  expect(await page.evaluate<string[]>(`(${faultsOfPressables})(${isHidden})`), name).toEqual([]);
}

// What follows runs in the browser.

/** Nobody sees it; a reader may hear it. */
function isHidden(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return true;
  for (let one: Element | null = element; one; one = one.parentElement) {
    const { position, overflow } = getComputedStyle(one);
    const { offsetWidth = 9, offsetHeight = 9 } = one as HTMLElement;
    if (position === 'absolute' && overflow === 'hidden' && offsetWidth <= 1 && offsetHeight <= 1) return true;
  }
  return element.matches('option, [inert], [inert] *');
}

function faultsOfTexts(hidden: typeof isHidden): string[] {
  const SLACK = 1.5;
  const faults = new Set<string>();
  const width = document.documentElement.clientWidth;
  const top = [...document.querySelectorAll('[aria-modal="true"]')].at(-1) ?? document.body;
  const texts = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.parentElement || !text.textContent?.trim() || hidden(text.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const { left, right } = range.getBoundingClientRect();
    for (let one: Element | null = text.parentElement; one; one = one.parentElement) {
      const { display, overflowX, textOverflow } = getComputedStyle(one);
      const isBlock = !['inline', 'contents'].includes(display);
      const box = one.getBoundingClientRect();
      const sticksOut = isBlock && (left < box.left - SLACK || right > box.right + SLACK);
      // A line that ends in dots.
      if (isBlock && overflowX === 'hidden' && textOverflow === 'ellipsis' && !display.includes('flex')) break;
      if (sticksOut && ['hidden', 'clip'].includes(overflowX)) faults.add(`“${text.textContent}” is cut off`);
      if (sticksOut && one.matches('button, a, label, th, td, h1, h2, h3')) faults.add(`“${text.textContent}” leaves its box`);
      // What scrolls by itself may be wider than the window.
      if (['auto', 'scroll'].includes(overflowX) && one.scrollWidth > one.clientWidth) break;
      if (one === document.body && (left < -SLACK || right > width + SLACK))
        faults.add(`“${text.textContent}” leaves the window`);
    }
  }
  return [...faults];
}

function faultsOfPressables(hidden: typeof isHidden): string[] {
  const say = (element: Element) => element.getAttribute('aria-label') ?? element.textContent?.slice(0, 50) ?? element.tagName;
  // What has scrolled under the edge of a part that scrolls is not there.
  const seen = (element: Element) => {
    let { left, top, right, bottom } = element.getBoundingClientRect();
    for (let one = element.parentElement; one; one = one.parentElement) {
      if (getComputedStyle(one).overflowY === 'visible') continue;
      const edge = one.getBoundingClientRect();
      [left, top, right, bottom] = [
        Math.max(left, edge.left),
        Math.max(top, edge.top),
        Math.min(right, edge.right),
        Math.min(bottom, edge.bottom),
      ];
    }
    return { left, top, right, bottom };
  };
  const LAYERS = '[role="menu"], [role="listbox"], [role="dialog"]';
  const faults: string[] = [];
  const layer = [...document.querySelectorAll('[aria-modal="true"]')].at(-1) ?? document.body;
  const pressable = [...layer.querySelectorAll('button, a[href], input, select, textarea, summary, [role="option"]')]
    .filter((one) => !hidden(one))
    .map((one) => ({ one, box: seen(one) }))
    // What lies below a panel or has scrolled away cannot be pressed.
    .filter(({ one, box }) => {
      const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      return hit !== null && (one.contains(hit) || hit.contains(one));
    });
  for (const [index, { one, box }] of pressable.entries()) {
    for (const { one: other, box: its } of pressable.slice(index + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      // A field has its own buttons inside.
      const field = one.closest('.mantine-Input-wrapper');
      if (field && field === other.closest('.mantine-Input-wrapper')) continue;
      // A menu or a panel lies over the page on purpose.
      if (one.closest(LAYERS) !== other.closest(LAYERS)) continue;
      const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
      const down = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
      if (across > 2 && down > 2) faults.push(`“${say(one)}” and “${say(other)}” lie over each other`);
    }
  }
  return faults;
}
